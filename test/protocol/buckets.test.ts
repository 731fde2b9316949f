import { describe, expect, it } from 'vitest';
import {
  BUCKETS,
  bucketEnd,
  bucketStart,
  bucketYearBefore,
  newestBucket,
  shiftBucket,
  windowStart,
  yearBefore,
} from '../../protocol/buckets.js';
import { createRandom } from '../support/random.js';

const BEIJING = 8 * 3_600_000;
const at = (iso: string): number => Date.parse(iso);

describe('buckets', () => {
  it.each([
    ['1s', '2026-11-23T14:32:07+08:00'],
    ['10s', '2026-11-23T14:32:00+08:00'],
    ['1m', '2026-11-23T14:32:00+08:00'],
    ['10m', '2026-11-23T14:30:00+08:00'],
    ['1h', '2026-11-23T14:00:00+08:00'],
    ['1d', '2026-11-23T00:00:00+08:00'],
    ['1w', '2026-11-23T00:00:00+08:00'],
    ['1mo', '2026-11-01T00:00:00+08:00'],
    ['1q', '2026-10-01T00:00:00+08:00'],
    ['1y', '2026-01-01T00:00:00+08:00'],
  ] as const)('of %s start at local time', (bucket, start) => {
    expect(bucketStart(bucket, at('2026-11-23T14:32:07.250+08:00'), BEIJING)).toBe(at(start));
  });

  it('of a week start on Monday, also across a year end and before 1970', () => {
    expect(bucketStart('1w', at('2027-01-03T23:59:59Z'), 0)).toBe(at('2026-12-28T00:00:00Z'));
    expect(bucketStart('1w', at('1969-12-31T12:00:00Z'), 0)).toBe(at('1969-12-29T00:00:00Z'));
  });

  it('of all hold every instant', () => {
    expect(bucketStart('all', 0, 0)).toBe(-Infinity);
    expect(bucketEnd('all', 0, 0)).toBe(Infinity);
  });

  it('follow the calendar over leap days and short months', () => {
    expect(bucketEnd('1mo', at('2024-02-10T00:00:00Z'), 0)).toBe(at('2024-03-01T00:00:00Z'));
    expect(shiftBucket('1mo', at('2024-03-31T12:00:00Z'), -1, 0)).toBe(at('2024-02-01T00:00:00Z'));
    expect(shiftBucket('1q', at('2024-03-31T12:00:00Z'), -1, 0)).toBe(at('2023-10-01T00:00:00Z'));
    expect(shiftBucket('1y', at('2024-02-29T12:00:00Z'), -1, 0)).toBe(at('2023-01-01T00:00:00Z'));
  });

  it('end a window with the newest one before the playhead, so that a year that is over is the newest', () => {
    expect(newestBucket('1y', at('2025-01-01T00:00:00Z'), 0)).toBe(at('2024-01-01T00:00:00Z'));
    expect(newestBucket('1y', at('2025-01-01T00:00:00.001Z'), 0)).toBe(at('2025-01-01T00:00:00Z'));
    expect(windowStart('1mo', at('2026-01-01T00:00:00Z'), 60, 0)).toBe(at('2021-01-01T00:00:00Z'));
    expect(newestBucket('all', 0, 0)).toBe(-Infinity);
  });

  it('tile time: every instant lies in its bucket, and the next bucket starts where it ends', () => {
    const random = createRandom(11);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < 2_000; round++) {
      const bucket = random.pick(BUCKETS.filter((name) => name !== 'all'));
      const instant = random.whole(at('1960-01-01'), at('2100-01-01'));
      const offset = random.whole(-12, 14) * 3_600_000;
      const start = bucketStart(bucket, instant, offset);
      const end = bucketEnd(bucket, instant, offset);
      expect(start <= instant && instant < end).toBe(true);
      expect(bucketStart(bucket, end, offset)).toBe(end);
      expect(bucketEnd(bucket, end - 1, offset)).toBe(end);
      const count = random.whole(-40, 40);
      expect(shiftBucket(bucket, shiftBucket(bucket, instant, count, offset), -count, offset)).toBe(start);
    }
  });
});

describe('a year before', () => {
  it('is the same local date and time', () => {
    expect(yearBefore('1d', at('2026-11-23T14:32:07+08:00'), BEIJING)).toBe(at('2025-11-23T14:32:07+08:00'));
  });

  it('is 52 weeks for a week, so that Mondays meet Mondays', () => {
    expect(bucketYearBefore('1w', at('2026-11-23T00:00:00Z'), 0)).toBe(at('2025-11-24T00:00:00Z'));
  });

  it('stands still on 29 February, so that time never runs backwards', () => {
    const before = (iso: string): number => yearBefore('1y', at(iso), 0);
    expect(before('2024-02-28T23:59:59Z')).toBe(at('2023-02-28T23:59:59Z'));
    expect(before('2024-02-29T00:00:00Z')).toBe(at('2023-03-01T00:00:00Z'));
    expect(before('2024-02-29T23:00:00Z')).toBe(at('2023-03-01T00:00:00Z'));
    expect(before('2024-03-01T00:00:00Z')).toBe(at('2023-03-01T00:00:00Z'));
  });

  it('has no bucket for 29 February and for all', () => {
    expect(bucketYearBefore('1d', at('2024-02-29T00:00:00Z'), 0)).toBeUndefined();
    expect(bucketYearBefore('1h', at('2024-02-29T05:00:00Z'), 0)).toBeUndefined();
    expect(bucketYearBefore('all', -Infinity, 0)).toBeUndefined();
    expect(bucketYearBefore('1mo', at('2024-02-01T00:00:00Z'), 0)).toBe(at('2023-02-01T00:00:00Z'));
  });
});
