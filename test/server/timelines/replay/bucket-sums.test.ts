import { describe, expect, it } from 'vitest';
import { bucketEnd, bucketStart, type Bucket } from '../../../../protocol/buckets.js';
import { parseView, type View } from '../../../../protocol/view.js';
import { createDictionaries } from '../../../../server/records/record-batch.js';
import type { PeriodSums } from '../../../../server/store/store.js';
import { isWorthSumming, sumByBucket } from '../../../../server/timelines/replay/bucket-sums.js';
import { createPeriodFeed } from '../../../../server/timelines/replay/period-feed.js';
import { toViewSums } from '../../../../server/timelines/replay/period-rows.js';
import type { CellFeed } from '../../../../server/timelines/cell-source.js';
import { OpenView } from '../../../../server/views/open-view.js';
import { createRandom, type Random } from '../../../support/random.js';

const FROM = Date.UTC(2020, 0, 1);
const DAY = 86_400_000;
const PARTNERS = ['VNM', null, 'USA', 'JPN', 'BRA'];

/** Daily sums of a few partners with some months, years and instants among them, as the store hands them over. */
function randomSums(random: Random, days: number): PeriodSums {
  const rows = Array.from({ length: days * 6 }, () => {
    const time = FROM + random.whole(0, days - 1) * DAY;
    const width = random.pick(['1d', '1d', '1d', '1d', '1d', '1d', '1mo', '1y', 'instant'] as const);
    const start = width === 'instant' ? time + random.whole(0, DAY) : bucketStart(width, time, 0);
    return {
      start,
      end: width === 'instant' ? start : bucketEnd(width, start, 0),
      partner: random.whole(0, 4),
    };
  }).sort((a, b) => a.start - b.start || a.end - b.end);
  const amounts = (): BigInt64Array => BigInt64Array.from(rows, () => BigInt(random.whole(0, 2 ** 52)));
  return {
    length: rows.length,
    start: Float64Array.from(rows, ({ start }) => start),
    end: Float64Array.from(rows, ({ end }) => end),
    flow: Uint8Array.from(rows, () => random.whole(0, 1)),
    groups: [Uint32Array.from(rows, ({ partner }) => partner)],
    codes: [PARTNERS],
    records: new Float64Array(rows.length).fill(1),
    valued: new Float64Array(rows.length).fill(1),
    weighed: new Float64Array(rows.length).fill(1),
    value: amounts(),
    netKg: amounts(),
    valueWithWeight: amounts(),
    netKgWithValue: amounts(),
  };
}

function exhaust<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

describe('sums by bucket', () => {
  it.each([51, 52])('give byte for byte what the periods give at any playhead (seed %i)', (fallback) => {
    const random = createRandom(fallback);
    console.log(`seed ${random.seed}`);
    const days = 1_500;
    const dictionaries = createDictionaries();
    const sums = toViewSums(randomSums(random, days), ['partner'], dictionaries);
    const context = {
      dictionaries,
      utcOffsetMs: 0,
      decimals: { value: 2, netKg: 0 },
      hasBothFlows: true,
      description: { from: 0 },
    };
    for (const bucket of ['1w', '1mo', '1q', '1y', 'all'] as const satisfies Bucket[]) {
      const byBucket = exhaust(sumByBucket(sums, bucket, 0));
      const feeds = [
        createPeriodFeed(sums, new Map()),
        createPeriodFeed(sums, new Map([[bucket, byBucket]])),
      ] as const;
      const view = parseView({
        timeline: 't',
        measures: ['value', 'tonnage', 'records', 'unitValue'],
        by: ['partner'],
        bucket,
        last: random.whole(1, 30),
        ...(random.chance(0.5) ? { top: 2 } : {}),
      });
      let last = { playhead: FROM, opens: feeds.map((feed) => openAt(view, context, feed, FROM)) };
      for (let seq = 2; seq < 40; seq++) {
        const playhead = last.playhead + random.whole(1, 60 * DAY);
        const snapshots = feeds.map((feed, index) => {
          advance(last.opens[index]!, feed, last.playhead, playhead, seq);
          return [
            JSON.stringify(last.opens[index]!.changesSince(0)),
            JSON.stringify(openAt(view, context, feed, playhead).changesSince(0)),
          ];
        });
        const where = `seed ${random.seed}, ${bucket}, ${new Date(playhead).toISOString()}`;
        expect(new Set(snapshots.flat()).size, where).toBe(1);
        last = { ...last, playhead };
      }
    }
  });

  it('are kept only where buckets are wider than the periods in them', () => {
    const random = createRandom(53);
    const sums = toViewSums(randomSums(random, 400), ['partner'], createDictionaries());
    expect(isWorthSumming(sums, '1q', 0)).toBe(true);
    expect(isWorthSumming(sums, '1h', 0)).toBe(false);
  });
});

function openAt(
  view: View,
  context: ConstructorParameters<typeof OpenView>[1],
  feed: CellFeed,
  playhead: number,
): OpenView {
  const open = new OpenView(view, context, 1, playhead, 'opened', feed.groups);
  advance(open, feed, -Infinity, playhead, 1);
  return open;
}

function advance(open: OpenView, feed: CellFeed, from: number, to: number, seq: number): void {
  open.cells.table.moveWindow(to);
  const start = Math.max(from, open.cells.windowStart(to));
  for (const _ of feed.advance(open.cells, start, to, seq, { from, to })) continue;
  open.settle(seq, to);
}
