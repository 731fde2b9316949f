import { bucketStart, bucketsBetween, shiftBucket, type Bucket } from '../../protocol/buckets.js';
import type { Frequency } from '../../protocol/timeline-info.js';

/** The pieces of time that are judged, numbered in order: days, months (January and February as one) or quarters. */
export interface JudgedUnits {
  readonly bucket: Bucket;
  /** Days have weekdays, and enough of them to tell a season by; whatever is coarser is treated alike. */
  readonly size: 'day' | 'other';
  /** How many a year has. */
  readonly perYear: number;
  /** Number of the one that holds an instant, epoch ms. */
  indexOf(instant: number): number;
  startOf(index: number): number;
}

/** Undefined where figures are known too coarsely, or not alike at all times. */
export function judgedUnits(frequency: Frequency, offsetMs: number): JudgedUnits | undefined {
  switch (frequency) {
    case 'instant':
    case 'day':
      return { ...evenUnits('1d', 365, offsetMs), size: 'day' };
    case 'month':
      return monthUnits(offsetMs);
    case 'quarter':
      return evenUnits('1q', 4, offsetMs);
    default:
      return undefined;
  }
}

function evenUnits(bucket: Bucket, perYear: number, offsetMs: number): JudgedUnits {
  const origin = bucketStart(bucket, -offsetMs, offsetMs);
  return {
    bucket,
    size: 'other',
    perYear,
    indexOf: (instant) => bucketsBetween(bucket, origin, bucketStart(bucket, instant, offsetMs), offsetMs),
    startOf: (index) => shiftBucket(bucket, origin, index, offsetMs),
  };
}

const UNITS_OF_MONTHS = 11;

/** Lunar New Year falls in January or in February, and moves trade from one to the other: only together are they alike each year. */
function monthUnits(offsetMs: number): JudgedUnits {
  const origin = bucketStart('1mo', -offsetMs, offsetMs);
  return {
    bucket: '1mo',
    size: 'other',
    perYear: UNITS_OF_MONTHS,
    indexOf: (instant) => {
      const month = bucketsBetween('1mo', origin, bucketStart('1mo', instant, offsetMs), offsetMs);
      const year = Math.floor(month / 12);
      return year * UNITS_OF_MONTHS + Math.max(0, month - year * 12 - 1);
    },
    startOf: (index) => {
      const year = Math.floor(index / UNITS_OF_MONTHS);
      const unit = index - year * UNITS_OF_MONTHS;
      return shiftBucket('1mo', origin, year * 12 + (unit === 0 ? 0 : unit + 1), offsetMs);
    },
  };
}
