import { BUCKETS, type Bucket } from '../../protocol/buckets.js';
import type { Frequency, TimelineInfo } from '../../protocol/timeline-info.js';

const DAY = 86_400;

/** Seconds in a bucket, about, where the calendar decides. */
const SECONDS: Record<Bucket, number> = {
  '1s': 1,
  '10s': 10,
  '1m': 60,
  '10m': 600,
  '1h': 3_600,
  '1d': DAY,
  '1w': 7 * DAY,
  '1mo': 30.44 * DAY,
  '1q': 91.3 * DAY,
  '1y': 365.25 * DAY,
  all: Infinity,
};

/** Narrower buckets than the figures are known in would only show how they were spread. */
const NARROWEST: Record<Frequency, Bucket> = {
  instant: '1s',
  day: '1d',
  month: '1mo',
  quarter: '1q',
  year: '1y',
  mixed: '1mo',
};

/** How many buckets make a picture: two minutes, a day of hours, a year of days … */
const LAST: Record<Bucket, number> = {
  '1s': 120,
  '10s': 180,
  '1m': 120,
  '10m': 144,
  '1h': 168,
  '1d': 365,
  '1w': 104,
  '1mo': 60,
  '1q': 40,
  '1y': 20,
  all: 1,
};

/** The narrowest bucket that is known and lasts at least a second of the viewer's time, so that it can be watched. */
export function automaticBucket({ frequency, clock }: TimelineInfo): Bucket {
  return bucketOfLength(frequency, clock.speed);
}

/** The narrowest bucket that is known and lasts at least so many seconds. */
export function bucketOfLength(frequency: Frequency, seconds: number): Bucket {
  const narrowest = BUCKETS.indexOf(NARROWEST[frequency]);
  const found = BUCKETS.find((bucket, index) => index >= narrowest && SECONDS[bucket] >= seconds);
  return found === undefined || found === 'all' ? '1y' : found;
}

export function automaticLast(bucket: Bucket): number {
  return LAST[bucket];
}
