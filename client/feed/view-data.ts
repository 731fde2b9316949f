import { bucketEnd } from '../../protocol/buckets.js';
import type { ColumnUpdate } from '../../protocol/column-update.js';
import { dimensionOf, type Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import type { RowSet } from '../../protocol/row-set.js';
import type { Cell, ViewUpdate } from '../../protocol/server-messages.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { View } from '../../protocol/view.js';
import { BucketAxis } from './bucket-axis.js';
import { NumberedGroups } from './numbered-groups.js';

/** Code of each grouping of the view, in its order; null where the records do not report it. */
export type GroupCodes = readonly (string | null)[];

export interface Group {
  readonly key: string;
  readonly codes: GroupCodes;
}

interface StoredGroup extends Group {
  readonly columns: ReadonlyMap<Measure, Float64Array>;
  /** Newest bucket that had a row; a group whose rows have all left the window is forgotten. */
  newestRow: number;
  /** Starts of the buckets whose figures were revised since they were first published. */
  readonly revised: Set<number>;
}

/**
 * All that a viewer holds of one view: a column of cells per group and measure over the buckets of the window.
 * A bucket without a row is 0 for sums of a timeline that knows each instant, and blank (NaN) otherwise: where
 * figures come by period, no row means not published, and a ratio of nothing is unknown.
 */
export class ViewData {
  readonly view: View;
  readonly offsetMs: number;
  /** Rises with each update that changed a cell or moved the window. */
  version = 0;
  /** True once a snapshot has come; before, an absence of cells says nothing. */
  isLoaded = false;
  readonly #axis: BucketAxis;
  readonly #fillsGaps: boolean;
  readonly #groups = new Map<string, StoredGroup>();
  readonly #numbered: NumberedGroups<StoredGroup>;

  constructor(view: View, timeline: Pick<TimelineInfo, 'utcOffset' | 'frequency' | 'from'>) {
    this.view = view;
    this.offsetMs = utcOffsetMs(timeline.utcOffset);
    this.#fillsGaps = timeline.frequency === 'instant';
    this.#axis = new BucketAxis(view.bucket, view.last, this.offsetMs, timeline.from);
    this.#numbered = new NumberedGroups(view.by, (codes) => this.#group(codes));
  }

  /** Starts of the window's buckets in epoch ms, oldest first; a slice that is true until the next update. */
  get times(): Float64Array {
    return this.#axis.times;
  }

  /** Groups in the window, in the order in which they came. */
  get groups(): readonly Group[] {
    return [...this.#groups.values()];
  }

  /** Cells of a group and measure beside `times`, NaN where unknown; undefined where the window has no such group. */
  column(groupKey: string, measure: Measure): Float64Array | undefined {
    const column = this.#groups.get(groupKey)?.columns.get(measure);
    return column === undefined ? undefined : this.#axis.slice(column);
  }

  /** Cell of the newest bucket, null where unknown. */
  latest(groupKey: string, measure: Measure): number | null {
    const cell = this.column(groupKey, measure)?.at(-1);
    return cell === undefined || Number.isNaN(cell) ? null : cell;
  }

  /** How many of the oldest buckets had ended at `instant`; the others are open, their cells provisional. */
  closedBuckets(instant: number): number {
    const { bucket } = this.view;
    const times = this.times;
    let count = times.length;
    while (count > 0 && bucketEnd(bucket, times[count - 1]!, this.offsetMs) > instant) count--;
    return count;
  }

  /** Indices of the buckets whose figures of a group were revised since they were first published; of views known `then`. */
  revised(groupKey: string): readonly number[] {
    const starts = this.#groups.get(groupKey)?.revised;
    if (starts === undefined || starts.size === 0) return [];
    return [...this.times.keys()].filter((index) => starts.has(this.times[index]!));
  }

  /** Takes an update of the feed; what it says of columns or buckets that the view does not have is ignored. */
  apply(update: ViewUpdate): void {
    this.#begin(update);
    const from = update.window.from ?? -Infinity;
    for (const row of update.rows) this.#store(row, update.columns);
    for (const keys of update.revised ?? []) this.#storeRevised(keys, update.columns, from);
    this.version++;
  }

  /** The same of an update in columns, whose cells go to their places as they are. */
  applyColumns(update: ColumnUpdate): void {
    this.#begin(update);
    this.#numbered.name(update.names);
    const newest = this.#axis.slotOf(update.window.to ?? -Infinity);
    if (newest >= 0) this.#storeColumns(update, newest);
    this.version++;
  }

  #storeColumns({ layout, window, rows, cells, revised }: ColumnUpdate, newest: number): void {
    const slots = this.#slotsOf(rows, newest);
    slots.forEach((slot, index) => {
      if (slot < 0) return;
      const group = this.#numbered.at(rows.row[index]!);
      group.newestRow = Math.max(group.newestRow, this.#axis.startAt(slot));
    });
    const first = layout.columns.length - cells.length;
    for (const measure of this.view.measures) {
      const column = cells[layout.columns.indexOf(measure) - first];
      if (column !== undefined) this.#storeColumn(measure, column, rows, slots);
    }
    if (revised !== undefined && window.from !== null) this.#markRevised(revised, newest, window.from);
  }

  /** Place of each row in the columns, −1 where its bucket is not in the window. */
  #slotsOf({ back }: RowSet, newest: number): Int32Array {
    return back.map((buckets) => (this.#axis.holds(newest - buckets) ? newest - buckets : -1));
  }

  #storeColumn(measure: Measure, cells: Float64Array, { size, row }: RowSet, slots: Int32Array): void {
    for (let index = 0; index < size; index++) {
      const slot = slots[index]!;
      if (slot >= 0) this.#numbered.at(row[index]!).columns.get(measure)![slot] = cells[index]!;
    }
  }

  #markRevised(rows: RowSet, newest: number, from: number): void {
    this.#slotsOf(rows, newest).forEach((slot, index) => {
      if (slot < 0) return;
      const { revised } = this.#numbered.at(rows.row[index]!);
      dropBefore(revised, from);
      revised.add(this.#axis.startAt(slot));
    });
  }

  #begin({ kind, window }: Pick<ViewUpdate, 'kind' | 'window'>): void {
    if (kind === 'snapshot') this.#clear();
    const from = window.from ?? -Infinity;
    this.#axis.slideTo(from, window.to ?? -Infinity);
    this.#forgetGroupsBefore(from);
    this.isLoaded = true;
  }

  #clear(): void {
    for (const group of this.#groups.values()) this.#forget(group);
    this.#axis.clear();
  }

  #store(row: readonly Cell[], columns: readonly string[]): void {
    const bucket = row[columns.indexOf('bucket')];
    const start = typeof bucket === 'number' ? bucket : -Infinity;
    const slot = this.#axis.slotOf(start);
    if (slot < 0) return;
    const group = this.#group(this.view.by.map((grouping) => codeIn(row, columns, grouping)));
    group.newestRow = Math.max(group.newestRow, start);
    for (const [measure, column] of group.columns) {
      const cell = row[columns.indexOf(measure)];
      if (cell !== undefined) column[slot] = typeof cell === 'number' ? cell : Number.NaN;
    }
  }

  #storeRevised(keys: readonly Cell[], columns: readonly string[], from: number): void {
    const { revised } = this.#group(this.view.by.map((grouping) => codeIn(keys, columns, grouping)));
    dropBefore(revised, from);
    if (typeof keys[0] === 'number') revised.add(keys[0]);
  }

  #group(codes: GroupCodes): StoredGroup {
    const key = groupKey(codes);
    let group = this.#groups.get(key);
    if (group === undefined) {
      const columns = new Map(this.view.measures.map((measure) => [measure, this.#addColumn(measure)]));
      group = { key, codes, columns, newestRow: -Infinity, revised: new Set() };
      this.#groups.set(key, group);
    }
    return group;
  }

  #addColumn(measure: Measure): Float64Array {
    return this.#axis.addColumn(this.#fillsGaps && isSum(measure) ? 0 : Number.NaN);
  }

  #forgetGroupsBefore(from: number): void {
    for (const group of this.#groups.values()) if (group.newestRow < from) this.#forget(group);
  }

  #forget(group: StoredGroup): void {
    for (const column of group.columns.values()) this.#axis.removeColumn(column);
    this.#groups.delete(group.key);
    this.#numbered.clear();
  }
}

function dropBefore(starts: Set<number>, from: number): void {
  for (const start of starts) if (start < from) starts.delete(start);
}

/** Key of a group, such as `groupKey(['USA', 'export'])`; that of a view without groups is `groupKey([])`. */
export function groupKey(codes: GroupCodes): string {
  return JSON.stringify(codes);
}

/** Sums are 0 over nothing; ratios and prices are unknown. */
function isSum(measure: Measure): boolean {
  return ['money', 'mass', 'count'].includes(measureDefinition(measure).kind);
}

function codeIn(row: readonly Cell[], columns: readonly string[], grouping: Grouping): string | null {
  // A column is named after its dimension, at whatever level its codes were cut.
  const code = row[columns.indexOf(dimensionOf(grouping))];
  return typeof code === 'string' ? code : null;
}
