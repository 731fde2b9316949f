import { lunarNewYear } from './lunar-new-year.js';

export const EXPOS = ['canton-spring', 'ciftis', 'canton-autumn', 'ciie'] as const;

export type ExpoId = (typeof EXPOS)[number];

/** Month (1-12) and day of the month. */
type MonthDay = readonly [month: number, day: number];

/** First and last day. */
export interface Days {
  readonly from: MonthDay;
  readonly to: MonthDay;
}

/** Of each expo, as held since 2021 or 2025: cantonfair.org.cn; ciftis.org; ciie.org. */
const EXPO_DAYS: Readonly<Record<ExpoId, Days>> = {
  'canton-spring': { from: [4, 15], to: [5, 5] },
  ciftis: { from: [9, 10], to: [9, 14] },
  'canton-autumn': { from: [10, 15], to: [11, 4] },
  ciie: { from: [11, 5], to: [11, 10] },
};

/** Years in which they were held on other days, by the same sources. */
const OTHER_EXPO_DAYS: Readonly<Partial<Record<ExpoId, Readonly<Partial<Record<number, Days>>>>>> = {
  'canton-spring': {
    2021: { from: [4, 15], to: [4, 24] },
    2022: { from: [4, 15], to: [4, 24] },
  },
  ciftis: {
    2021: { from: [9, 2], to: [9, 7] },
    2022: { from: [8, 31], to: [9, 5] },
    2023: { from: [9, 2], to: [9, 6] },
    2024: { from: [9, 12], to: [9, 16] },
  },
  'canton-autumn': {
    2021: { from: [10, 15], to: [10, 19] },
    2022: { from: [10, 15], to: [10, 24] },
  },
};

/** National Day and the six days after it. */
const GOLDEN_WEEK: Days = { from: [10, 1], to: [10, 7] };

/**
 * Years in which the General Office of the State Council fixed others, for Mid-Autumn fell beside or within it; years still to
 * be announced are left to the rule.
 */
const OTHER_GOLDEN_WEEKS: Readonly<Partial<Record<number, Days>>> = {
  2020: { from: [10, 1], to: [10, 8] },
  2023: { from: [9, 29], to: [10, 6] },
  2025: { from: [10, 1], to: [10, 8] },
};

/** Beijing time, in which all of these days begin, as `TimelineInfo` has it, and in ms. */
export const BEIJING = '+08:00';
const BEIJING_OFFSET_MS = 8 * 3_600_000;

const DAY_MS = 86_400_000;

/** The week off that Lunar New Year begins: as the State Council fixes it, seven or eight days. */
const NEW_YEAR_DAYS = 7;

/** From the midnight of Beijing at which its first day begins to that at which its last ends, epoch ms. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What shows in China's trade. */
export interface CalendarEvent extends Stretch {
  readonly id: ExpoId | 'lunar-new-year';
}

/** The days of an expo in a calendar year. */
export function expoDays(id: ExpoId, year: number): Days {
  return OTHER_EXPO_DAYS[id]?.[year] ?? EXPO_DAYS[id];
}

/** The days off around National Day in a calendar year. */
export function goldenWeekDays(year: number): Days {
  return OTHER_GOLDEN_WEEKS[year] ?? GOLDEN_WEEK;
}

/** The calendar year of Beijing's that holds an instant. */
export function chinaYear(instant: number): number {
  return new Date(instant + BEIJING_OFFSET_MS).getUTCFullYear();
}

export function goldenWeek(year: number): Stretch {
  return stretchOf(year, goldenWeekDays(year));
}

/** Lunar New Year and the expos of a calendar year, in time order. */
export function chinaEvents(year: number): readonly CalendarEvent[] {
  const { month, day } = lunarNewYear(year);
  const newYear = startOf(year, [month, day]);
  return [
    { id: 'lunar-new-year', start: newYear, end: newYear + NEW_YEAR_DAYS * DAY_MS },
    ...EXPOS.map((id) => ({ id, ...stretchOf(year, expoDays(id, year)) })),
  ];
}

function stretchOf(year: number, { from, to }: Days): Stretch {
  return { start: startOf(year, from), end: startOf(year, to) + DAY_MS };
}

function startOf(year: number, [month, day]: MonthDay): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) - BEIJING_OFFSET_MS;
}
