import { bucketYearAfter, bucketYearBefore } from '../../protocol/buckets.js';
import { OTHER_GROUP } from '../../protocol/dimensions.js';
import type { Cell } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { EXPORT, IMPORT } from '../records/record-batch.js';
import { ROW_SIZE, type BucketRows } from './bucket-rows.js';
import { addFlowSums, FLOW_SUMS_SIZE, RECORDS, VALUED, WEIGHED } from './flow-sums.js';
import type { GroupRanking } from './group-ranking.js';
import type { MeasureCells, RowSums } from './measure-cells.js';
import type { GroupNames } from './row-selection.js';
import type { ViewCells } from './view-cells.js';

/** Where a view's rows come from. */
export interface RowOrigins {
  readonly cells: ViewCells;
  /** The same view a year before, where a measure compares with it. */
  readonly before: ViewCells | undefined;
  readonly measures: MeasureCells;
  /** Groups that it does not keep are folded into one. */
  readonly ranking: GroupRanking | undefined;
}

/** Writes a view's sums as the rows that viewers get. */
export class ViewRows {
  readonly #view: View;
  readonly #origins: RowOrigins;
  readonly #flows: readonly (0 | 1 | undefined)[];
  readonly #otherNames: GroupNames;
  readonly #folded = new Float64Array(ROW_SIZE);
  readonly #foldedBefore = new Float64Array(ROW_SIZE);

  constructor(origins: RowOrigins) {
    const { view } = origins.cells;
    this.#view = view;
    this.#origins = origins;
    this.#flows = view.by.includes('flow') ? [IMPORT, EXPORT] : [undefined];
    this.#otherNames = view.by.map(() => OTHER_GROUP);
  }

  /** Rows that changed after tick `since`, in the order of their buckets. */
  since(since: number): Cell[][] {
    const rows: Cell[][] = [];
    for (const bucket of this.#bucketsChanged(since)) {
      const before = this.#bucketBefore(bucket);
      this.#pushKept(rows, bucket, before, since);
      if (this.#origins.ranking !== undefined) this.#pushFolded(rows, bucket, before, since);
    }
    return rows;
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

  /** Bucket and groups of the rows that became revised after tick `since`. */
  revisedSince(since: number): Cell[][] {
    const rows: Cell[][] = [];
    for (const bucket of this.#origins.cells.table.buckets()) {
      if (bucket.revisedSeq <= since) continue;
      for (const flow of this.#flows) this.#pushRevised(rows, bucket, flow, since);
    }
    return rows;
  }

  #pushRevised(rows: Cell[][], bucket: BucketRows, flow: 0 | 1 | undefined, since: number): void {
    const { cells, ranking } = this.#origins;
    let isRestRevised = false;
    for (let slot = 0; slot < bucket.slots; slot++) {
      const seq =
        flow === undefined
          ? Math.max(bucket.revisedAt(slot, IMPORT), bucket.revisedAt(slot, EXPORT))
          : bucket.revisedAt(slot, flow);
      if (seq <= since) continue;
      const group = bucket.groupAt(slot);
      if (ranking !== undefined && !ranking.keeps(group)) isRestRevised = true;
      else rows.push(this.#keys(bucket, cells.groups.names(group), flow));
    }
    if (isRestRevised) rows.push(this.#keys(bucket, this.#otherNames, flow));
  }

  #keys(bucket: BucketRows, names: GroupNames, flow: 0 | 1 | undefined): Cell[] {
    const cells: Cell[] = [this.#view.bucket === 'all' ? null : bucket.start];
    let next = 0;
    for (const grouping of this.#view.by) {
      if (grouping === 'flow') cells.push(flow === EXPORT ? 'export' : 'import');
      else cells.push(names[next++]!);
    }
    return cells;
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

  #pushKept(rows: Cell[][], bucket: BucketRows, before: BucketRows | undefined, since: number): void {
    const changed = changedSlots(bucket, before, since);
    if (changed !== undefined) for (const slot of changed) this.#pushSlot(rows, bucket, slot, before);
    else
      for (let slot = 0; slot < bucket.slots; slot++) {
        if (bucket.seqAt(slot) > since || seqOf(before, bucket.groupAt(slot)) > since)
          this.#pushSlot(rows, bucket, slot, before);
      }
  }

  #pushSlot(rows: Cell[][], bucket: BucketRows, slot: number, before: BucketRows | undefined): void {
    const { cells, ranking } = this.#origins;
    const group = bucket.groupAt(slot);
    if (bucket.seqAt(slot) === 0 || (ranking !== undefined && !ranking.keeps(group))) return;
    const row = { sums: bucket.sums, offset: slot * ROW_SIZE };
    this.#push(rows, bucket, cells.groups.names(group), row, rowOf(before, group));
  }

  #pushFolded(rows: Cell[][], bucket: BucketRows, before: BucketRows | undefined, since: number): void {
    if (!this.#hasRestChanged(bucket, since) && !this.#hasRestChanged(before, since)) return;
    const row = this.#foldRest(bucket, this.#folded);
    const rowBefore = before === undefined ? undefined : this.#foldRest(before, this.#foldedBefore);
    this.#push(rows, bucket, this.#otherNames, row, rowBefore);
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

  /** One row, or one per flow where the view is split by flow; a flow without any record has none. */
  #push(
    rows: Cell[][],
    bucket: BucketRows,
    names: GroupNames,
    row: RowSums,
    before: RowSums | undefined,
  ): void {
    for (const flow of this.#flows) {
      if (flow !== undefined && isEmpty(row.sums, row.offset + flow * FLOW_SUMS_SIZE)) continue;
      const cells = this.#keys(bucket, names, flow);
      const { measures } = this.#origins;
      for (const measure of this.#view.measures) cells.push(measures.cell(measure, flow, row, before));
      rows.push(cells);
    }
  }
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
