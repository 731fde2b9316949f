import { newestBucket } from '../../protocol/buckets.js';
import { dimensionOf } from '../../protocol/dimensions.js';
import { measureDefinition } from '../../protocol/measures.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';
import type { Dictionaries } from '../records/record-batch.js';
import { GroupRanking } from './group-ranking.js';
import { MeasureCells, type Decimals } from './measure-cells.js';
import type { GroupIndex } from './row-selection.js';
import { ViewCells } from './view-cells.js';
import { ViewRows } from './view-rows.js';

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
  readonly #ranking: GroupRanking | undefined;
  readonly #rows: ViewRows;
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
    const measures = new MeasureCells(context.decimals, context.hasBothFlows);
    this.#ranking = view.top === undefined ? undefined : new GroupRanking(view.top);
    this.#rows = new ViewRows({ cells: this.cells, before: this.before, measures, ranking: this.#ranking });
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
    const rows = this.#rows.since(since);
    if (isChange && rows.length === 0 && this.#windowSeq <= from) return undefined;
    return {
      kind: isChange ? 'changes' : 'snapshot',
      ...(isChange || from === 0 ? {} : { reason: this.#snapshotReason(from) }),
      window: this.#window(),
      columns: [...this.columns],
      rows,
      ...this.#revisedSince(since),
    };
  }

  #revisedSince(since: number): Pick<ViewUpdate, 'revised'> {
    if (this.view.known === 'now') return {};
    const revised = this.#rows.revisedSince(since);
    return revised.length === 0 ? {} : { revised };
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
}
