import type { Bucket } from '../../protocol/buckets.js';
import type { Lang } from '../locales/lang.js';
import { transportMessage } from '../locales/transport-message.js';

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Seconds in a unit; months and years in the mean of the Gregorian calendar. */
const UNITS: readonly (readonly [Unit, number])[] = [
  ['year', 31_556_952],
  ['month', 2_629_746],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const BUCKET_SPANS: Readonly<Record<Exclude<Bucket, 'all'>, readonly [number, Unit]>> = {
  '1s': [1, 'second'],
  '10s': [10, 'second'],
  '1m': [1, 'minute'],
  '10m': [10, 'minute'],
  '1h': [1, 'hour'],
  '1d': [1, 'day'],
  '1w': [1, 'week'],
  '1mo': [1, 'month'],
  '1q': [3, 'month'],
  '1y': [1, 'year'],
};

/** A bucket's length in words: `10 minutes`, `3个月`. */
export function formatBucketSpan(bucket: Exclude<Bucket, 'all'>, lang: Lang): string {
  const [count, unit] = BUCKET_SPANS[bucket];
  return spanText(count, unit, lang);
}

/** Event seconds per second in words: `real time`, `1 day a second`, `每秒2.5周`. */
export function formatSpeed(speed: number, lang: Lang): string {
  if (speed === 1) return transportMessage(lang, 'speed.realTime');
  // A year is often meant as 365.25 or 365 days, so what is nearly a unit counts as one.
  const [unit, seconds] = UNITS.find(([, seconds]) => speed >= seconds * 0.99) ?? UNITS.at(-1)!;
  return transportMessage(lang, 'speed.perSecond', { span: spanText(speed / seconds, unit, lang) });
}

function spanText(count: number, unit: Unit, lang: Lang): string {
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(count);
}
