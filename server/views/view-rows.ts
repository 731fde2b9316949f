import { bucketYearAfter, bucketYearBefore } from '../../protocol/buckets.js';
import type { View } from '../../protocol/view.js';
import { EXPORT, IMPORT } from '../records/record-batch.js';
import { ROW_SIZE, type BucketRows } from './bucket-rows.js';
import { addFlowSums, FLOW_SUMS_SIZE, RECORDS, VALUED, WEIGHED } from './flow-sums.js';
import type { GroupRanking } from './group-ranking.js';
import type { RowSums } from './measure-cells.js';
import { OTHER, type RowSink } from './row-sink.js';
import type { ViewCells } from './view-cells.js';

/** Where a view's rows come from. */
export interface RowOrigins {
  readonly cells: ViewCells;
  /** The same view a year before, where a measure compares with it. */
  readonly before: ViewCells | undefined;
  /** Groups that it does not keep are folded into one. */
  readonly ranking: GroupRanking | undefined;
}

/** Walks the rows of a view that viewers get, for whoever is to write them down. */
export class ViewRows {
  readonly #view: View;
  readonly #origins: RowOrigins;
  readonly #flows: readonly (0 | 1 | undefined)[];
  readonly #folded = new Float64Array(ROW_SIZE);
  readonly #foldedBefore = new Float64Array(ROW_SIZE);

  constructor(origins: RowOrigins) {
    const { view } = origins.cells;
    this.#view = view;
    this.#origins = origins;
    this.#flows = view.by.includes('flow') ? [IMPORT, EXPORT] : [undefined];
  }

  /** Rows that changed after tick `since`, in the order of their buckets. */
  since(since: number, sink: RowSink): void {
    for (const bucket of this.#bucketsChanged(since)) {
      sink.bucket(bucket.start);
      const before = this.#bucketBefore(bucket);
      this.#pushKept(sink, bucket, before, since);
      if (this.#origins.ranking !== undefined) this.#pushFolded(sink, bucket, before, since);
    }
  }

  /** Buckets that changed after tick `since`, or that are compared with one that did, in time order. */
  #bucketsChanged(since: number): readonly BucketRows[] {
    const { cells, before } = this.#origins;
    if (since === 0) return cells.table.buckets();
    let starts = cells.table.changedSince(since);
    if (before !== undefined) {
      const compared = before.table.changedSince(since).flatMap((start) => this.#startAfter(start) ?? []);
      starts = [...new Set([...starts, ...compared])].sort((a, b) => a - b);
    }
    return starts.flatMap((start) => cells.table.bucketFrom(start) ?? []);
  }

  /** Rows that became revised after tick `since`, without their sums. */
  revisedSince(since: number, sink: RowSink): void {
    for (const bucket of this.#origins.cells.table.buckets()) {
      if (bucket.revisedSeq <= since) continue;
      sink.bucket(bucket.start);
      for (const flow of this.#flows) this.#pushRevised(sink, bucket, flow, since);
    }
  }

  #pushRevised(sink: RowSink, bucket: BucketRows, flow: 0 | 1 | undefined, since: number): void {
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

  #bucketBefore({ start }: BucketRows): BucketRows | undefined {
    const { before } = this.#origins;
    const startBefore = before === undefined ? undefined : this.#startBefore(start);
    return startBefore === undefined ? undefined : before!.table.bucketFrom(startBefore);
  }

  #startBefore(start: number): number | undefined {
    return bucketYearBefore(this.#view.bucket, start, this.#origins.cells.table.grid.utcOffsetMs);
  }

  /** Start of the bucket that is compared with the one at `start`. */
  #startAfter(start: number): number | undefined {
    const { bucket } = this.#view;
    const after = bucketYearAfter(bucket, start, this.#origins.cells.table.grid.utcOffsetMs);
    return this.#startBefore(after) === start ? after : undefined;
  }

  #pushKept(sink: RowSink, bucket: BucketRows, before: BucketRows | undefined, since: number): void {
    const changed = changedSlots(bucket, before, since);
    if (changed !== undefined) for (const slot of changed) this.#pushSlot(sink, bucket, slot, before, since);
    else
      for (let slot = 0; slot < bucket.slots; slot++) {
        if (bucket.seqAt(slot) > since || seqOf(before, bucket.groupAt(slot)) > since)
          this.#pushSlot(sink, bucket, slot, before, since);
      }
  }

  #pushSlot(
    sink: RowSink,
    bucket: BucketRows,
    slot: number,
    before: BucketRows | undefined,
    since: number,
  ): void {
    const { ranking } = this.#origins;
    const group = bucket.groupAt(slot);
    if (bucket.seqAt(slot) === 0 || (ranking !== undefined && !ranking.keeps(group))) return;
    const row = { sums: bucket.sums, offset: slot * ROW_SIZE };
    this.#push(sink, bucket, since, group, row, rowOf(before, group));
  }

  #pushFolded(sink: RowSink, bucket: BucketRows, before: BucketRows | undefined, since: number): void {
    if (!this.#hasRestChanged(bucket, since) && !this.#hasRestChanged(before, since)) return;
    const row = this.#foldRest(bucket, this.#folded);
    const rowBefore = before === undefined ? undefined : this.#foldRest(before, this.#foldedBefore);
    this.#push(sink, bucket, since, OTHER, row, rowBefore);
  }

  #hasRestChanged(bucket: BucketRows | undefined, since: number): boolean {
    if (bucket === undefined || bucket.seq <= since) return false;
    const isOfRest = (slot: number): boolean =>
      bucket.seqAt(slot) > since && !this.#origins.ranking!.keeps(bucket.groupAt(slot));
    const changed = bucket.changedSlots(since);
    if (changed !== undefined) return changed.some(isOfRest);
    for (let slot = 0; slot < bucket.slots; slot++) if (isOfRest(slot)) return true;
    return false;
  }

  /** Adds up all groups that are not kept. */
  #foldRest(bucket: BucketRows, into: Float64Array): RowSums {
    into.fill(0);
    const { slots, sums } = bucket;
    for (let slot = 0; slot < slots; slot++) {
      if (bucket.seqAt(slot) === 0 || this.#origins.ranking!.keeps(bucket.groupAt(slot))) continue;
      addFlowSums(into, IMPORT * FLOW_SUMS_SIZE, sums, slot * ROW_SIZE + IMPORT * FLOW_SUMS_SIZE);
      addFlowSums(into, EXPORT * FLOW_SUMS_SIZE, sums, slot * ROW_SIZE + EXPORT * FLOW_SUMS_SIZE);
    }
    return { sums: into, offset: 0 };
  }

  /**
   * One row, or one per flow where the view is split by flow; a flow without any record has none. Whoever may have a row
   * whose records were all withdrawn is told that there is nothing in it any more.
   */
  #push(
    sink: RowSink,
    bucket: BucketRows,
    since: number,
    group: number,
    row: RowSums,
    before: RowSums | undefined,
  ): void {
    for (const flow of this.#flows) {
      if (hasNoRecords(row, flow) && (bucket.tookBack ? since === 0 : flow !== undefined)) continue;
      sink.row(group, flow);
      sink.cells(flow, row, before);
    }
  }
}

function hasNoRecords({ sums, offset }: RowSums, flow: 0 | 1 | undefined): boolean {
  if (flow !== undefined) return isEmpty(sums, offset + flow * FLOW_SUMS_SIZE);
  return isEmpty(sums, offset) && isEmpty(sums, offset + FLOW_SUMS_SIZE);
}

/** A period that began in an earlier bucket reports here without any record of its own. */
function isEmpty(sums: Float64Array, offset: number): boolean {
  return sums[offset + RECORDS] === 0 && sums[offset + VALUED] === 0 && sums[offset + WEIGHED] === 0;
}

/** Slots of a bucket that changed after tick `since`, or are compared with one that did; undefined: look at all. */
function changedSlots(
  bucket: BucketRows,
  before: BucketRows | undefined,
  since: number,
): readonly number[] | undefined {
  const changed = bucket.changedSlots(since);
  if (changed === undefined || before === undefined || before.seq <= since) return changed;
  const compared = before.changedSlots(since);
  if (compared === undefined) return undefined;
  const slots = compared.flatMap((slot) => bucket.slotOf(before.groupAt(slot)) ?? []);
  return [...new Set([...changed, ...slots])].sort((a, b) => a - b);
}

function seqOf(bucket: BucketRows | undefined, group: number): number {
  const slot = bucket?.slotOf(group);
  return slot === undefined ? 0 : bucket!.seqAt(slot);
}

function rowOf(bucket: BucketRows | undefined, group: number): RowSums | undefined {
  const slot = bucket?.slotOf(group);
  return slot === undefined ? undefined : { sums: bucket!.sums, offset: slot * ROW_SIZE };
}
