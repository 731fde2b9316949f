import { describe, expect, it } from 'vitest';
import { planSeries } from '../../../client/elements/chart-series.js';
import { ViewData } from '../../../client/feed/view-data.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { timelineInfo, viewUpdate } from '../../support/feed-server.js';

type Row = readonly (string | number | null)[];

function dataOf(request: Partial<ViewRequest>, rows: readonly Row[]): ViewData {
  const view = parseView({ timeline: 'demo', measures: ['value'], bucket: '1s', last: 2, ...request });
  const data = new ViewData(view, timelineInfo());
  const columns = ['bucket', ...view.by, ...view.measures];
  data.apply(viewUpdate({ window: { from: 0, to: 1_000 }, columns, rows: rows.map((row) => [...row]) }));
  return data;
}

const FLOWS: readonly Row[] = [
  [0, 'export', 5],
  [0, 'import', 3],
  [1_000, 'export', 2],
  [1_000, 'import', 6],
];

describe('the lines of a chart', () => {
  it('hang imports below the base line and draw the balance, in a mirrored chart', () => {
    const plans = planSeries(dataOf({ by: ['flow'] }, FLOWS), 'mirrored', 'value', new Map());
    expect(plans.map(({ name, values }) => [name, ...values])).toEqual([
      ['export', 5, 2],
      ['import', -3, -6],
      ['balance', 2, -4],
    ]);
  });

  it('have no balance of tonnage, which is not a measure', () => {
    const data = dataOf({ by: ['flow'], measures: ['tonnage'] }, FLOWS);
    expect(planSeries(data, 'mirrored', 'tonnage', new Map()).map(({ name }) => name)).toEqual([
      'export',
      'import',
    ]);
  });

  it('keep imports above the base line in a line chart, and dashed', () => {
    const [exports, imports] = planSeries(dataOf({ by: ['flow'] }, FLOWS), 'line', 'value', new Map());
    expect([...imports!.values]).toEqual([3, 6]);
    expect(exports!.dash).toEqual([]);
    expect(imports!.dash.length).toBeGreaterThan(0);
  });

  it('name largest groups first and the rest last', () => {
    const rows = [
      [0, 'JPN', 4],
      [0, 'other', 90],
      [0, 'USA', 5],
    ] as const;
    const plans = planSeries(dataOf({ by: ['partner'], top: 2 }, rows), 'line', 'value', new Map());
    expect(plans.map(({ name }) => name)).toEqual(['USA', 'JPN', 'other']);
  });

  it('keep a group in its colour when ranks change', () => {
    const places = new Map<string, number>();
    const colors = (rows: readonly Row[]) =>
      Object.fromEntries(
        planSeries(dataOf({ by: ['partner'] }, rows), 'line', 'value', places).map(({ name, color }) => [
          name,
          color,
        ]),
      );
    const before = colors([
      [0, 'USA', 5],
      [0, 'JPN', 4],
    ]);
    const after = colors([
      [0, 'USA', 5],
      [0, 'JPN', 40],
    ]);
    expect(after).toEqual(before);
  });

  it('have the colour of the flow that a filter leaves', () => {
    const data = dataOf({ where: { flow: ['import'] } }, [[0, 3]]);
    expect(planSeries(data, 'line', 'value', new Map())[0]).toMatchObject({
      name: 'import',
      color: 'import',
    });
  });
});
