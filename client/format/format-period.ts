import type { Bucket } from '../../protocol/buckets.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import { formatInstant } from './format-instant.js';

export interface PeriodOptions {
  readonly lang: Lang;
  readonly utcOffsetMs: number;
}

/** Names the bucket that starts at `start`: `2026`, `Q4 2026`, `Nov 2026`, `week of 23 Nov 2026`, `23 Nov 2026, 14:00`. */
export function formatPeriod(
  bucket: Bucket,
  start: number | null,
  { lang, utcOffsetMs }: PeriodOptions,
): string {
  if (bucket === 'all' || start === null) return message(lang, 'period.all');
  const at = (precision: Parameters<typeof formatInstant>[1]['precision']) =>
    formatInstant(start, { lang, utcOffsetMs, precision });
  switch (bucket) {
    case '1y':
      return at('year');
    case '1q':
      return message(lang, 'period.quarter', { quarter: quarter(start + utcOffsetMs), year: at('year') });
    case '1mo':
      return at('month');
    case '1w':
      return message(lang, 'period.week', { day: at('day') });
    case '1d':
      return at('day');
    case '1h':
    case '10m':
    case '1m':
      return at('minute');
    default:
      return at('second');
  }
}

function quarter(local: number): number {
  return Math.floor(new Date(local).getUTCMonth() / 3) + 1;
}
