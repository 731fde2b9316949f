import { FLOW_SUMS_SIZE, RECORDS, VALUED, WEIGHED } from './flow-sums.js';

/** Sums of one row for both flows together, and where to find them. */
export interface RowSums {
  readonly sums: Float64Array;
  /** Offset of the row: import's sums, then export's. */
  readonly offset: number;
}

/** One flow of a row, 0 imports or 1 exports, or both together. */
export type RowFlow = 0 | 1 | undefined;

/** Whether a row has nothing of a flow, or of both. A period that began in an earlier bucket reports without any record of its own. */
export function isEmpty({ sums, offset }: RowSums, flow: RowFlow): boolean {
  if (flow === undefined) return isEmpty({ sums, offset }, 0) && isEmpty({ sums, offset }, 1);
  const at = offset + flow * FLOW_SUMS_SIZE;
  return sums[at + RECORDS] === 0 && sums[at + VALUED] === 0 && sums[at + WEIGHED] === 0;
}

/** What a cell is: unknown, a whole number of its measure's smallest units, or a double. */
export const UNKNOWN = 0;
export const WHOLE = 1;
export const REAL = 2;

export type CellKind = typeof UNKNOWN | typeof WHOLE | typeof REAL;

/** Writes a double, null where it is unknown. */
export function writeReal(value: number | null, out: Float64Array): CellKind {
  if (value === null) return UNKNOWN;
  out[0] = value;
  return REAL;
}
