import { dimensionOf, OTHER_GROUP, type Flow, type Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import { groupKey, type GroupCodes, type ViewData } from '../feed/view-data.js';
import type { Figures } from './figures.js';

/** A column of figures: a measure, of one flow where the view tells them apart. */
export interface FigureColumn {
  readonly measure: Measure;
  readonly flow: Flow | null;
}

export interface FigureRow {
  /** Of its bucket, epoch ms; null for `all`. */
  readonly start: number | null;
  readonly codes: GroupCodes;
  /** Beside the columns; null where unknown. */
  readonly cells: readonly (number | null)[];
  readonly isRevised: boolean;
}

/** Figures as rows: a bucket and group in each, exports and imports side by side. */
export interface FigureRows {
  readonly groupings: readonly Grouping[];
  readonly columns: readonly FigureColumn[];
  /** Newest bucket first, and within a bucket the largest first. */
  readonly rows: readonly FigureRow[];
}

interface SourcedColumn extends FigureColumn {
  readonly data: ViewData;
}

/** Rows of all views of an element; what is known of no bucket and group has no row. */
export function figureRows({ views }: Pick<Figures, 'views'>): FigureRows {
  const groupings = (views[0]?.view.by ?? []).filter((grouping) => dimensionOf(grouping) !== 'flow');
  const columns = uniqueColumns(views);
  const groups = groupsOf(views);
  const count = views[0]?.times.length ?? 0;
  const rows: FigureRow[] = [];
  for (let index = count - 1; index >= 0; index--) {
    const found = groups.map((codes) => rowAt(columns, codes, index, views[0]!.times[index]!));
    const known = found.filter(({ cells }) => cells.some((cell) => isWorthARow(cell, groupings.length > 0)));
    rows.push(...known.sort(bySize));
  }
  return { groupings, columns, rows };
}

/** What is folded together, or not reported, comes last, whatever its size. */
function bySize(a: FigureRow, b: FigureRow): number {
  const restOf = ({ codes }: FigureRow): number =>
    codes.includes(OTHER_GROUP) ? 2 : codes.includes(null) ? 1 : 0;
  return restOf(a) - restOf(b) || (b.cells[0] ?? -Infinity) - (a.cells[0] ?? -Infinity);
}

/** Of many groups only those have a row in a bucket that have something in it. */
function isWorthARow(cell: number | null, isGrouped: boolean): boolean {
  return cell !== null && (cell !== 0 || !isGrouped);
}

function uniqueColumns(views: readonly ViewData[]): SourcedColumn[] {
  const columns = views.flatMap((data) =>
    data.view.measures.flatMap((measure) => flowsOf(data).map((flow) => ({ data, measure, flow }))),
  );
  // Sums come before what is computed from them, so that a table reads from the figure to its change.
  const isDerived = ({ measure }: FigureColumn): number =>
    ['ratio', 'points'].includes(measureDefinition(measure).kind) ? 1 : 0;
  return columns
    .filter((column, index) => columns.findIndex((other) => isSame(column, other)) === index)
    .sort((a, b) => isDerived(a) - isDerived(b));
}

function isSame(a: FigureColumn, b: FigureColumn): boolean {
  return a.measure === b.measure && a.flow === b.flow;
}

/** Exports first, as everywhere. */
function flowsOf({ view, groups }: ViewData): (Flow | null)[] {
  const place = view.by.indexOf('flow');
  if (place < 0) return [null];
  return (['export', 'import'] as const).filter((flow) => groups.some(({ codes }) => codes[place] === flow));
}

function groupsOf(views: readonly ViewData[]): GroupCodes[] {
  const found = new Map<string, GroupCodes>();
  for (const { groups, view } of views) {
    for (const { codes } of groups) {
      const own = codes.filter((_, place) => view.by[place] !== 'flow');
      found.set(groupKey(own), own);
    }
  }
  return [...found.values()];
}

function rowAt(
  columns: readonly SourcedColumn[],
  codes: GroupCodes,
  index: number,
  start: number,
): FigureRow {
  const cells = columns.map(({ data, measure, flow }) => {
    const cell = data.column(keyOf(data, codes, flow), measure)?.at(placeIn(data, index, start));
    return cell === undefined || Number.isNaN(cell) ? null : cell;
  });
  const isRevised = columns.some(({ data, flow }) => data.revised(keyOf(data, codes, flow)).includes(index));
  return { start: Number.isFinite(start) ? start : null, codes, cells, isRevised };
}

/** Another view may not have as many buckets yet. */
function placeIn({ times }: ViewData, index: number, start: number): number {
  return times[index] === start ? index : times.indexOf(start) >= 0 ? times.indexOf(start) : times.length;
}

function keyOf({ view }: ViewData, codes: GroupCodes, flow: Flow | null): string {
  if (flow === null) return groupKey(codes);
  const all = [...codes];
  all.splice(view.by.indexOf('flow'), 0, flow);
  return groupKey(all);
}
