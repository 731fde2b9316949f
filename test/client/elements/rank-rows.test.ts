import { describe, expect, it } from 'vitest';
import { moversOf, rankRows } from '../../../client/elements/rank-rows.js';
import { ViewData } from '../../../client/feed/view-data.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { timelineInfo, viewUpdate } from '../../support/feed-server.js';

function dataOf(request: Partial<ViewRequest>, rows: (string | number | null)[][]): ViewData {
  const view = parseView({ timeline: 'demo', measures: ['value'], bucket: '1y', last: 1, ...request });
  const data = new ViewData(view, timelineInfo({ frequency: 'month' }));
  data.apply(viewUpdate({ columns: ['bucket', ...view.by, ...view.measures], rows }));
  return data;
}

const TOTALS = dataOf({ by: ['partner'], measures: ['value', 'valueYearOnYear'] }, [
  [0, 'other', 90, 0.2],
  [0, null, 50, null],
  [0, 'JPN', 4, -0.1],
  [0, 'USA', 9, 0.3],
]);

describe('movers', () => {
  const data = dataOf({ by: ['partner'], measures: ['value', 'valueYearOnYear'] }, [
    [0, 'USA', 110, 0.1],
    [0, 'JPN', 60, -0.25],
    [0, 'DEU', 210, 0.05],
    [0, 'NEW', 9, null],
    [0, 'HUN', 50, 0],
    [0, null, 500, 1],
  ]);

  it('are those whose amounts changed by most, either way, with the difference', () => {
    const found = moversOf(rankRows(data, null, 'value', 'valueYearOnYear'), 2);
    expect(found.map(({ code }) => code)).toEqual(['JPN', 'USA']);
    expect(found.map(({ total }) => total)).toEqual([expect.closeTo(-20), expect.closeTo(10)]);
  });

  it('are without what has no year before, and what was not reported', () => {
    const found = moversOf(rankRows(data, null, 'value', 'valueYearOnYear'), 9);
    expect(found.map(({ code }) => code)).toEqual(['JPN', 'USA', 'DEU', 'HUN']);
  });
});

describe('a ranking', () => {
  it('is largest first, with what was not reported and the rest at the end', () => {
    expect(rankRows(TOTALS, null, 'value', 'valueYearOnYear').map(({ code }) => code)).toEqual([
      'USA',
      'JPN',
      null,
      'other',
    ]);
  });

  it('has the flows where they are told apart, and null where they are not', () => {
    const flows = dataOf({ by: ['partner', 'flow'] }, [
      [0, 'USA', 'export', 6],
      [0, 'USA', 'import', 3],
    ]);
    expect(rankRows(TOTALS, flows, 'value', undefined)[0]).toMatchObject({
      exports: 6,
      imports: 3,
      change: null,
    });
    expect(rankRows(TOTALS, null, 'value', 'valueYearOnYear')[0]).toMatchObject({
      exports: null,
      change: 0.3,
    });
  });
});
