import { describe, expect, it } from 'vitest';
import { chinaEvents } from '../../protocol/china-calendar.js';

const BEIJING = 8 * 3_600_000;

describe('chinaEvents', () => {
  it('has Lunar New Year and the expos in time order, from midnight to midnight in Beijing', () => {
    const day = (instant: number) => new Date(instant + BEIJING).toISOString().replace('T00:00:00.000Z', '');
    expect(chinaEvents(2026).map(({ id, start, end }) => [id, day(start), day(end)])).toEqual([
      ['lunar-new-year', '2026-02-17', '2026-02-24'],
      ['canton-spring', '2026-04-15', '2026-05-06'],
      ['ciftis', '2026-09-10', '2026-09-15'],
      ['canton-autumn', '2026-10-15', '2026-11-05'],
      ['ciie', '2026-11-05', '2026-11-11'],
    ]);
  });

  it('knows the years in which calendar libraries are a day off', () => {
    const newYears = [2027, 2030].map((year) =>
      new Date(chinaEvents(year)[0]!.start + BEIJING).toISOString(),
    );
    expect(newYears.map((day) => day.slice(5, 10))).toEqual(['02-06', '02-03']);
  });
});
