import type { BitWriter } from '../../protocol/bit-writer.js';
import { bucketStart } from '../../protocol/buckets.js';
import type { UpdateWriter } from '../../protocol/column-update.js';
import { dimensionOf } from '../../protocol/dimensions.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import { rowsPerGroup, type ViewLayout } from '../../protocol/view-layout.js';
import type { Dictionaries } from '../records/record-batch.js';
import { GroupRanking } from './group-ranking.js';
import { JsonRows } from './json-rows.js';
import { openBases, type ViewBases } from './bases/base-cells.js';
import { RowBases } from './bases/row-bases.js';
import { MeasureCells } from './measure-cells.js';
import type { GroupIndex } from './row-selection.js';
import { RowChanges } from './row-changes.js';
import type { Decimals } from './sum-figures.js';
import { ViewCells } from './view-cells.js';
import { ViewColumns } from './view-columns.js';
import { ViewRows, type AsOfNow } from './view-rows.js';
import { ViewWindow } from './view-window.js';

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
  readonly #window: ViewWindow;
  readonly #columns: ViewColumns;
  #rankSeq: number;
  /** Tick up to which all is in. */
  #settledSeq: number;
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
    this.#window = new ViewWindow(this.cells, seq, playhead);
    this.#columns = new ViewColumns(
      {
        cells: this.cells,
        rows: this.#rows,
        measures: this.#measures,
        ranking: this.#ranking,
        window: this.#window,
        layout: this.layout,
      },
      seq,
    );
    this.#firstSeq = seq;
    this.#rankSeq = seq;
    this.#settledSeq = seq;
  }

  /** How many cells it holds, or room for them. */
  get cellCount(): number {
    const perRow = this.view.measures.length * rowsPerGroup(this.layout.columns);
    return this.cells.table.slots * perRow;
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
    this.#window.moveTo(seq, playhead);
    this.#changes.settle(seq, playhead, this.#knownFrom);
    if (this.#ranking?.update(this.cells) === true) {
      this.#rankSeq = seq;
      this.#columns.beginAnew(seq);
    }
  }

  /** A series is known from the month in which it begins; of a live one that may be earlier once older records come. */
  get #knownFrom(): number {
    const { description, utcOffsetMs } = this.#context;
    return description.from === null ? -Infinity : bucketStart('1mo', description.from, utcOffsetMs);
  }

  #asOf(): AsOfNow {
    return { playhead: this.#window.playhead, knownFrom: this.#knownFrom };
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
    if (kind === 'changes' && rows.length === 0 && !this.#window.movedSince(from)) return undefined;
    return {
      kind,
      ...(reason === undefined ? {} : { reason }),
      window: this.#window.range,
      columns: [...this.layout.columns],
      rows,
      ...this.#revisedSince(since),
    };
  }

  /** Writes the same as columns; false, and nothing is written, if there is nothing to tell. */
  writeColumnsSince(from: number, telling: ColumnTelling, writer: UpdateWriter, bits: BitWriter): boolean {
    const { kind, reason = telling.reason, since } = this.#tellingSince(from);
    const knownTo = telling.isNew || kind === 'snapshot' ? undefined : from;
    const asked = { kind, reason, since, knownTo };
    return this.#columns.write(asked, this.#settledSeq, this.#asOf(), writer, bits);
  }

  #tellingSince(from: number): Telling {
    if (from > 0 && this.canResume(from)) return { kind: 'changes', since: from };
    return { kind: 'snapshot', since: 0, ...(from === 0 ? {} : { reason: this.#snapshotReason(from) }) };
  }

  #jsonRows(): JsonRows {
    return new JsonRows(this.view, this.cells.groups, this.#measures);
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
