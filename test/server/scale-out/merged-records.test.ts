import { describe, expect, it } from 'vitest';
import { MergedRecords } from '../../../server/scale-out/merged-records.js';
import { readPartial, type PartialMessage } from '../../../server/scale-out/partial-message.js';
import { partialBytes } from '../../support/cluster-publisher.js';
import { timelineTerms } from '../../support/timeline-terms.js';

const BEGUN = Date.UTC(2026, 0, 5);
const SETTLED = timelineTerms(BEGUN, 4);

/** More rows than are summed up in one slice, so that others run meanwhile. */
const ROWS = 20_000;

/** Partial sums of so many records, a second each. */
function partial(partition: number, from: number, to: number, rows: number): PartialMessage {
  const counts = { accepted: rows, duplicates: 0, rejected: {} };
  const header = { partition, from, to, currency: 'CNY', counts };
  const each = { flow: 'export', partner: 'USA', records: 1, value: 100, netKg: 1 } as const;
  const times = Array.from({ length: rows }, (_, row) => ({ ...each, time: BEGUN - 1_000 * row }));
  return readPartial(partialBytes(header, times));
}

function recordsIn({ history }: MergedRecords): number {
  const held = history.heldUpTo(Infinity);
  return held.reduce((sum, { records }) => sum + records.reduce((total, count) => total + count, 0), 0);
}

describe('what all aggregators have counted, summed up', () => {
  it('keeps what was rolled up and is taken while sums are made', async () => {
    const merged = new MergedRecords(SETTLED, () => BEGUN);
    merged.take(partial(0, 0, 1, ROWS), 2);
    const summed = merged.sumUpTo(2);
    merged.takeRollUp([partial(1, 0, 7, 10)], 1);
    merged.take(partial(2, 0, 3, 5), 2);
    await summed;
    expect(recordsIn(merged)).toBe(ROWS + 15);
  });

  it('is made once of each part, where sums are asked for again before they are there', async () => {
    const merged = new MergedRecords(SETTLED, () => BEGUN);
    merged.take(partial(0, 0, 1, ROWS), 2);
    const first = merged.sumUpTo(2);
    merged.take(partial(0, 1, 2, 7), 3);
    await Promise.all([first, merged.sumUpTo(3)]);
    expect(recordsIn(merged)).toBe(ROWS + 7);
    expect(merged.history.heldUpTo(Infinity)).toHaveLength(1);
  });
});
