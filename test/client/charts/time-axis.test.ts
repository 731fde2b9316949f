import { describe, expect, it } from 'vitest';
import { timeAxis } from '../../../client/charts/time-axis.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEIJING = { bucket: '1s', offsetMs: 8 * HOUR, lang: 'en' } as const;

function labels(
  from: string,
  to: string,
  minimumMs: number,
  zone: Parameters<typeof timeAxis>[3] = BEIJING,
): string[] {
  const axis = timeAxis(Date.parse(from), Date.parse(to), minimumMs, zone);
  return axis.ticks.map((tick) => axis.label(tick));
}

describe('a time axis', () => {
  it('names months, and the year in January, at the local start of each', () => {
    expect(labels('2025-11-24T00:00+08:00', '2026-03-10T00:00+08:00', 20 * DAY)).toEqual([
      'Dec',
      '2026',
      'Feb',
      'Mar',
    ]);
  });

  it('names them in Chinese', () => {
    const zone = { ...BEIJING, lang: 'zh-CN' } as const;
    expect(labels('2025-11-24T00:00+08:00', '2026-02-10T00:00+08:00', 20 * DAY, zone)).toEqual([
      '12月',
      '2026年',
      '2月',
    ]);
  });

  it('falls on multiples of ten seconds, named to the second', () => {
    expect(labels('2026-01-05T00:00:05+08:00', '2026-01-05T00:00:35+08:00', 9_000)).toEqual([
      '00:00:10',
      '00:00:20',
      '00:00:30',
    ]);
  });

  it('names the day at midnight among hours', () => {
    expect(labels('2026-01-05T18:00+08:00', '2026-01-06T06:00+08:00', 5 * HOUR)).toEqual([
      '18:00',
      '6 Jan',
      '06:00',
    ]);
  });

  it('counts quarters from January and decades from year nought', () => {
    expect(
      labels('2025-02-01T00:00Z', '2026-02-01T00:00Z', 80 * DAY, { bucket: '1s', offsetMs: 0, lang: 'en' }),
    ).toEqual(['Apr', 'Jul', 'Oct', '2026']);
    expect(
      labels('1995-01-01T00:00Z', '2021-01-01T00:00Z', 3_000 * DAY, {
        bucket: '1s',
        offsetMs: 0,
        lang: 'en',
      }),
    ).toEqual(['2000', '2010', '2020']);
  });

  it('never sets ticks closer than it is told', () => {
    for (const minimumMs of [500, 7_000, 90_000, 2 * HOUR, 9 * HOUR, 3 * DAY, 40 * DAY, 500 * DAY]) {
      const { ticks } = timeAxis(
        Date.UTC(2024, 0, 1),
        Date.UTC(2024, 0, 1) + 20 * minimumMs,
        minimumMs,
        BEIJING,
      );
      const gaps = ticks.slice(1).map((tick, index) => tick - ticks[index]!);
      expect(gaps.length).toBeGreaterThan(0);
      // Months and years differ in length; a step is chosen by their mean.
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(minimumMs * 0.9);
    }
  });

  it('has no ticks between buckets: years are not cut into months', () => {
    const zone = { bucket: '1y', offsetMs: 0, lang: 'en' } as const;
    expect(labels('2021-01-01T00:00Z', '2023-01-01T00:00Z', 60 * DAY, zone)).toEqual([
      '2021',
      '2022',
      '2023',
    ]);
  });
});
