import type { View } from '../../protocol/view.js';
import { EXPORT, IMPORT } from '../records/record-batch.js';
import type { RowBases } from './bases/row-bases.js';
import { ROW_SIZE, type BucketRows } from './bucket-rows.js';
import { foldRest } from './fold-rest.js';
import type { GroupRanking } from './group-ranking.js';
import type { BucketChanges, RowChanges } from './row-changes.js';
import { OTHER, type RowSink } from './row-sink.js';
import { isEmpty, type RowFlow, type RowSums } from './row-sums.js';
import type { ViewCells } from './view-cells.js';

/** Where a view's rows come from. */
export interface RowOrigins {
  readonly cells: ViewCells;
  readonly changes: RowChanges;
  readonly bases: RowBases;
  /** Groups that it does not keep are folded into one. */
  readonly ranking: GroupRanking | undefined;
}

/** Instants that measures are computed by, epoch ms. */
export interface AsOfNow {
  readonly playhead: number;
  /** From which on it is known what there was. */
  readonly knownFrom: number;
}

/** Walks the rows of a view that viewers get, for whoever is to write them down. */
export class ViewRows {
  readonly #view: View;
  readonly #origins: RowOrigins;
  readonly #flows: readonly RowFlow[];
  readonly #folded = new Float64Array(ROW_SIZE);
  #isSnapshot = true;

  constructor(origins: RowOrigins) {
    this.#view = origins.cells.view;
    this.#origins = origins;
    this.#flows = this.#view.by.includes('flow') ? [IMPORT, EXPORT] : [undefined];
  }

  /** Rows that changed after tick `since`, or whose measures did, in the order of their buckets. */
  since(since: number, { playhead, knownFrom }: AsOfNow, sink: RowSink): void {
    const { bases, changes, ranking } = this.#origins;
    bases.begin(playhead, knownFrom);
    this.#isSnapshot = since === 0;
    for (const bucket of changes.bucketsSince(since)) {
      sink.bucket(bucket.start);
      bases.moveTo(bucket);
      const changed = changes.changesIn(bucket);
      this.#pushKept(sink, bucket, changed);
      if (ranking !== undefined && this.#hasRestChanged(bucket, changed)) this.#pushFolded(sink, bucket);
    }
  }

  /** Rows that became revised after tick `since`, without their sums. */
  revisedSince(since: number, sink: RowSink): void {
    for (const bucket of this.#origins.cells.table.buckets()) {
      if (bucket.revisedSeq <= since) continue;
      sink.bucket(bucket.start);
      for (const flow of this.#flows) this.#pushRevised(sink, bucket, flow, since);
    }
  }

  #pushRevised(sink: RowSink, bucket: BucketRows, flow: RowFlow, since: number): void {
    const { ranking } = this.#origins;
    let isRestRevised = false;
    for (let slot = 0; slot < bucket.slots; slot++) {
      const seq =
        flow === undefined
          ? Math.max(bucket.revisedAt(slot, IMPORT), bucket.revisedAt(slot, EXPORT))
          : bucket.revisedAt(slot, flow);
      if (seq <= since) continue;
      const group = bucket.groupAt(slot);
      if (ranking !== undefined && !ranking.keeps(group)) isRestRevised = true;
      else sink.row(group, flow);
    }
    if (isRestRevised) sink.row(OTHER, flow);
  }

  #pushKept(sink: RowSink, bucket: BucketRows, { isAll, slots }: BucketChanges): void {
    if (isAll) for (let slot = 0; slot < bucket.slots; slot++) this.#pushSlot(sink, bucket, slot);
    else for (const slot of slots) this.#pushSlot(sink, bucket, slot);
  }

  #pushSlot(sink: RowSink, bucket: BucketRows, slot: number): void {
    const { ranking } = this.#origins;
    const group = bucket.groupAt(slot);
    if (bucket.seqAt(slot) === 0 || (ranking !== undefined && !ranking.keeps(group))) return;
    this.#push(sink, bucket, group, { sums: bucket.sums, offset: slot * ROW_SIZE });
  }

  #hasRestChanged(bucket: BucketRows, { isAll, slots, hasBaseChanged }: BucketChanges): boolean {
    if (isAll || hasBaseChanged) return true;
    return slots.some((slot) => !this.#origins.ranking!.keeps(bucket.groupAt(slot)));
  }

  #pushFolded(sink: RowSink, bucket: BucketRows): void {
    const row = foldRest(bucket, this.#origins.ranking!, this.#folded);
    if (row !== undefined) this.#push(sink, bucket, OTHER, row);
  }

  /**
   * One row, or one per flow where the view is split by flow; a flow without any record has none. Whoever may have a row
   * whose records were all withdrawn is told that there is nothing in it any more.
   */
  #push(sink: RowSink, bucket: BucketRows, group: number, row: RowSums): void {
    const { bases } = this.#origins;
    bases.turnTo(group);
    for (const flow of this.#flows) {
      const isLeftOut = bucket.tookBack ? this.#isSnapshot : flow !== undefined;
      if (isLeftOut && isEmpty(row, flow)) continue;
      sink.row(group, flow);
      sink.cells(flow, row, bases);
    }
  }
}
