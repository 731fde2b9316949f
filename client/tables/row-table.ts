import type { ExportedRows } from './exported.js';
import { compareCells, MAX_ROWS, type TableModel, type TableOrder } from './table-model.js';

/** Rows that are no figures of a view as a table, in their own order unless another is wanted. */
export function rowTable({ table: { columns, rows, note } }: ExportedRows, order?: TableOrder): TableModel {
  return {
    columns,
    note,
    count: rows.length,
    rows: ordered(rows, order)
      .slice(0, MAX_ROWS)
      .map((cells) => ({ cells: cells.map(({ text }) => text), isOpen: false, isRevised: false })),
  };
}

function ordered(rows: ExportedRows['table']['rows'], order?: TableOrder): ExportedRows['table']['rows'] {
  if (order === undefined) return rows;
  const { column, isDescending } = order;
  const valueOf = (row: (typeof rows)[number]): number | string | null => row[column]!.value;
  return [...rows].sort((a, b) => compareCells(valueOf(a), valueOf(b), isDescending ? -1 : 1));
}
