import { bucketEnd, bucketStart } from '../../protocol/buckets.js';

/** A year under way, measured against a baseline year. Amounts are in the unit that was given. */
export interface Pace {
  /** Share of the calendar year that has gone by, 0 to 1. */
  readonly elapsed: number;
  /** The baseline year at the same instant. */
  readonly baselineToDate: number;
  /** What the year comes to if it goes on as it did so far. */
  readonly projected: number;
  /** The year so far against the baseline's same instant: 0.085 is 8.5 % above it. */
  readonly ahead: number;
}

/**
 * Run of this year against the baseline year's same instant; both are taken to run evenly over the year.
 * Null at the first instant of a year, of which nothing can be told.
 * @param instant the playhead, epoch ms. @param offsetMs the timeline's UTC offset.
 */
export function paceOf(yearToDate: number, baseline: number, instant: number, offsetMs: number): Pace | null {
  const start = bucketStart('1y', instant, offsetMs);
  const elapsed = (instant - start) / (bucketEnd('1y', instant, offsetMs) - start);
  if (elapsed <= 0 || baseline <= 0) return null;
  const baselineToDate = baseline * elapsed;
  return {
    elapsed,
    baselineToDate,
    projected: yearToDate / elapsed,
    ahead: yearToDate / baselineToDate - 1,
  };
}
