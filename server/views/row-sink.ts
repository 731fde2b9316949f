import type { RowSums } from './measure-cells.js';

/** Stands for all groups that a ranking does not keep, folded into one. */
export const OTHER = -1;

/** Takes a view's rows one by one as they are walked: bucket by bucket in time order. */
export interface RowSink {
  /** The rows that follow are of the bucket that starts so, epoch ms; there may be none. */
  bucket(start: number): void;
  /** A row of a group and, where the view is split by flow, of one of them. */
  row(group: number, flow: 0 | 1 | undefined): void;
  /** Sums of that row, and those a year before; they are others by the next row. */
  cells(flow: 0 | 1 | undefined, sums: RowSums, before: RowSums | undefined): void;
}
