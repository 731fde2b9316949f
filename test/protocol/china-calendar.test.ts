import { describe, expect, it } from 'vitest';
import { chinaEvents, goldenWeek } from '../../protocol/china-calendar.js';

const BEIJING = 8 * 3_600_000;

/** A day of Beijing's. */
const day = (instant: number): string =>
  new Date(instant + BEIJING).toISOString().replace('T00:00:00.000Z', '');

describe('goldenWeek', () => {
  it.each([
    [2022, '2022-10-01', '2022-10-08'],
    // Mid-Autumn fell on 29 September.
    [2023, '2023-09-29', '2023-10-07'],
    [2024, '2024-10-01', '2024-10-08'],
    // And on 6 October.
    [2025, '2025-10-01', '2025-10-09'],
    [2026, '2026-10-01', '2026-10-08'],
  ])('of %i is that which the State Council fixed', (year, start, end) => {
    const week = goldenWeek(year);
    expect([day(week.start), day(week.end)]).toEqual([start, end]);
  });
});

describe('chinaEvents', () => {
  it('has expos on the days on which they were held, where those were others', () => {
    const held = (year: number, id: string): string[] => {
      const { start, end } = chinaEvents(year).find((event) => event.id === id)!;
      return [day(start), day(end)];
    };
    expect(held(2021, 'canton-autumn')).toEqual(['2021-10-15', '2021-10-20']);
    expect(held(2022, 'ciftis')).toEqual(['2022-08-31', '2022-09-06']);
    expect(held(2023, 'ciftis')).toEqual(['2023-09-02', '2023-09-07']);
  });

  it('has Lunar New Year and the expos in time order, from midnight to midnight in Beijing', () => {
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
