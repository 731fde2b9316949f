import { bucketEnd, bucketStart } from '../../protocol/buckets.js';

/** A year under way, measured against a baseline year. Amounts are in the unit that was given. */
export interface Pace {
  /** The baseline year at the same instant. */
  readonly baselineToDate: number;
  /** What the year comes to if it goes on as it did so far. */
  readonly projected: number;
  /** The year so far against the baseline's same instant: 0.085 is 8.5 % above it. */
  readonly ahead: number;
}

/**
 * Run of this year against the baseline year's same instant.
 * Null where nothing of the year has gone by, or the baseline is nothing.
 * @param gone share of a usual year that has come in by now, 0 to 1: see `shareOfYear` and `shareOfYearBefore`
 */
export function paceOf(yearToDate: number, baseline: number, gone: number): Pace | null {
  if (gone <= 0 || baseline <= 0) return null;
  const baselineToDate = baseline * gone;
  return { baselineToDate, projected: yearToDate / gone, ahead: yearToDate / baselineToDate - 1 };
}

/**
 * Share of the year before that had come in by the same instant. Trade does not run evenly, it dips at Lunar New Year and
 * peaks at the year's end, so this tells better than the calendar how much of a year is still to come.
 * Null where the year before is not known; never above 1, should the two come from different editions of the figures.
 * @param yearOnYear this year so far against the same part of the year before, 0.041 for 4.1 % more
 * @param yearBefore all of the year before
 */
export function shareOfYearBefore(
  yearToDate: number,
  yearOnYear: number | null,
  yearBefore: number | null,
): number | null {
  if (yearOnYear === null || yearBefore === null || yearBefore <= 0 || yearOnYear <= -1) return null;
  return Math.min(1, yearToDate / (1 + yearOnYear) / yearBefore);
}

/** Share of the calendar year that has gone by. @param offsetMs the timeline's UTC offset */
export function shareOfYear(instant: number, offsetMs: number): number {
  const start = bucketStart('1y', instant, offsetMs);
  return (instant - start) / (bucketEnd('1y', instant, offsetMs) - start);
}
