import { bucketStart, shiftBucket, type Bucket } from '../../protocol/buckets.js';
import {
  formatDayOfYear,
  formatInstant,
  formatMonthName,
  formatTimeOfDay,
} from '../format/format-instant.js';
import type { Lang } from '../locales/lang.js';

/** Distance between two ticks: `count` buckets, aligned to `within` so that they fall on round times. */
interface TickStep {
  readonly bucket: Bucket;
  readonly count: number;
  readonly ms: number;
}

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** Mean lengths, good enough for choosing a step. */
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

const steps = (bucket: Bucket, unitMs: number, counts: readonly number[]): TickStep[] =>
  counts.map((count) => ({ bucket, count, ms: count * unitMs }));

const STEPS: readonly TickStep[] = [
  ...steps('1s', SECOND, [1, 5, 10, 15, 30]),
  ...steps('1m', MINUTE, [1, 5, 10, 15, 30]),
  ...steps('1h', HOUR, [1, 3, 6, 12]),
  ...steps('1d', DAY, [1, 2]),
  ...steps('1w', 7 * DAY, [1, 2]),
  ...steps('1mo', MONTH, [1, 3, 6]),
  ...steps('1y', YEAR, [1, 2, 5, 10, 20, 50]),
];

const BUCKET_MS: Readonly<Record<Bucket, number>> = {
  '1s': SECOND,
  '10s': 10 * SECOND,
  '1m': MINUTE,
  '10m': 10 * MINUTE,
  '1h': HOUR,
  '1d': DAY,
  '1w': 7 * DAY,
  '1mo': MONTH,
  '1q': 3 * MONTH,
  '1y': YEAR,
  all: 0,
};

/** Ticks on round local times, and how to write them. */
export interface TimeAxis {
  readonly ticks: readonly number[];
  readonly label: (tick: number) => string;
}

/** Buckets, local time and language of a time axis. */
export interface AxisCalendar {
  readonly bucket: Bucket;
  readonly offsetMs: number;
  readonly lang: Lang;
}

/**
 * Ticks from `from` to `to` (epoch ms) at round times of the timeline's own zone, never closer than `minimumMs` nor than
 * the buckets, between which there is nothing.
 * A tick says as little as it can: the hour, the day at midnight, the month, the year in January.
 */
export function timeAxis(
  from: number,
  to: number,
  minimumMs: number,
  { bucket, offsetMs, lang }: AxisCalendar,
): TimeAxis {
  const widest = Math.max(minimumMs, BUCKET_MS[bucket]);
  const step = STEPS.find(({ ms }) => ms >= widest) ?? STEPS.at(-1)!;
  const ticks: number[] = [];
  for (let tick = firstTick(step, from, offsetMs); tick <= to;) {
    if (tick >= from) ticks.push(tick);
    tick = shiftBucket(step.bucket, tick, step.count, offsetMs);
  }
  return { ticks, label: (tick) => label(step, tick, offsetMs, lang) };
}

/** Counts from the start of what the step divides: a minute, an hour, a day, a year; weeks and years from the epoch. */
function firstTick({ bucket, count }: TickStep, from: number, offsetMs: number): number {
  const within: Partial<Record<Bucket, Bucket>> = {
    '1s': '1m',
    '1m': '1h',
    '1h': '1d',
    '1d': '1mo',
    '1mo': '1y',
  };
  const whole = within[bucket];
  if (whole !== undefined && count > 1) return bucketStart(whole, from, offsetMs);
  const start = bucketStart(bucket, from, offsetMs);
  if (count === 1) return start;
  const unitMs = bucket === '1y' ? YEAR : 7 * DAY;
  const index =
    bucket === '1y' ? new Date(start + offsetMs).getUTCFullYear() : Math.round((start + offsetMs) / unitMs);
  return shiftBucket(bucket, start, -(index % count), offsetMs);
}

function label({ bucket }: TickStep, tick: number, offsetMs: number, lang: Lang): string {
  const isAtStartOf = (whole: Bucket): boolean => bucketStart(whole, tick, offsetMs) === tick;
  if (bucket === '1y') return formatInstant(tick, { lang, utcOffsetMs: offsetMs, precision: 'year' });
  if (bucket === '1mo') {
    return isAtStartOf('1y')
      ? formatInstant(tick, { lang, utcOffsetMs: offsetMs, precision: 'year' })
      : formatMonthName(tick, lang, offsetMs);
  }
  if (bucket === '1d' || bucket === '1w' || isAtStartOf('1d')) return formatDayOfYear(tick, lang, offsetMs);
  return formatTimeOfDay(tick, offsetMs, bucket === '1s' ? 'second' : 'minute');
}
