import { bucketStart, bucketYearBefore } from '../../protocol/buckets.js';
import { OTHER_GROUP, dimensionOf } from '../../protocol/dimensions.js';
import { measureDefinition } from '../../protocol/measures.js';
import type { Cell, ViewUpdate } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { EXPORT, IMPORT, type Dictionaries } from '../records/record-batch.js';
import { ROW_SIZE, type BucketCells } from './cell-table.js';
import { FLOW_SUMS_SIZE, RECORDS, VALUED, WEIGHED, addFlowSums } from './flow-sums.js';
import { GroupRanking } from './group-ranking.js';
import { MeasureCells, type Decimals, type RowSums } from './measure-cells.js';
import { ViewCells } from './view-cells.js';

/** What a timeline tells of its figures so that a view can sum and print them. */
export interface ViewContext {
  readonly dictionaries: Dictionaries;
  readonly utcOffsetMs: number;
  readonly decimals: Decimals;
}

/**
 * A view that is being watched: its cells, each with the tick that last changed it. Snapshot, update, resume and late
 * data are all `changesSince`.
 */
export class OpenView {
  readonly view: View;
  readonly cells: ViewCells;
  /** The same view a year before, where a measure compares with it. */
  readonly before: ViewCells | undefined;
  readonly columns: readonly string[];
  readonly #measures: MeasureCells;
  readonly #ranking: GroupRanking | undefined;
  readonly #flows: readonly (0 | 1 | undefined)[];
  readonly #folded = new Float64Array(ROW_SIZE);
  readonly #foldedBefore = new Float64Array(ROW_SIZE);
  /** Tick before which nothing is known of this view any more: a viewer that comes from there gets a snapshot. */
  readonly #firstSeq: number;
  #windowSeq: number;
  #rankSeq: number;
  #playhead: number;
  readonly #beginning: 'opened' | 'moved';

  /**
   * @param seq the tick at which the view begins, opened for a viewer or because its clock was moved
   * @param playhead the instant its window ends with, epoch ms
   */
  constructor(
    view: View,
    context: ViewContext,
    seq: number,
    playhead: number,
    beginning: 'opened' | 'moved' = 'opened',
  ) {
    this.view = view;
    this.#beginning = beginning;
    this.cells = new ViewCells(view, context.dictionaries, context.utcOffsetMs);
    const comparesYears = view.measures.some(
      (measure) => measureDefinition(measure).yearOnYearOf !== undefined,
    );
    this.before = comparesYears
      ? new ViewCells(view, context.dictionaries, context.utcOffsetMs, this.cells.groups)
      : undefined;
    this.columns = ['bucket', ...view.by.map(dimensionOf), ...view.measures];
    this.#measures = new MeasureCells(context.decimals);
    this.#ranking = view.top === undefined ? undefined : new GroupRanking(view.top);
    this.#flows = view.by.includes('flow') ? [IMPORT, EXPORT] : [undefined];
    this.#firstSeq = seq;
    this.#windowSeq = seq;
    this.#rankSeq = seq;
    this.#playhead = playhead;
  }

  /** Called once the cells of tick `seq` are in: notes whether the window moved or the ranking changed. */
  settle(seq: number, playhead: number): void {
    const { bucket, utcOffsetMs } = this.cells.table.grid;
    const moved =
      bucketStart(bucket, playhead, utcOffsetMs) !== bucketStart(bucket, this.#playhead, utcOffsetMs);
    if (moved) this.#windowSeq = seq;
    this.#playhead = playhead;
    if (this.#ranking?.update(this.cells) === true) this.#rankSeq = seq;
  }

  /** Whether a viewer that has everything up to tick `from` can be brought up to date by changes. */
  canResume(from: number): boolean {
    return from >= this.#firstSeq && from >= this.#rankSeq;
  }

  /** Cells changed after tick `from`, all of them as a snapshot where that can't be told; undefined if there is none. */
  changesSince(from: number): ViewUpdate | undefined {
    const isChange = from > 0 && this.canResume(from);
    const since = isChange ? from : 0;
    const rows = [...this.#rowsSince(since)];
    if (isChange && rows.length === 0 && this.#windowSeq <= from) return undefined;
    return {
      kind: isChange ? 'changes' : 'snapshot',
      ...(isChange || from === 0 ? {} : { reason: this.#snapshotReason(from) }),
      window: this.#window(),
      columns: [...this.columns],
      rows,
    };
  }

  #snapshotReason(from: number): NonNullable<ViewUpdate['reason']> {
    if (from >= this.#firstSeq) return 'ranked';
    return this.#beginning === 'moved' ? 'moved' : 'expired';
  }

  #window(): ViewUpdate['window'] {
    const { bucket, utcOffsetMs } = this.cells.table.grid;
    if (bucket === 'all') return { from: null, to: null };
    return {
      from: this.cells.windowStart(this.#playhead),
      to: bucketStart(bucket, this.#playhead, utcOffsetMs),
    };
  }

  *#rowsSince(since: number): Generator<Cell[]> {
    for (const bucket of this.cells.table.buckets()) {
      const before = this.#bucketBefore(bucket);
      if (bucket.seq <= since && (before?.seq ?? 0) <= since) continue;
      yield* this.#keptRows(bucket, before, since);
      if (this.#ranking !== undefined) yield* this.#foldedRows(bucket, before, since);
    }
  }

  #bucketBefore(bucket: BucketCells): BucketCells | undefined {
    if (this.before === undefined) return undefined;
    const start = bucketYearBefore(this.view.bucket, bucket.start, this.cells.table.grid.utcOffsetMs);
    return start === undefined ? undefined : this.before.table.bucketFrom(start);
  }

  *#keptRows(bucket: BucketCells, before: BucketCells | undefined, since: number): Generator<Cell[]> {
    for (let group = 0; group < bucket.rowSeq.length; group++) {
      if (bucket.rowSeq[group] === 0 || !changed(bucket, before, group, since)) continue;
      if (this.#ranking !== undefined && !this.#ranking.keeps(group)) continue;
      yield* this.#rowsOf(
        bucket,
        this.cells.groups.names(group),
        rowOf(bucket, group)!,
        rowOf(before, group),
      );
    }
  }

  *#foldedRows(bucket: BucketCells, before: BucketCells | undefined, since: number): Generator<Cell[]> {
    let hasChanged = false;
    this.#folded.fill(0);
    this.#foldedBefore.fill(0);
    for (let group = 0; group < this.cells.groups.size; group++) {
      if (this.#ranking!.keeps(group)) continue;
      hasChanged ||= changed(bucket, before, group, since);
      fold(this.#folded, rowOf(bucket, group));
      fold(this.#foldedBefore, rowOf(before, group));
    }
    if (!hasChanged) return;
    const names = this.cells.groups.names(0).map(() => OTHER_GROUP);
    const foldedBefore = before === undefined ? undefined : { sums: this.#foldedBefore, offset: 0 };
    yield* this.#rowsOf(bucket, names, { sums: this.#folded, offset: 0 }, foldedBefore);
  }

  /** One row, or one per flow where the view is split by flow; a flow without any record has none. */
  *#rowsOf(
    bucket: BucketCells,
    names: readonly (string | null)[],
    row: RowSums,
    before: RowSums | undefined,
  ): Generator<Cell[]> {
    for (const flow of this.#flows) {
      if (flow !== undefined && isEmpty(row.sums, row.offset + flow * FLOW_SUMS_SIZE)) continue;
      const cells: Cell[] = [this.view.bucket === 'all' ? null : bucket.start];
      let next = 0;
      for (const grouping of this.view.by) {
        if (grouping === 'flow') cells.push(flow === EXPORT ? 'export' : 'import');
        else cells.push(names[next++]!);
      }
      for (const measure of this.view.measures) cells.push(this.#measures.cell(measure, flow, row, before));
      yield cells;
    }
  }
}

/** A period that began in an earlier bucket reports here without any record of its own. */
function isEmpty(sums: Float64Array, offset: number): boolean {
  return sums[offset + RECORDS] === 0 && sums[offset + VALUED] === 0 && sums[offset + WEIGHED] === 0;
}

function changed(
  bucket: BucketCells,
  before: BucketCells | undefined,
  group: number,
  since: number,
): boolean {
  return (bucket.rowSeq[group] ?? 0) > since || (before?.rowSeq[group] ?? 0) > since;
}

function rowOf(bucket: BucketCells | undefined, group: number): RowSums | undefined {
  if ((bucket?.rowSeq[group] ?? 0) === 0) return undefined;
  return { sums: bucket!.sums, offset: group * ROW_SIZE };
}

function fold(into: Float64Array, row: RowSums | undefined): void {
  if (row === undefined) return;
  for (const flow of [IMPORT, EXPORT]) {
    addFlowSums(into, flow * FLOW_SUMS_SIZE, row.sums, row.offset + flow * FLOW_SUMS_SIZE);
  }
}
