import { bucketStart, type Bucket } from '../../../protocol/buckets.js';
import type { FrozenRows } from '../../views/bucket-rows.js';
import type { ViewCells } from '../../views/view-cells.js';
import type { CellFeed } from '../cell-source.js';
import type { BucketSums } from './bucket-sums.js';
import type { ViewSums } from './period-rows.js';
import { revealAll } from './reveal.js';
import { revealRevised } from './reveal-revised.js';
import { firstIndex } from '../../records/first-index.js';

/**
 * Brings a view's cells to any playhead: whole buckets as they are, shared with every other view that has them, and of the
 * bucket under way what was revealed since its last checkpoint. It holds nothing of the view, which is but a cursor.
 * @param byBucket sums for the buckets that cells may be in; none where the periods are as quickly revealed, or some were
 *   revised: whole buckets do not stay as they are
 */
export function createPeriodFeed(sums: ViewSums, byBucket: ReadonlyMap<Bucket, BucketSums>): CellFeed {
  return {
    groups: sums.groups,
    *advance(cells, from, to, seq, asOf) {
      const { table } = cells;
      const summed = byBucket.get(cells.view.bucket);
      const reached = summed === undefined ? from : takeSummed(summed, cells, from, to, seq);
      yield* revealAll(sums, Math.max(reached, table.windowStart), to, {
        seq,
        // There is one, for nothing before the window is revealed.
        bucketAt: (time) => table.bucketAt(time)!,
      });
      revealRevised(sums.revised, cells, from, to, asOf, seq);
    },
  };
}

/** Takes what is summed up of the time from `from` to `to`; returns the instant up to which that is all. */
function takeSummed(sums: BucketSums, cells: ViewCells, from: number, to: number, seq: number): number {
  const { bucket, utcOffsetMs } = cells.table.grid;
  const open = bucketStart(bucket, to, utcOffsetMs);
  for (
    let index = firstEndingAfter(sums.whole, from);
    (sums.whole[index]?.end ?? Infinity) <= open;
    index++
  ) {
    cells.table.adopt(sums.whole[index]!, seq);
  }
  const reached = Math.max(from, open);
  const checkpoint = sums.checkpoint(open, reached, to);
  if (checkpoint === undefined) return reached;
  cells.table.bringTo(checkpoint.rows, seq);
  return checkpoint.time;
}

function firstEndingAfter(whole: readonly FrozenRows[], time: number): number {
  return firstIndex(whole.length, (index) => whole[index]!.end > time);
}
