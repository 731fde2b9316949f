import { describe, expect, it } from 'vitest';
import {
  bucketAt,
  chartLines,
  windowOf,
  type ChartLineOptions,
} from '../../../client/elements/chart-lines.js';
import { clampWindow } from '../../../client/elements/chart-zoom.js';
import { ViewData } from '../../../client/feed/view-data.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { timelineInfo, viewUpdate } from '../../support/feed-server.js';

type Row = readonly (string | number | null)[];

const month = (year: number, index: number): number => Date.UTC(year, index, 1);

/** Thirty months from July 2024, the value of each being its place. */
function monthly(rowOf: (index: number) => Row[], fields: Partial<ViewRequest> = {}, count = 30): ViewData {
  const view = parseView({ timeline: 'demo', measures: ['value'], bucket: '1mo', last: count, ...fields });
  const data = new ViewData(view, timelineInfo({ frequency: 'month' }));
  const rows = Array.from({ length: count }, (_, index) =>
    rowOf(index).map((row) => [month(2024, 6 + index), ...row]),
  ).flat();
  const window = { from: month(2024, 6), to: month(2024, 6 + count - 1) };
  data.apply(viewUpdate({ window, columns: ['bucket', ...view.by, ...view.measures], rows }));
  return data;
}

const OPTIONS: ChartLineOptions = {
  type: 'line',
  measure: 'value',
  places: new Map(),
  compares: false,
  cumulates: false,
  last: 30,
};

describe('the lines of a chart', () => {
  it('of a year before stand beside those of this one, dotted, and are blank where nothing is known', () => {
    const data = monthly((index) => [[index]]);
    const { times, series } = chartLines(data, { ...OPTIONS, compares: true, last: 20 });
    expect(times).toHaveLength(20);
    const [now, before] = series;
    expect([...now!.read].at(-1)).toBe(29);
    expect([...before!.read].at(-1)).toBe(17);
    expect(before!.read[0]).toBeNaN();
    expect(before).toMatchObject({ isBefore: true, fill: 0 });
    expect(before!.dash).not.toEqual(now!.dash);
  });

  it('are summed up from 1 January of this year, and of the one before beside it', () => {
    const data = monthly(() => [[2]]);
    const { times, series } = chartLines(data, { ...OPTIONS, cumulates: true, compares: true });
    expect(times[0]).toBe(month(2026, 0));
    expect(series.map(({ read }) => [...read])).toEqual([
      Array.from({ length: 12 }, (_, index) => 2 * (index + 1)),
      Array.from({ length: 12 }, (_, index) => 2 * (index + 1)),
    ]);
  });

  it('are unknown from where one summand is, until the next year', () => {
    const data = monthly((index) => [[index === 20 ? null : 1]]);
    const { series } = chartLines(data, { ...OPTIONS, cumulates: true });
    // The 21st month is March 2026.
    expect([...series[0]!.read].slice(0, 4)).toEqual([1, 2, Number.NaN, Number.NaN]);
  });

  it('stand on one another where they are stacked, the highest first, and are read as they are', () => {
    const data = monthly(
      () => [
        ['USA', 5],
        ['JPN', 3],
        ['other', 9],
      ],
      { by: ['partner'] },
      2,
    );
    const { series } = chartLines(data, { ...OPTIONS, type: 'stacked', last: 2 });
    expect(series.map(({ name, values, read }) => [name, values[0], read[0]])).toEqual([
      ['other', 17, 9],
      ['JPN', 8, 3],
      ['USA', 5, 5],
    ]);
  });

  it('are bars where that is wanted', () => {
    const data = monthly((index) => [[index]], {}, 3);
    expect(chartLines(data, { ...OPTIONS, type: 'bars', last: 3 }).series[0]!.shape).toBe('bars');
  });
});

describe('a part of the time', () => {
  it('has a bucket more on either side, so that its lines reach the edges', () => {
    const lines = chartLines(
      monthly((index) => [[index]]),
      OPTIONS,
    );
    const part = windowOf(lines, month(2025, 0), month(2025, 3));
    expect([...part.times]).toEqual([11, 12, 13, 14, 15, 16].map((index) => month(2024, index)));
    expect([...part.series[0]!.read]).toEqual([5, 6, 7, 8, 9, 10]);
    expect(part.from).toBe(5);
  });

  it('is moved back to where there is something', () => {
    expect(clampWindow({ from: -5, to: 5 }, { from: 0, to: 100 })).toEqual({ from: 0, to: 10 });
    expect(clampWindow({ from: 95, to: 105 }, { from: 0, to: 100 })).toEqual({ from: 90, to: 100 });
  });

  it('has its buckets found by instant', () => {
    const times = Float64Array.of(0, 10, 20);
    expect([-1, 0, 9, 10, 25].map((instant) => bucketAt(times, instant))).toEqual([0, 0, 0, 1, 2]);
  });
});
