import { lunarNewYear } from './lunar-new-year.js';

export const EXPOS = ['canton-spring', 'ciftis', 'canton-autumn', 'ciie'] as const;

export type ExpoId = (typeof EXPOS)[number];

/** Month (1-12) and day of the month. */
type MonthDay = readonly [month: number, day: number];

/** First and last day of each expo, as held since 2021: cantonfair.org.cn; ciftis.org (10-14 in 2025); ciie.org. */
export const EXPO_DAYS: Readonly<Record<ExpoId, { readonly from: MonthDay; readonly to: MonthDay }>> = {
  'canton-spring': { from: [4, 15], to: [5, 5] },
  ciftis: { from: [9, 10], to: [9, 14] },
  'canton-autumn': { from: [10, 15], to: [11, 4] },
  ciie: { from: [11, 5], to: [11, 10] },
};

/** Beijing time, in which all of these days begin. */
const BEIJING_OFFSET_MS = 8 * 3_600_000;

const DAY_MS = 86_400_000;

/** The week off that Lunar New Year begins: as the State Council fixes it, seven or eight days. */
const NEW_YEAR_DAYS = 7;

/** What shows in China's trade; `end` is the end of its last day. Epoch ms. */
export interface CalendarEvent {
  readonly id: ExpoId | 'lunar-new-year';
  readonly start: number;
  readonly end: number;
}

/** Lunar New Year and the expos of a calendar year, in time order. */
export function chinaEvents(year: number): readonly CalendarEvent[] {
  const { month, day } = lunarNewYear(year);
  const newYear = startOf(year, [month, day]);
  return [
    { id: 'lunar-new-year', start: newYear, end: newYear + NEW_YEAR_DAYS * DAY_MS },
    ...EXPOS.map((id) => ({
      id,
      start: startOf(year, EXPO_DAYS[id].from),
      end: startOf(year, EXPO_DAYS[id].to) + DAY_MS,
    })),
  ];
}

function startOf(year: number, [month, day]: MonthDay): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) - BEIJING_OFFSET_MS;
}
