import { ROW_SIZE, addRow, type BucketRows } from './bucket-rows.js';
import type { GroupRanking } from './group-ranking.js';
import type { RowSums } from './row-sums.js';

/** Adds up all groups of a bucket that the ranking does not keep; undefined where there are none. */
export function foldRest(bucket: BucketRows, ranking: GroupRanking, into: Float64Array): RowSums | undefined {
  into.fill(0);
  let isAny = false;
  for (let slot = 0; slot < bucket.slots; slot++) {
    if (bucket.seqAt(slot) === 0 || ranking.keeps(bucket.groupAt(slot))) continue;
    isAny = true;
    addRow(into, 0, bucket.sums, slot * ROW_SIZE);
  }
  return isAny ? { sums: into, offset: 0 } : undefined;
}
