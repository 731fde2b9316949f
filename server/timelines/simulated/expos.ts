import { BEIJING_OFFSET_MS, DAY_MS, dayNumber, startOfDay } from './beijing-time.js';

export type ExpoId = 'ciie' | 'canton-spring' | 'canton-autumn' | 'ciftis';

/** An expo of one year; `end` is the end of its last day. Times are epoch ms. */
export interface Expo {
  readonly id: ExpoId;
  readonly start: number;
  readonly end: number;
  readonly en: string;
  readonly zh: string;
}

/** Which lanes an expo lifts; the two Canton Fairs lift the same ones. */
export const NO_EXPO = 0;
export const CIIE = 1;
export const CANTON = 2;
export const CIFTIS = 3;

interface ExpoCalendar {
  readonly id: ExpoId;
  readonly touches: number;
  /** First and last day, as [month, day]. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Value on its days relative to the days around it, of the lanes it touches. Estimated: nothing is published. */
  readonly lift: number;
  readonly en: string;
  readonly zh: string;
}

// Dates as held since 2021: ciie.org 5-10 November; cantonfair.org.cn 15 April - 5 May and 15 October - 4 November;
// ciftis.org early to mid September (10-14 in 2025)
const CALENDAR: readonly ExpoCalendar[] = [
  {
    id: 'canton-spring',
    touches: CANTON,
    from: [4, 15],
    to: [5, 5],
    lift: 1.16,
    en: 'Canton Fair, spring',
    zh: '广交会（春季）',
  },
  {
    id: 'ciftis',
    touches: CIFTIS,
    from: [9, 10],
    to: [9, 14],
    lift: 1.1,
    en: 'China International Fair for Trade in Services',
    zh: '中国国际服务贸易交易会',
  },
  {
    id: 'canton-autumn',
    touches: CANTON,
    from: [10, 15],
    to: [11, 4],
    lift: 1.18,
    en: 'Canton Fair, autumn',
    zh: '广交会（秋季）',
  },
  {
    id: 'ciie',
    touches: CIIE,
    from: [11, 5],
    to: [11, 10],
    lift: 1.45,
    en: 'China International Import Expo',
    zh: '中国国际进口博览会',
  },
];

/** Days before and after an expo over which its lift rises and fades. */
const SHOULDER_DAYS = 4;

/** The expos of a Beijing calendar year, in time order. */
export function exposOfYear(year: number): readonly Expo[] {
  return CALENDAR.map(({ id, from, to, en, zh }) => ({
    id,
    start: Date.UTC(year, from[0] - 1, from[1]) - BEIJING_OFFSET_MS,
    end: startOfDay(dayNumber(year, to[0], to[1])) + DAY_MS,
    en,
    zh,
  }));
}

/** How much the expos of `year` lift the lanes that `touches` names, on a day of it; 1 is not at all. */
export function expoLift(touches: number, year: number, day: number): number {
  let lift = 1;
  for (const expo of CALENDAR) {
    if (expo.touches !== touches) continue;
    const before = dayNumber(year, expo.from[0], expo.from[1]) - day;
    const after = day - dayNumber(year, expo.to[0], expo.to[1]);
    const distance = Math.max(0, before, after);
    if (distance < SHOULDER_DAYS) lift += (expo.lift - 1) * (1 - distance / SHOULDER_DAYS);
  }
  return lift;
}
