import type { Bases } from './derived-cells.js';
import type { RowFlow, RowSums } from './row-sums.js';

/** Stands for all groups that a ranking does not keep, folded into one. */
export const OTHER = -1;

/** Takes a view's rows one by one as they are walked: bucket by bucket in time order. */
export interface RowSink {
  /** The rows that follow are of the bucket that starts so, epoch ms; there may be none. */
  bucket(start: number): void;
  /** A row of a group and, where the view is split by flow, of one of them. */
  row(group: number, flow: RowFlow): void;
  /** Sums of that row, and what its measures are derived from besides; they are others by the next row. */
  cells(flow: RowFlow, sums: RowSums, bases: Bases): void;
}
