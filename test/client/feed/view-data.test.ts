import { describe, expect, it } from 'vitest';
import { groupKey, ViewData } from '../../../client/feed/view-data.js';
import { shiftBucket } from '../../../protocol/buckets.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { createRandom } from '../../support/random.js';
import { timelineInfo, viewUpdate } from '../../support/feed-server.js';

const WHOLE = groupKey([]);

function dataOf(view: Partial<ViewRequest>, timeline: Parameters<typeof timelineInfo>[0] = {}): ViewData {
  return new ViewData(
    parseView({ timeline: 'demo', measures: ['value'], bucket: '1s', last: 4, ...view }),
    timelineInfo(timeline),
  );
}

function changes(
  from: number,
  to: number,
  rows: (number | string | null)[][],
  columns = ['bucket', 'value'],
) {
  return viewUpdate({ kind: 'changes', window: { from, to }, columns, rows });
}

describe('data of what was known then', () => {
  it('names the buckets that were revised, as long as they are in the window', () => {
    const data = dataOf({ known: 'then' });
    const update = changes(1_000, 4_000, [[2_000, 5]]);
    data.apply({ ...update, kind: 'snapshot', revised: [[2_000]] });
    expect(data.revised(WHOLE)).toEqual([1]);
    data.apply({ ...changes(2_000, 5_000, [[5_000, 1]]), revised: [[4_000]] });
    expect(data.revised(WHOLE)).toEqual([0, 2]);
    data.apply(changes(3_000, 6_000, []));
    expect(data.revised(WHOLE)).toEqual([1]);
    data.apply({ ...update, kind: 'snapshot' });
    expect(data.revised(WHOLE)).toEqual([]);
  });
});

describe('data of a view', () => {
  it('counts a second without records as nought where each instant is known', () => {
    const data = dataOf({ measures: ['value', 'unitValue'] });
    data.apply(changes(1_000, 4_000, [[2_000, 5, 7]], ['bucket', 'value', 'unitValue']));
    expect([...data.times]).toEqual([1_000, 2_000, 3_000, 4_000]);
    expect([...data.column(WHOLE, 'value')!]).toEqual([0, 5, 0, 0]);
    expect([...data.column(WHOLE, 'unitValue')!]).toEqual([NaN, 7, NaN, NaN]);
  });

  it('leaves a period without a row blank where figures come by period', () => {
    const data = dataOf({ bucket: '1d' }, { frequency: 'day' });
    const day = 86_400_000;
    data.apply(changes(day, 3 * day, [[2 * day, 5]]));
    expect([...data.column(WHOLE, 'value')!]).toEqual([NaN, 5, NaN]);
    expect(data.latest(WHOLE, 'value')).toBeNull();
  });

  it('leaves what was before the timeline began blank', () => {
    const data = dataOf({}, { from: 2_500 });
    data.apply(changes(1_000, 4_000, [[3_000, 5]]));
    expect([...data.column(WHOLE, 'value')!]).toEqual([NaN, 0, 5, 0]);
  });

  it('keeps an unknown value unknown', () => {
    const data = dataOf({});
    data.apply(changes(0, 1_000, [[1_000, null]]));
    expect(data.latest(WHOLE, 'value')).toBeNull();
  });

  it('overwrites a late cell and drops what left the window', () => {
    const data = dataOf({});
    data.apply(
      changes(0, 3_000, [
        [0, 1],
        [3_000, 4],
      ]),
    );
    data.apply(
      changes(2_000, 5_000, [
        [3_000, 40],
        [5_000, 6],
      ]),
    );
    expect([...data.times]).toEqual([2_000, 3_000, 4_000, 5_000]);
    expect([...data.column(WHOLE, 'value')!]).toEqual([0, 40, 0, 6]);
    expect(data.version).toBe(2);
  });

  it('starts over where the window jumps past all it holds', () => {
    const data = dataOf({});
    data.apply(changes(0, 3_000, [[3_000, 4]]));
    data.apply(changes(90_000, 93_000, [[93_000, 9]]));
    expect([...data.column(WHOLE, 'value')!]).toEqual([0, 0, 0, 9]);
  });

  it('replaces everything by a snapshot', () => {
    const data = dataOf({ by: ['partner'] });
    const columns = ['bucket', 'partner', 'value'];
    data.apply(changes(0, 1_000, [[0, 'USA', 1]], columns));
    data.apply(viewUpdate({ window: { from: 0, to: 1_000 }, columns, rows: [[1_000, 'JPN', 2]] }));
    expect(data.groups.map((group) => group.codes)).toEqual([['JPN']]);
  });

  it('forgets a group whose rows have all left the window', () => {
    const data = dataOf({ by: ['partner'], last: 1 });
    const columns = ['bucket', 'partner', 'value'];
    data.apply(
      changes(
        0,
        0,
        [
          [0, 'USA', 1],
          [0, null, 3],
        ],
        columns,
      ),
    );
    expect(data.groups.map((group) => group.codes)).toEqual([['USA'], [null]]);
    data.apply(changes(1_000, 1_000, [[1_000, 'JPN', 2]], columns));
    expect(data.groups.map((group) => group.key)).toEqual([groupKey(['JPN'])]);
  });

  it('holds the one bucket of all', () => {
    const data = dataOf({ bucket: 'all' });
    data.apply(
      viewUpdate({ window: { from: null, to: null }, columns: ['bucket', 'value'], rows: [[null, 8]] }),
    );
    expect(data.latest(WHOLE, 'value')).toBe(8);
    expect(data.closedBuckets(Number.MAX_SAFE_INTEGER)).toBe(0);
  });

  it('knows which buckets are open', () => {
    const data = dataOf({ bucket: '1mo', last: 3 }, { utcOffset: '+08:00' });
    const january = Date.UTC(2026, 0, 1) - 8 * 3_600_000;
    const march = shiftBucket('1mo', january, 2, data.offsetMs);
    data.apply(changes(january, march, [[march, 1]]));
    expect(data.closedBuckets(march)).toBe(2);
    expect(data.closedBuckets(march - 1)).toBe(1);
  });

  it('equals a map from bucket to cell after any sequence of updates', () => {
    const random = createRandom(20_260_105);
    const data = dataOf({ last: 7 });
    const cells = new Map<number, number>();
    let head = 6;
    for (let step = 0; step < 2_000; step++) {
      head += random.chance(0.1) ? random.whole(0, 19) : random.whole(0, 1);
      const rows = Array.from({ length: random.whole(0, 3) }, () => [
        (head - random.whole(0, 6)) * 1_000,
        random.whole(0, 99),
      ]);
      for (const [bucket, value] of rows) cells.set(bucket!, value!);
      data.apply(changes((head - 6) * 1_000, head * 1_000, rows));
      const wanted = Array.from({ length: 7 }, (_, index) => cells.get((head - 6 + index) * 1_000) ?? 0);
      const found = data.column(WHOLE, 'value');
      const isForgotten = found === undefined && wanted.every((cell) => cell === 0);
      if (!isForgotten) expect([...found!], `seed ${random.seed}, step ${step}`).toEqual(wanted);
    }
  });
});
