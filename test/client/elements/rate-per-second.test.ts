import { describe, expect, it } from 'vitest';
import { ratePerSecond } from '../../../client/elements/rate-per-second.js';
import { groupKey, ViewData } from '../../../client/feed/view-data.js';
import { parseView } from '../../../protocol/view.js';
import { timelineInfo, viewUpdate } from '../../support/feed-server.js';

const MONTHS = [0, 1, 2].map((month) => Date.UTC(2026, month, 1));

function rateOf(cells: readonly (number | null)[], closedUntil: number): number | null {
  const view = parseView({ timeline: 'demo', measures: ['tonnage'], bucket: '1mo', last: 3 });
  const data = new ViewData(view, timelineInfo());
  const rows = cells.map((cell, index) => [MONTHS[index]!, cell]);
  data.apply(
    viewUpdate({ window: { from: MONTHS[0]!, to: MONTHS[2]! }, columns: ['bucket', 'tonnage'], rows }),
  );
  return ratePerSecond(data, data.column(groupKey([]), 'tonnage'), closedUntil);
}

describe('a rate per second', () => {
  it('is the sum of the closed buckets over their real length', () => {
    expect(rateOf([31, 28, 999], MONTHS[2]! + 5)).toBeCloseTo(1 / 86_400, 12);
  });

  it('is unknown before a bucket has closed', () => {
    expect(rateOf([31, 28, 999], MONTHS[0]! + 5)).toBeNull();
  });

  it('is unknown where a figure is', () => {
    expect(rateOf([31, null, 999], MONTHS[2]! + 5)).toBeNull();
  });
});
