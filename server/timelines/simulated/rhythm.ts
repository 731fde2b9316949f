import { EXPORT } from '../../records/record-batch.js';
import { dayNumber, weekdayOf } from './beijing-time.js';
import { goldenWeekDays } from '../../../protocol/china-calendar.js';
import { lunarNewYear } from '../../../protocol/lunar-new-year.js';

/** How strictly goods keep to the working calendar: ships hardly, office hours mostly, parcels in between. */
export const BULK = 0;
export const GENERAL = 1;
export const EXPRESS = 2;

// All figures of this file are estimated: no daily or hourly trade is published. What is published, the month shape,
// is fitted on top of them.
const SATURDAY = [0.95, 0.68, 0.9];
const SUNDAY = [0.92, 0.52, 0.84];
/** How much of a holiday's stop each rhythm feels. */
const HOLIDAY_DEPTH = [0.3, 1, 0.55];

/** Exports stop for Lunar New Year with the factories; imports less, as ships keep coming. */
const NEW_YEAR_DEPTH_OF_IMPORTS = 0.55;

/**
 * Share of normal work lost on the days from 16 before Lunar New Year to 30 after it, for general exports: a rush, the
 * stop, and the slow return of workers. With these losses what is left of the month shares is nearly flat.
 */
// prettier-ignore
const NEW_YEAR_LOSS = [
  -0.08, -0.08, -0.08, -0.08, -0.08, -0.08, -0.08, -0.08, -0.07, -0.06, -0.04, -0.01, 0.05, 0.15, 0.3, 0.48,
  0.72, 0.74, 0.74, 0.72, 0.7, 0.68, 0.66, 0.6, 0.54, 0.5, 0.46, 0.43, 0.4, 0.37, 0.35, 0.33,
  0.31, 0.29, 0.27, 0.25, 0.23, 0.21, 0.19, 0.17, 0.15, 0.13, 0.11, 0.09, 0.07, 0.05, 0.03,
];
const NEW_YEAR_LEAD_DAYS = 16;

/** Share lost on the days of Golden Week, an eighth in some years; then of Labour Day, 1 May onwards. */
const GOLDEN_WEEK_LOSS = [0.5, 0.52, 0.5, 0.48, 0.44, 0.4, 0.34, 0.34];
const LABOUR_DAY_LOSS = [0.34, 0.36, 0.32, 0.2, 0.14];

/** Share of a general exporter's normal work that holidays take from a day; Lunar New Year apart from fixed dates. */
export interface HolidayLoss {
  readonly fixed: number;
  readonly newYear: number;
}

export function holidayLoss(day: number, year: number): HolidayLoss {
  const lunar = lunarNewYear(year);
  const newYear = NEW_YEAR_LOSS[day - dayNumber(year, lunar.month, lunar.day) + NEW_YEAR_LEAD_DAYS] ?? 0;
  const labour = LABOUR_DAY_LOSS[day - dayNumber(year, 5, 1)] ?? 0;
  const firstOfYear = day === dayNumber(year, 1, 1) ? 0.35 : 0;
  return { fixed: goldenWeekLoss(day, year) + labour + firstOfYear, newYear };
}

function goldenWeekLoss(day: number, year: number): number {
  const { from, to } = goldenWeekDays(year);
  return day <= dayNumber(year, to[0], to[1])
    ? (GOLDEN_WEEK_LOSS[day - dayNumber(year, from[0], from[1])] ?? 0)
    : 0;
}

/** Activity of a rhythm on a day relative to a normal working day: weekends and holidays, without the season. */
export function calendarFactor(rhythm: number, flow: number, day: number, loss: HolidayLoss): number {
  const weekday = weekdayOf(day);
  const week = weekday === 6 ? SATURDAY[rhythm]! : weekday === 0 ? SUNDAY[rhythm]! : 1;
  const newYearDepth = flow === EXPORT ? 1 : NEW_YEAR_DEPTH_OF_IMPORTS;
  return week * (1 - HOLIDAY_DEPTH[rhythm]! * (loss.fixed + loss.newYear * newYearDepth));
}

/** Declarations cleared in each hour of the day, Beijing time, per rhythm; relative weights. */
// prettier-ignore
const HOUR_WEIGHTS = [
  [3.2, 3.1, 3, 3, 3, 3.1, 3.4, 3.8, 4.6, 5.2, 5.3, 5, 4.2, 4.6, 5.2, 5.3, 5.1, 4.8, 4.3, 4.1, 4, 3.8, 3.5, 3.4],
  [0.9, 0.7, 0.6, 0.5, 0.5, 0.7, 1.2, 2.4, 6, 9.6, 10.2, 8.8, 4.6, 6.6, 9.4, 9.8, 9, 6.6, 3.6, 2.8, 2.4, 2, 1.6, 1.2],
  [3.6, 3, 2.4, 1.9, 1.7, 1.8, 2.4, 3.2, 4.4, 5.4, 5.8, 5.4, 4, 4.6, 5.4, 5.6, 5.4, 5, 4.8, 5, 5.2, 5, 4.7, 4.2],
];

/** Share of a day done before each hour: 25 numbers from 0 to 1, per rhythm. */
export const HOURS_DONE: readonly Float64Array[] = HOUR_WEIGHTS.map((weights) => {
  const sum = weights.reduce((a, b) => a + b, 0);
  const done = new Float64Array(25);
  let running = 0;
  weights.forEach((weight, hour) => {
    running += weight;
    done[hour + 1] = hour === 23 ? 1 : running / sum;
  });
  return done;
});
