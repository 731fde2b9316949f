import type { BitWriter } from '../../protocol/bit-writer.js';
import { bucketStart, bucketsBetween, newestBucket } from '../../protocol/buckets.js';
import type { GroupNames, UpdateWriter, WindowMove } from '../../protocol/column-update.js';
import { dimensionOf, OTHER_GROUP } from '../../protocol/dimensions.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { rowsPerGroup, type ViewLayout } from '../../protocol/view-layout.js';
import type { Dictionaries } from '../records/record-batch.js';
import { ColumnRows, type ColumnOrigins } from './column-rows.js';
import { GroupCodes, GroupCollector } from './group-codes.js';
import { GroupRanking } from './group-ranking.js';
import { JsonRows } from './json-rows.js';
import { openBases, type ViewBases } from './bases/base-cells.js';
import { RowBases } from './bases/row-bases.js';
import { MeasureCells } from './measure-cells.js';
import type { GroupIndex } from './row-selection.js';
import { RowChanges } from './row-changes.js';
import { OTHER } from './row-sink.js';
import type { Decimals } from './sum-figures.js';
import { ViewCells } from './view-cells.js';
import { ViewRows, type AsOfNow } from './view-rows.js';

/** What a timeline tells of its figures so that a view can sum and print them. */
export interface ViewContext {
  readonly dictionaries: Dictionaries;
  readonly utcOffsetMs: number;
  readonly decimals: Decimals;
  /** Whether the records report imports and exports; with one of them nothing can be compared. */
  readonly hasBothFlows: boolean;
  readonly description: {
    /** First instant of the records, epoch ms; null where there is none yet. */
    readonly from: number | null;
  };
}

type Reason = NonNullable<ViewUpdate['reason']>;

/** What a viewer is to be told of a view besides its cells. */
interface Telling {
  readonly kind: ViewUpdate['kind'];
  readonly reason?: Reason;
  /** Tick after which cells have to have changed to be told. */
  readonly since: number;
}

/** How the binary form comes to a viewer. */
export interface ColumnTelling {
  /** Whether the viewer has had nothing of this view on its connection, and so knows none of its codes. */
  readonly isNew: boolean;
  /** Why a snapshot is sent, where the view can't know it. */
  readonly reason?: Reason | undefined;
}

/**
 * A view that is being watched: its cells, each with the tick that last changed it. Snapshot, update, resume and late
 * data are all the changes since a tick, in rows or in columns.
 */
export class OpenView {
  readonly view: View;
  readonly cells: ViewCells;
  /** What its measures are derived from besides. */
  readonly bases: ViewBases;
  readonly layout: Omit<ViewLayout, 'id'>;
  readonly #context: ViewContext;
  readonly #measures: MeasureCells;
  readonly #ranking: GroupRanking | undefined;
  readonly #changes: RowChanges;
  readonly #rows: ViewRows;
  /** Tick before which nothing is known of this view any more: a viewer that comes from there gets a snapshot. */
  readonly #firstSeq: number;
  #windowSeq: number;
  /** Tick of the window's move before the newest, and whether that one was by a single bucket. */
  #windowSeqBefore: number;
  #movedByOne = false;
  #rankSeq: number;
  #playhead: number;
  /** Tick up to which all is in. */
  #settledSeq: number;
  #codes = new GroupCodes();
  /** Tick up to which the rows were looked through for groups without a code. */
  #codedSeq = 0;
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
    this.#context = context;
    this.#beginning = beginning;
    this.cells = new ViewCells(view, context.dictionaries, context.utcOffsetMs, groups);
    this.bases = openBases(view, context.dictionaries, context.utcOffsetMs, this.cells.groups);
    this.#measures = new MeasureCells(context.decimals, context.hasBothFlows);
    this.layout = layoutOf(view, context.utcOffsetMs, this.#measures);
    this.#ranking = view.top === undefined ? undefined : new GroupRanking(view.top);
    this.#changes = new RowChanges(this.cells, this.bases, playhead, this.#knownFrom);
    this.#rows = this.#openRows();
    this.#firstSeq = seq;
    this.#windowSeq = seq;
    this.#windowSeqBefore = seq;
    this.#rankSeq = seq;
    this.#settledSeq = seq;
    this.#playhead = playhead;
  }

  #openRows(): ViewRows {
    const { cells } = this;
    const ranking = this.#ranking;
    const { figures } = this.#measures;
    const bases = new RowBases({ cells, bases: this.bases, ranking, figures });
    return new ViewRows({ cells, changes: this.#changes, bases, ranking });
  }

  /** Called once the cells of tick `seq` are in: notes whether the window moved or the ranking changed. */
  settle(seq: number, playhead: number): void {
    this.#settledSeq = seq;
    this.#moveWindow(seq, playhead);
    this.#changes.settle(seq, playhead, this.#knownFrom);
    if (this.#ranking?.update(this.cells) === true) {
      this.#rankSeq = seq;
      this.#codes = new GroupCodes();
    }
  }

  #moveWindow(seq: number, playhead: number): void {
    const { bucket, utcOffsetMs } = this.cells.table.grid;
    const before = newestBucket(bucket, this.#playhead, utcOffsetMs);
    this.#playhead = playhead;
    const newest = this.#newest();
    if (newest === before) return;
    this.#windowSeqBefore = this.#windowSeq;
    this.#windowSeq = seq;
    this.#movedByOne = bucketsBetween(bucket, before, newest, utcOffsetMs) === 1;
  }

  /** A series is known from the month in which it begins; of a live one that may be earlier once older records come. */
  get #knownFrom(): number {
    const { description, utcOffsetMs } = this.#context;
    return description.from === null ? -Infinity : bucketStart('1mo', description.from, utcOffsetMs);
  }

  #asOf(): AsOfNow {
    return { playhead: this.#playhead, knownFrom: this.#knownFrom };
  }

  #newest(): number {
    const { bucket, utcOffsetMs } = this.cells.table.grid;
    return newestBucket(bucket, this.#playhead, utcOffsetMs);
  }

  /** Whether a viewer that has everything up to tick `from` can be brought up to date by changes. */
  canResume(from: number): boolean {
    return from >= this.#firstSeq && from >= this.#rankSeq;
  }

  /** Cells changed after tick `from`, all of them as a snapshot where that can't be told; undefined if there is none. */
  changesSince(from: number): ViewUpdate | undefined {
    const { kind, reason, since } = this.#tellingSince(from);
    const sink = this.#jsonRows();
    this.#rows.since(since, this.#asOf(), sink);
    const { rows } = sink;
    if (kind === 'changes' && rows.length === 0 && this.#windowSeq <= from) return undefined;
    return {
      kind,
      ...(reason === undefined ? {} : { reason }),
      window: this.#window(),
      columns: [...this.layout.columns],
      rows,
      ...this.#revisedSince(since),
    };
  }

  /** Writes the same as columns; false, and nothing is written, if there is nothing to tell. */
  writeColumnsSince(from: number, telling: ColumnTelling, writer: UpdateWriter, bits: BitWriter): boolean {
    const { kind, reason = telling.reason, since } = this.#tellingSince(from);
    const knowsNothing = telling.isNew || kind === 'snapshot';
    this.#giveCodes();
    const codesFrom = knowsNothing ? 0 : this.#codes.knownAt(from);
    const { layout } = this;
    const origins = this.#columnOrigins();
    writer.begin(layout.decimals);
    this.#rows.since(since, this.#asOf(), new ColumnRows(origins, writer.rows, writer.columns));
    if (this.view.known === 'then')
      this.#rows.revisedSince(since, new ColumnRows(origins, writer.revised, []));
    const codes = this.#namesFrom(codesFrom);
    const window = this.#windowMove(from, knowsNothing);
    if (kind === 'changes' && writer.rows.size + codes.length === 0 && window === 'none') return false;
    const hasText = reason !== undefined || codes.length > 0 || kind === 'snapshot';
    const text = hasText ? { reason, codes, codesFrom } : undefined;
    writer.writeTo(bits, { kind, window, text }, this.#codes.size * origins.rowsPerGroup);
    return true;
  }

  #tellingSince(from: number): Telling {
    if (from > 0 && this.canResume(from)) return { kind: 'changes', since: from };
    return { kind: 'snapshot', since: 0, ...(from === 0 ? {} : { reason: this.#snapshotReason(from) }) };
  }

  #jsonRows(): JsonRows {
    return new JsonRows(this.view, this.cells.groups, this.#measures);
  }

  #columnOrigins(): ColumnOrigins {
    return {
      grid: this.cells.table.grid,
      measures: this.view.measures,
      cells: this.#measures,
      codes: this.#codes,
      rowsPerGroup: rowsPerGroup(this.layout.columns),
      newest: this.#newest(),
    };
  }

  /** Gives every group a code that is to be told of: those that are kept, or those that any row has been of. */
  #giveCodes(): void {
    if (this.#ranking !== undefined) {
      if (this.#codes.size > 0) return;
      const kept = [...this.#ranking.kept].sort((a, b) => a - b);
      this.#codes.add([...kept, OTHER], this.#rankSeq);
    } else if (this.#codes.size < this.cells.groups.size && this.#codedSeq < this.#settledSeq) {
      const collector = new GroupCollector();
      this.#rows.since(this.#codedSeq, this.#asOf(), collector);
      this.#rows.revisedSince(this.#codedSeq, collector);
      this.#codes.add(collector.sorted(), this.#settledSeq);
      this.#codedSeq = this.#settledSeq;
    }
  }

  #namesFrom(code: number): GroupNames[] {
    const others = this.view.by.filter((grouping) => grouping !== 'flow').map(() => OTHER_GROUP);
    return this.#codes
      .groupsFrom(code)
      .map((group) => (group === OTHER ? others : this.cells.groups.names(group)));
  }

  /** How the window lies now, told to a viewer who knows where it lay at tick `from`. */
  #windowMove(from: number, knowsNothing: boolean): WindowMove {
    if (this.view.bucket === 'all') return 'none';
    if (knowsNothing) return this.#newest();
    if (this.#windowSeq <= from) return 'none';
    return this.#movedByOne && this.#windowSeqBefore <= from ? 'next' : this.#newest();
  }

  #revisedSince(since: number): Pick<ViewUpdate, 'revised'> {
    if (this.view.known === 'now') return {};
    const revised = this.#jsonRows();
    this.#rows.revisedSince(since, revised);
    return revised.rows.length === 0 ? {} : { revised: revised.rows };
  }

  #snapshotReason(from: number): Reason {
    if (from >= this.#firstSeq) return 'ranked';
    return this.#beginning === 'moved' ? 'moved' : 'expired';
  }

  #window(): ViewUpdate['window'] {
    if (this.view.bucket === 'all') return { from: null, to: null };
    return {
      from: this.cells.windowStart(this.#playhead),
      to: this.#newest(),
    };
  }
}

function layoutOf(view: View, offsetMs: number, measures: MeasureCells): Omit<ViewLayout, 'id'> {
  const { timeline, bucket, last } = view;
  return {
    timeline,
    bucket,
    last,
    offsetMs,
    columns: ['bucket', ...view.by.map(dimensionOf), ...view.measures],
    decimals: view.measures.map((measure) => measures.decimalsOf(measure) ?? null),
  };
}
