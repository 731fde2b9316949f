import { windowStart } from '../../protocol/buckets.js';
import type { View } from '../../protocol/view.js';
import type { CodedDimension, Dictionaries, RecordBatch } from '../records/record-batch.js';
import { summedBy } from '../records/summed-batch.js';
import type { BucketCells } from './bucket-rows.js';
import { CellTable } from './cell-table.js';
import { FLOW_SUMS_SIZE, addFlowSums, addRecords } from './flow-sums.js';
import { RowFilter } from './row-filter.js';
import { GroupIndex } from './row-selection.js';

/** The sums that a view is made of: records go in, in any order, and change the rows they fall in. */
export class ViewCells {
  readonly view: View;
  readonly groups: GroupIndex;
  readonly table: CellTable;
  readonly #filter: RowFilter;
  readonly #dictionaries: Dictionaries;
  /** Those other than flow that rows are chosen or grouped by. */
  readonly #dimensions: readonly CodedDimension[];

  /** @param groups shared by the cells of a view and those of the year before it, so that rows meet by number. */
  constructor(
    view: View,
    dictionaries: Dictionaries,
    utcOffsetMs: number,
    groups = new GroupIndex(view.by, dictionaries),
  ) {
    this.view = view;
    this.groups = groups;
    this.#dictionaries = dictionaries;
    this.#filter = new RowFilter(view.where, dictionaries);
    this.#dimensions = [...new Set([...groups.dimensions, ...this.#filter.dimensions])];
    this.table = new CellTable({ bucket: view.bucket, last: view.last, utcOffsetMs });
  }

  /** Whether sums per flow alone, with no other dimension, answer the view. */
  get needsOnlyFlow(): boolean {
    return this.#dimensions.length === 0;
  }

  /** Start of the window that ends with the newest bucket before `playhead`, in epoch ms; −Infinity for `all`. */
  windowStart(playhead: number): number {
    const { bucket, last, utcOffsetMs } = this.table.grid;
    return windowStart(bucket, playhead, last, utcOffsetMs);
  }

  /** Counts the rows from `from` up to `to` (indices), as changed by tick `seq`. */
  add(batch: RecordBatch, seq: number, from = 0, to = batch.length): void {
    const summed = to - from === batch.length ? this.#summed(batch) : undefined;
    if (summed === undefined) this.#addRows(batch, seq, from, to);
    else this.#addRows(summed, seq, 0, summed.length);
  }

  /** What the view needs of a whole batch, where that is less than its rows. */
  #summed(batch: RecordBatch): RecordBatch | undefined {
    if (this.#dimensions.length > 1) return undefined;
    const [dimension] = this.#dimensions;
    const codes = dimension === undefined ? 1 : this.#dictionaries[dimension].size;
    return summedBy(batch, dimension, codes, (first, last) => this.table.keepsTogether(first, last));
  }

  #addRows(batch: RecordBatch, seq: number, from: number, to: number): void {
    const { time, flow, records, value, netKg } = batch;
    const rows = this.#filter.select(batch, from, to);
    const groups = this.groups.groupsOf(batch, rows, from, to);
    const count = rows === undefined ? to - from : rows.length;
    let cells: BucketCells | undefined;
    for (let index = 0; index < count; index++) {
      const row = rows === undefined ? from + index : rows[index]!;
      const at = time[row]!;
      if (cells === undefined || at < cells.start || at >= cells.end) cells = this.table.bucketAt(at);
      if (cells === undefined) {
        this.table.noteOlder(seq);
        continue;
      }
      if (records[row]! < 0) cells.tookBack = true;
      const offset = cells.touch(groups === undefined ? 0 : groups[index]!, seq);
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
    if (cells === undefined) return this.table.noteOlder(seq);
    // Growing gives the cells other sums, so they are marked before they are reached for.
    const offset = cells.touch(group, seq) + flow * FLOW_SUMS_SIZE;
    addFlowSums(cells.sums, offset, from, fromOffset);
  }

  /** Notes that what tick `seq` brought into the bucket of `time` is in place of a figure published before. */
  noteRevision(group: number, flow: number, time: number, seq: number): void {
    this.table.bucketAt(time)?.noteRevision(group, flow, seq);
  }
}
