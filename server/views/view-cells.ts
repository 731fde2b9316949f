import { windowStart } from '../../protocol/buckets.js';
import type { View } from '../../protocol/view.js';
import type { Dictionaries, RecordBatch } from '../records/record-batch.js';
import { CellTable } from './cell-table.js';
import { FLOW_SUMS_SIZE, addFlowSums, addRecords } from './flow-sums.js';
import { GroupIndex, RowFilter } from './row-selection.js';

/** The sums that a view is made of: records go in, in any order, and change the rows they fall in. */
export class ViewCells {
  readonly view: View;
  readonly groups: GroupIndex;
  readonly table: CellTable;
  readonly #filter: RowFilter;

  /** @param groups shared by the cells of a view and those of the year before it, so that rows meet by number. */
  constructor(
    view: View,
    dictionaries: Dictionaries,
    utcOffsetMs: number,
    groups = new GroupIndex(view.by, dictionaries),
  ) {
    this.view = view;
    this.groups = groups;
    this.#filter = new RowFilter(view.where, dictionaries);
    this.table = new CellTable({ bucket: view.bucket, last: view.last, utcOffsetMs });
  }

  /** Whether sums per flow alone, with no other dimension, answer the view. */
  get needsOnlyFlow(): boolean {
    return this.groups.needsOnlyFlow && this.#filter.needsOnlyFlow;
  }

  /** Start of the window that ends with the newest bucket before `playhead`, in epoch ms; −Infinity for `all`. */
  windowStart(playhead: number): number {
    const { bucket, last, utcOffsetMs } = this.table.grid;
    return windowStart(bucket, playhead, last, utcOffsetMs);
  }

  /** Counts the rows from `from` up to `to` (indices), as changed by tick `seq`. */
  add(batch: RecordBatch, seq: number, from = 0, to = batch.length): void {
    const { time, flow, records, value, netKg } = batch;
    const isOpen = this.#filter.isOpen;
    for (let row = from; row < to; row++) {
      if (!isOpen && !this.#filter.accepts(batch, row)) continue;
      const cells = this.table.bucketAt(time[row]!);
      if (cells === undefined) continue;
      const offset = cells.touch(this.groups.groupOf(batch, row), seq);
      addRecords(cells.sums, offset + flow[row]! * FLOW_SUMS_SIZE, records[row]!, value[row]!, netKg[row]!);
    }
  }

  /**
   * Counts the sums at `from[fromOffset]`, of one flow (0 import, 1 export) and group, that fell in the bucket of `time`.
   * The filter is not asked: who sums up elsewhere has filtered there.
   */
  addSums(
    group: number,
    flow: number,
    time: number,
    from: Float64Array,
    fromOffset: number,
    seq: number,
  ): void {
    const cells = this.table.bucketAt(time);
    if (cells === undefined) return;
    // Growing gives the cells other sums, so they are marked before they are reached for.
    const offset = cells.touch(group, seq) + flow * FLOW_SUMS_SIZE;
    addFlowSums(cells.sums, offset, from, fromOffset);
  }

  /** Notes that what tick `seq` brought into the bucket of `time` is in place of a figure published before. */
  noteRevision(group: number, flow: number, time: number, seq: number): void {
    this.table.bucketAt(time)?.noteRevision(group, flow, seq);
  }
}
