/** Where a table is ordered by a column of figures or of names; absent: in the order of what is shown. */
export interface TableOrder {
  /** Place among the columns of a row, names first. */
  readonly column: number;
  readonly isDescending: boolean;
}

export interface TableColumn {
  readonly title: string;
  readonly isFigure: boolean;
}

export interface TableRow {
  /** As read, beside the columns. */
  readonly cells: readonly string[];
  readonly isRevised: boolean;
  /** Its bucket has not ended. */
  readonly isOpen: boolean;
}

/** A table in the reader's words, each column of figures in one unit. */
export interface TableModel {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  /** How many there are, of which `rows` are the first. */
  readonly count: number;
  /** What there is to say below it. */
  readonly note?: string | undefined;
}

/** Rows that are shown; a browser takes its time over more, and nobody reads them. */
export const MAX_ROWS = 500;

/** For sorting by what a column has, unknown last either way; `sign` is 1 from the smallest, -1 from the largest. */
export function compareCells(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' || typeof b === 'string') return sign * String(a).localeCompare(String(b));
  return sign * (a - b);
}
