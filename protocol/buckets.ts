/** Widths a view can ask for, narrowest first. `1mo` and wider follow the calendar of the timeline's UTC offset. */
export const BUCKETS = ['1s', '10s', '1m', '10m', '1h', '1d', '1w', '1mo', '1q', '1y', 'all'] as const;

export type Bucket = (typeof BUCKETS)[number];

const SECOND = 1_000;
const DAY = 86_400_000;

/** Widths in milliseconds of the buckets that do not follow the calendar. */
const FIXED_MS: Partial<Record<Bucket, number>> = {
  '1s': SECOND,
  '10s': 10 * SECOND,
  '1m': 60 * SECOND,
  '10m': 600 * SECOND,
  '1h': 3_600 * SECOND,
  '1d': DAY,
  '1w': 7 * DAY,
};

const MONTHS: Partial<Record<Bucket, number>> = { '1mo': 1, '1q': 3, '1y': 12 };

/** 1 January 1970 was a Thursday; weeks start on Monday (ISO 8601), three days before. */
const WEEK_ORIGIN = -3 * DAY;

/**
 * Start of the bucket that holds `instant`, both in epoch ms.
 * @param offsetMs the timeline's UTC offset; days, weeks and months start at its local midnight.
 */
export function bucketStart(bucket: Bucket, instant: number, offsetMs: number): number {
  return shiftBucket(bucket, instant, 0, offsetMs);
}

/** End (exclusive) of the bucket that holds `instant`; Infinity for `all`. */
export function bucketEnd(bucket: Bucket, instant: number, offsetMs: number): number {
  return bucket === 'all' ? Infinity : shiftBucket(bucket, instant, 1, offsetMs);
}

/** Start of the bucket `count` buckets after (before, if negative) the one that holds `instant`; `all` starts at −Infinity. */
export function shiftBucket(bucket: Bucket, instant: number, count: number, offsetMs: number): number {
  if (bucket === 'all') return -Infinity;
  const width = FIXED_MS[bucket];
  const local = instant + offsetMs;
  if (width !== undefined) {
    const origin = bucket === '1w' ? WEEK_ORIGIN : 0;
    return (Math.floor((local - origin) / width) + count) * width + origin - offsetMs;
  }
  const months = MONTHS[bucket]!;
  const month = Math.floor(monthOf(local) / months) + count;
  return monthStart(month * months) - offsetMs;
}

/** How many buckets after the one that starts at `from` the one that starts at `to` is; 0 for `all`. */
export function bucketsBetween(bucket: Bucket, from: number, to: number, offsetMs: number): number {
  const width = FIXED_MS[bucket];
  if (width !== undefined) return Math.round((to - from) / width);
  return bucket === 'all' ? 0 : (monthOf(to + offsetMs) - monthOf(from + offsetMs)) / MONTHS[bucket]!;
}

/** Months since year 0 of a local instant. */
function monthOf(local: number): number {
  const date = new Date(local);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/**
 * Start of the newest bucket that holds anything before `playhead`: at the end of a year that is the year itself, not the
 * next one, of which nothing has happened.
 */
export function newestBucket(bucket: Bucket, playhead: number, offsetMs: number): number {
  return bucketStart(bucket, playhead - 1, offsetMs);
}

/** Start of the first of the `last` buckets that end with the newest one. */
export function windowStart(bucket: Bucket, playhead: number, last: number, offsetMs: number): number {
  return shiftBucket(bucket, playhead - 1, 1 - last, offsetMs);
}

/** Epoch ms of the first instant of a month counted from year 0; Date.UTC alone would read years 0–99 as 19xx. */
function monthStart(monthsSinceYear0: number): number {
  const year = Math.floor(monthsSinceYear0 / 12);
  return new Date(0).setUTCFullYear(year, monthsSinceYear0 - year * 12, 1);
}

/**
 * The instant a year before, in epoch ms; a week goes back 52 weeks, so that Mondays meet Mondays.
 * All of 29 February falls on the first instant of 1 March, so that time never runs backwards.
 */
export function yearBefore(bucket: Bucket, instant: number, offsetMs: number): number {
  if (bucket === '1w') return instant - 364 * DAY;
  const date = new Date(instant + offsetMs);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() - 1);
  if (date.getUTCMonth() !== month) date.setUTCHours(0, 0, 0, 0);
  return date.getTime() - offsetMs;
}

/** Start of the bucket a year before the one that starts at `start`; undefined for `all` and within 29 February. */
export function bucketYearBefore(bucket: Bucket, start: number, offsetMs: number): number | undefined {
  if (bucket === 'all') return undefined;
  const date = new Date(start + offsetMs);
  const isLeapDay = date.getUTCMonth() === 1 && date.getUTCDate() === 29;
  if (isLeapDay && bucket !== '1w') return undefined;
  return bucketStart(bucket, yearBefore(bucket, start, offsetMs), offsetMs);
}

/** Start of the bucket a year after the one that starts at `start`. */
export function bucketYearAfter(bucket: Bucket, start: number, offsetMs: number): number {
  if (bucket === 'all') return start;
  if (bucket === '1w') return start + 364 * DAY;
  const date = new Date(start + offsetMs);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return bucketStart(bucket, date.getTime() - offsetMs, offsetMs);
}
