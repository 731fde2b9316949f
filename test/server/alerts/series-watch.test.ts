import { describe, expect, it } from 'vitest';
import { CalendarDays } from '../../../server/alerts/calendar-days.js';
import { fitBaseline } from '../../../server/alerts/fit-baseline.js';
import { judgedUnits } from '../../../server/alerts/judged-units.js';
import { SeriesWatch } from '../../../server/alerts/series-watch.js';
import { UnitKeyTable } from '../../../server/alerts/unit-keys.js';
import { createCalendar } from '../../../server/calendar/calendar.js';

const DAY = 86_400_000;
const units = judgedUnits('day', 0)!;
const keys = new UnitKeyTable(units, new CalendarDays(createCalendar([]), 0), 0);
const dayOf = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;

const FROM = dayOf(2023, 7, 1);
const FIRST = dayOf(2026, 7, 1);
const RULE = { z: 5, change: 0.2, tails: { above: 1, below: 1 } };

/** Judges days from 1 July 2026 on by three years of what `valueOf` says. */
function watch(valueOf: (day: number) => number, to = FIRST + 80): SeriesWatch {
  const logs = Float64Array.from({ length: FIRST - FROM }, (_, i) => Math.log(valueOf(FROM + i)));
  const series = new SeriesWatch(valueOf, keys);
  series.begin(fitBaseline(logs, FROM, keys).baseline, RULE, FIRST);
  for (let day = FIRST; day < to; day++) series.take(day);
  return series;
}

/** 100 a day, but for the days from 20 July on that are given. */
const flatBut =
  (days: readonly number[]) =>
  (day: number): number =>
    days[day - dayOf(2026, 7, 20)] ?? 100;

describe('a series that is watched', () => {
  it('raises an alert on the fourth of days at 60 that are 100 else, and says since when and how much', () => {
    // Of the three in the middle of seven days, three at 60 leave one at ln 0.6, 16 % less; four leave two, 29 %.
    const { alarms } = watch(flatBut(Array.from({ length: 10 }, () => 60)), dayOf(2026, 7, 24));
    const [alarm, ...others] = alarms;
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      from: dayOf(2026, 7, 20),
      raised: dayOf(2026, 7, 23),
      to: null,
      ending: null,
      sign: -1,
    });
    expect(alarm!.observed).toBe(240);
    expect(alarm!.expected).toBeCloseTo(400, 6);
    // The scale is the least there is, 0.01.
    expect(alarm!.z).toBeCloseTo((2 * Math.log(0.6)) / 3 / 0.01, 6);
  });

  it('says until when, once it has been as expected for days', () => {
    const { alarms } = watch(flatBut(Array.from({ length: 10 }, () => 60)));
    expect(alarms).toMatchObject([{ from: dayOf(2026, 7, 20), to: dayOf(2026, 7, 30), ending: 'back' }]);
    expect(alarms[0]!.observed).toBe(600);
    expect(alarms[0]!.expected).toBeCloseTo(1_000, 6);
  });

  it('takes one alert for one, though some days in it are as usual', () => {
    expect(watch(flatBut([60, 60, 60, 60, 60, 100, 60, 60, 100, 60, 60, 60])).alarms).toHaveLength(1);
  });

  it('does not mind a single day or two, however far they are off', () => {
    expect(watch(flatBut([100_000])).alarms).toEqual([]);
    expect(watch(flatBut([0])).alarms).toEqual([]);
    expect(watch(flatBut([100_000, 100_000])).alarms).toEqual([]);
  });

  it('does not mind what is less than the change that is asked for, however sure', () => {
    expect(watch(flatBut(Array.from({ length: 20 }, () => 85))).alarms).toEqual([]);
  });

  it('takes what has lasted for 91 days for usual, and has no alarm at its end', () => {
    const { alarms } = watch(flatBut(Array.from({ length: 400 }, () => 60)), dayOf(2026, 12, 25));
    expect(alarms).toMatchObject([
      { from: dayOf(2026, 7, 20), to: dayOf(2026, 10, 19), ending: 'new-level' },
    ]);
  });

  it('passes over days of which nothing is known', () => {
    const { alarms } = watch(flatBut([60, NaN, 60, NaN, 60, 60, 60]), dayOf(2026, 7, 26));
    expect(alarms).toMatchObject([{ from: dayOf(2026, 7, 20), raised: dayOf(2026, 7, 25) }]);
    expect(alarms[0]!.observed).toBe(240);
  });

  it('has no alarm for weekends, seasons and holidays: Golden Week, and Lunar New Year, which comes on another date each year', () => {
    const newYears = [dayOf(2023, 1, 22), dayOf(2024, 2, 10), dayOf(2025, 1, 29), dayOf(2026, 2, 17)];
    const valueOf = (day: number): number => {
      const isWeekend = [0, 6].includes(new Date(day * DAY).getUTCDay());
      const isHoliday = newYears.some((newYear) => day >= newYear && day < newYear + 7);
      const season = 1 + 0.3 * Math.sin((2 * Math.PI * day) / 365.25);
      const date = new Date(day * DAY);
      const isGoldenWeek = date.getUTCMonth() === 9 && date.getUTCDate() <= 7;
      return 100 * season * (isWeekend ? 0.6 : 1) * (isHoliday || isGoldenWeek ? 0.2 : 1);
    };
    const [from, first] = [dayOf(2023, 1, 1), dayOf(2026, 1, 1)];
    const logs = Float64Array.from({ length: first - from }, (_, i) => Math.log(valueOf(from + i)));
    const series = new SeriesWatch(valueOf, keys);
    series.begin(fitBaseline(logs, from, keys).baseline, RULE, first);
    for (let day = first; day < first + 365; day++) series.take(day);
    expect(series.alarms).toEqual([]);
  });
});
