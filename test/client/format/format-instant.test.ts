import { describe, expect, it } from 'vitest';
import { formatAge } from '../../../client/format/format-age.js';
import {
  formatDayOfYear,
  formatInstant,
  formatTimeOfDay,
  formatUtcOffset,
  formatWeekdayDate,
} from '../../../client/format/format-instant.js';
import { formatPeriod } from '../../../client/format/format-period.js';

const BEIJING = 8 * 3_600_000;
const instant = Date.UTC(2026, 10, 23, 6, 32, 7);

describe('formatInstant', () => {
  it.each([
    ['year', '2026', '2026年'],
    ['month', 'Nov 2026', '2026年11月'],
    ['day', '23 Nov 2026', '2026年11月23日'],
    ['minute', '23 Nov 2026, 14:32', '2026年11月23日 14:32'],
    ['second', '23 Nov 2026, 14:32:07', '2026年11月23日 14:32:07'],
  ] as const)('writes to the %s in both languages', (precision, english, chinese) => {
    expect(formatInstant(instant, { lang: 'en', utcOffsetMs: BEIJING, precision })).toBe(english);
    expect(formatInstant(instant, { lang: 'zh-CN', utcOffsetMs: BEIJING, precision })).toBe(chinese);
  });

  it("turns the day at the timeline's midnight, wherever the viewer is", () => {
    const lastMillisecond = Date.UTC(2025, 11, 31, 16) - 1;
    const options = { lang: 'en', utcOffsetMs: BEIJING, precision: 'second' } as const;
    expect(formatInstant(lastMillisecond, options)).toBe('31 Dec 2025, 23:59:59');
    expect(formatInstant(lastMillisecond + 1, options)).toBe('1 Jan 2026, 00:00:00');
  });

  it('knows leap days, years before 1970 and September by three letters', () => {
    const day = { lang: 'en', utcOffsetMs: 0, precision: 'day' } as const;
    expect(formatInstant(Date.UTC(2024, 1, 29), day)).toBe('29 Feb 2024');
    expect(formatInstant(Date.UTC(1949, 9, 1), day)).toBe('1 Oct 1949');
    expect(formatInstant(Date.UTC(2024, 8, 1), day)).toBe('1 Sep 2024');
  });

  it('shows what has no date as a dash', () => {
    expect(formatInstant(Infinity, { lang: 'en', utcOffsetMs: 0, precision: 'day' })).toBe('–');
    expect(formatInstant(8.64e15, { lang: 'en', utcOffsetMs: BEIJING, precision: 'day' })).toBe('–');
    expect(formatTimeOfDay(NaN, 0, 'second')).toBe('–');
  });
});

describe('the parts of a clock', () => {
  it('names the weekday', () => {
    expect(formatWeekdayDate(instant, 'en', BEIJING)).toBe('Mon 23 Nov 2026');
    expect(formatWeekdayDate(instant, 'zh-CN', BEIJING)).toBe('2026年11月23日 星期一');
    expect(formatDayOfYear(instant, 'en', BEIJING)).toBe('23 Nov');
  });

  it('shows time of day on 24 hours', () => {
    expect(formatTimeOfDay(instant, BEIJING, 'second')).toBe('14:32:07');
    expect(formatTimeOfDay(Date.UTC(2026, 0, 1), 0, 'minute')).toBe('00:00');
  });

  it('names a UTC offset', () => {
    expect([BEIJING, 0, -12_600_000, 20_700_000].map(formatUtcOffset)).toEqual([
      'UTC+8',
      'UTC',
      'UTC−03:30',
      'UTC+05:45',
    ]);
  });
});

describe('formatPeriod', () => {
  it.each([
    ['1y', '2026', '2026年'],
    ['1q', 'Q4 2026', '2026年第4季度'],
    ['1mo', 'Nov 2026', '2026年11月'],
    ['1w', 'week of 23 Nov 2026', '2026年11月23日当周'],
    ['1d', '23 Nov 2026', '2026年11月23日'],
    ['1h', '23 Nov 2026, 14:32', '2026年11月23日 14:32'],
    ['1s', '23 Nov 2026, 14:32:07', '2026年11月23日 14:32:07'],
    ['all', 'whole period', '全部时段'],
  ] as const)('names a bucket of %s', (bucket, english, chinese) => {
    expect(formatPeriod(bucket, instant, { lang: 'en', utcOffsetMs: BEIJING })).toBe(english);
    expect(formatPeriod(bucket, instant, { lang: 'zh-CN', utcOffsetMs: BEIJING })).toBe(chinese);
  });
});

describe('formatAge', () => {
  it.each([
    [-5, '0.0 s'],
    [240, '0.2 s'],
    [9_999, '9.9 s'],
    [10_000, '10 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [7_200_000, '2 h'],
    [200_000_000, '2 d'],
  ])('writes %d ms as %s', (ageMs, expected) => {
    expect(formatAge(ageMs, 'en')).toBe(expected);
  });
});
