import type { BitWriter } from '../../protocol/bit-writer.js';
import type { GroupNames, UpdateWriter } from '../../protocol/column-update.js';
import { OTHER_GROUP } from '../../protocol/dimensions.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import { rowsPerGroup, type ViewLayout } from '../../protocol/view-layout.js';
import { ColumnRows, type ColumnOrigins } from './column-rows.js';
import { GroupCodes, GroupCollector } from './group-codes.js';
import type { GroupRanking } from './group-ranking.js';
import type { MeasureCells } from './measure-cells.js';
import { OTHER } from './row-sink.js';
import type { ViewCells } from './view-cells.js';
import type { AsOfNow, ViewRows } from './view-rows.js';
import type { ViewWindow } from './view-window.js';

/** What the columns of a view are made of. */
export interface ColumnParts {
  readonly cells: ViewCells;
  readonly rows: ViewRows;
  readonly measures: MeasureCells;
  readonly ranking: GroupRanking | undefined;
  readonly window: ViewWindow;
  readonly layout: Omit<ViewLayout, 'id'>;
}

/** What a viewer is to be told by columns. */
export interface ColumnsAsked {
  readonly kind: ViewUpdate['kind'];
  readonly reason: ViewUpdate['reason'] | undefined;
  /** Tick after which cells have to have changed. */
  readonly since: number;
  /** Tick up to which the viewer knows the window and the codes; undefined: it knows nothing. */
  readonly knownTo: number | undefined;
}

/** Writes a view's sums in the binary form, and gives its groups the codes that they have there. */
export class ViewColumns {
  readonly #parts: ColumnParts;
  #codes = new GroupCodes();
  /** Tick at which the codes began. */
  #beganSeq: number;
  /** Tick up to which the rows were looked through for groups without a code. */
  #codedSeq = 0;

  /** @param seq the tick at which the view begins */
  constructor(parts: ColumnParts, seq: number) {
    this.#parts = parts;
    this.#beganSeq = seq;
  }

  /** Gives other codes from tick `seq` on: other groups are kept. */
  beginAnew(seq: number): void {
    this.#codes = new GroupCodes();
    this.#beganSeq = seq;
  }

  /**
   * @param seq tick up to which all is in
   * @returns false, and nothing is written, if there is nothing to tell
   */
  write(asked: ColumnsAsked, seq: number, asOf: AsOfNow, writer: UpdateWriter, bits: BitWriter): boolean {
    const { kind, reason, since, knownTo } = asked;
    this.#giveCodes(seq, asOf);
    const codesFrom = knownTo === undefined ? 0 : this.#codes.knownAt(knownTo);
    const origins = this.#origins();
    this.#writeRows(since, asOf, origins, writer);
    const codes = this.#namesFrom(codesFrom);
    const window = this.#parts.window.moveSince(knownTo);
    if (kind === 'changes' && writer.rows.size + codes.length === 0 && window === 'none') return false;
    const hasText = reason !== undefined || codes.length > 0 || kind === 'snapshot';
    const text = hasText ? { reason, codes, codesFrom } : undefined;
    writer.writeTo(bits, { kind, window, text }, this.#codes.size * origins.rowsPerGroup);
    return true;
  }

  #writeRows(since: number, asOf: AsOfNow, origins: ColumnOrigins, writer: UpdateWriter): void {
    const { rows, cells, layout } = this.#parts;
    writer.begin(layout.decimals);
    rows.since(since, asOf, new ColumnRows(origins, writer.rows, writer.columns));
    if (cells.view.known === 'then') rows.revisedSince(since, new ColumnRows(origins, writer.revised, []));
  }

  #origins(): ColumnOrigins {
    const { cells, measures, layout, window } = this.#parts;
    return {
      grid: cells.table.grid,
      measures: cells.view.measures,
      cells: measures,
      codes: this.#codes,
      rowsPerGroup: rowsPerGroup(layout.columns),
      newest: window.newest,
    };
  }

  /** Gives every group a code that is to be told of: those that are kept, or those that any row has been of. */
  #giveCodes(seq: number, asOf: AsOfNow): void {
    const { ranking, rows, cells } = this.#parts;
    if (ranking !== undefined) {
      if (this.#codes.size > 0) return;
      const kept = [...ranking.kept].sort((a, b) => a - b);
      this.#codes.add([...kept, OTHER], this.#beganSeq);
    } else if (this.#codes.size < cells.groups.size && this.#codedSeq < seq) {
      const collector = new GroupCollector();
      rows.since(this.#codedSeq, asOf, collector);
      rows.revisedSince(this.#codedSeq, collector);
      this.#codes.add(collector.sorted(), seq);
      this.#codedSeq = seq;
    }
  }

  #namesFrom(code: number): GroupNames[] {
    const { cells } = this.#parts;
    const others = cells.view.by.filter((grouping) => grouping !== 'flow').map(() => OTHER_GROUP);
    return this.#codes
      .groupsFrom(code)
      .map((group) => (group === OTHER ? others : cells.groups.names(group)));
  }
}
