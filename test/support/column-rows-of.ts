import { shiftBucket } from '../../protocol/buckets.js';
import type { ColumnFrame } from '../../protocol/column-frame.js';
import type { ColumnUpdate } from '../../protocol/column-update.js';
import type { RowSet } from '../../protocol/row-set.js';
import type { Cell, Update, ViewUpdate } from '../../protocol/server-messages.js';
import { rowsPerGroup, type ViewLayout } from '../../protocol/view-layout.js';

/** A frame in columns as the JSON form says the same, written from PROTOCOL.md alone. */
export function updateOf(frame: ColumnFrame): Update {
  const views = [...frame.views].map(([id, update]) => [id, viewUpdateOf(update)] as const);
  return { ...frame, type: 'update', views: Object.fromEntries(views) };
}

function viewUpdateOf(update: ColumnUpdate): ViewUpdate {
  const { kind, reason, window, layout, rows, cells, revised } = update;
  const measures = (index: number): Cell[] =>
    cells.map((column) => (Number.isNaN(column[index]) ? null : column[index]!));
  return {
    kind,
    ...(reason === undefined ? {} : { reason }),
    window,
    columns: layout.columns,
    rows: keysOf(update, rows).map((keys, index) => [...keys, ...measures(index)]),
    ...(revised === undefined ? {} : { revised: keysOf(update, revised) }),
  };
}

function keysOf({ layout, names, window }: ColumnUpdate, { size, back, row }: RowSet): Cell[][] {
  const flows = rowsPerGroup(layout.columns);
  return Array.from({ length: size }, (_, index) => {
    const group = names[Math.floor(row[index]! / flows)]!;
    const flow = row[index]! % flows === 1 ? 'export' : 'import';
    return [startOf(layout, window.to, back[index]!), ...codesOf(layout, group, flow)];
  });
}

function startOf({ bucket, offsetMs }: ViewLayout, newest: number | null, back: number): number | null {
  return newest === null ? null : shiftBucket(bucket, newest, -back, offsetMs);
}

function codesOf({ columns, decimals }: ViewLayout, group: readonly (string | null)[], flow: string): Cell[] {
  let next = 0;
  return columns
    .slice(1, columns.length - decimals.length)
    .map((column) => (column === 'flow' ? flow : group[next++]!));
}
