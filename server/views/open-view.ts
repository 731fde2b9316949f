import { bucketYearBefore, newestBucket } from '../../protocol/buckets.js';
import { OTHER_GROUP, dimensionOf } from '../../protocol/dimensions.js';
import { measureDefinition } from '../../protocol/measures.js';
import type { Cell, ViewUpdate } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { EXPORT, IMPORT, type Dictionaries } from '../records/record-batch.js';
import { ROW_SIZE, type BucketRows } from './bucket-rows.js';
import { FLOW_SUMS_SIZE, RECORDS, VALUED, WEIGHED, addFlowSums } from './flow-sums.js';
import { GroupRanking } from './group-ranking.js';
import { MeasureCells, type Decimals, type RowSums } from './measure-cells.js';
import type { GroupIndex } from './row-selection.js';
import { ViewCells } from './view-cells.js';

/** What a timeline tells of its figures so that a view can sum and print them. */
export interface ViewContext {
  readonly dictionaries: Dictionaries;
  readonly utcOffsetMs: number;
  readonly decimals: Decimals;
  /** Whether the records report imports and exports; with one of them nothing can be compared. */
  readonly hasBothFlows: boolean;
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
   * @param groups given where the source numbers the groups
   */
  constructor(
    view: View,
    context: ViewContext,
    seq: number,
    playhead: number,
    beginning: 'opened' | 'moved' = 'opened',
    groups?: GroupIndex,
  ) {
    this.view = view;
    this.#beginning = beginning;
    this.cells = new ViewCells(view, context.dictionaries, context.utcOffsetMs, groups);
    const comparesYears = view.measures.some(
      (measure) => measureDefinition(measure).yearOnYearOf !== undefined,
    );
    this.before = comparesYears
      ? new ViewCells(view, context.dictionaries, context.utcOffsetMs, this.cells.groups)
      : undefined;
    this.columns = ['bucket', ...view.by.map(dimensionOf), ...view.measures];
    this.#measures = new MeasureCells(context.decimals, context.hasBothFlows);
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
      newestBucket(bucket, playhead, utcOffsetMs) !== newestBucket(bucket, this.#playhead, utcOffsetMs);
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
      to: newestBucket(bucket, this.#playhead, utcOffsetMs),
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

  #bucketBefore(bucket: BucketRows): BucketRows | undefined {
    if (this.before === undefined) return undefined;
    const start = bucketYearBefore(this.view.bucket, bucket.start, this.cells.table.grid.utcOffsetMs);
    return start === undefined ? undefined : this.before.table.bucketFrom(start);
  }

  *#keptRows(bucket: BucketRows, before: BucketRows | undefined, since: number): Generator<Cell[]> {
    for (let slot = 0; slot < bucket.slots; slot++) {
      const seq = bucket.seqAt(slot);
      const group = bucket.groupAt(slot);
      if (seq === 0 || (seq <= since && seqOf(before, group) <= since)) continue;
      if (this.#ranking !== undefined && !this.#ranking.keeps(group)) continue;
      yield* this.#rowsOf(
        bucket,
        this.cells.groups.names(group),
        { sums: bucket.sums, offset: slot * ROW_SIZE },
        rowOf(before, group),
      );
    }
  }

  *#foldedRows(bucket: BucketRows, before: BucketRows | undefined, since: number): Generator<Cell[]> {
    const hasChanged = [
      this.#foldRest(bucket, this.#folded, since),
      this.#foldRest(before, this.#foldedBefore, since),
    ].includes(true);
    if (!hasChanged) return;
    const names = this.cells.groups.names(0).map(() => OTHER_GROUP);
    const foldedBefore = before === undefined ? undefined : { sums: this.#foldedBefore, offset: 0 };
    yield* this.#rowsOf(bucket, names, { sums: this.#folded, offset: 0 }, foldedBefore);
  }

  /** Adds up all groups that are not kept; true if any of them changed. */
  #foldRest(bucket: BucketRows | undefined, into: Float64Array, since: number): boolean {
    into.fill(0);
    let hasChanged = false;
    for (let slot = 0; slot < (bucket?.slots ?? 0); slot++) {
      const seq = bucket!.seqAt(slot);
      if (seq === 0 || this.#ranking!.keeps(bucket!.groupAt(slot))) continue;
      hasChanged ||= seq > since;
      for (const flow of [IMPORT, EXPORT]) {
        const offset = flow * FLOW_SUMS_SIZE;
        addFlowSums(into, offset, bucket!.sums, slot * ROW_SIZE + offset);
      }
    }
    return hasChanged;
  }

  /** One row, or one per flow where the view is split by flow; a flow without any record has none. */
  *#rowsOf(
    bucket: BucketRows,
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

function seqOf(bucket: BucketRows | undefined, group: number): number {
  const slot = bucket?.slotOf(group);
  return slot === undefined ? 0 : bucket!.seqAt(slot);
}

function rowOf(bucket: BucketRows | undefined, group: number): RowSums | undefined {
  const slot = bucket?.slotOf(group);
  return slot === undefined ? undefined : { sums: bucket!.sums, offset: slot * ROW_SIZE };
}
