import type { BucketCells } from '../../views/bucket-rows.js';
import { addFlowSums, FLOW_SUMS_SIZE } from '../../views/flow-sums.js';
import { firstAt, type PeriodRows, type ViewSums } from './period-rows.js';
import { addPart, partOf, type PeriodPart } from './period-sums.js';

/** Where revealed sums go. */
export interface RevealedInto {
  /** Tick that they are marked with. */
  readonly seq: number;
  /** The cells of the bucket that holds `time`. */
  bucketAt(time: number): BucketCells;
}

/** Rows between two chances for other work: some 2 ms of it. */
const ROWS_PER_SLICE = 20_000;

/** Reveals what all periods brought in from instant `from` up to `to`, each in its buckets. */
export function* revealAll(
  sums: ViewSums,
  from: number,
  to: number,
  into: RevealedInto,
): Generator<void, void> {
  for (const rows of sums.widths) {
    // No period that starts before this reaches past `from`.
    let row = firstAt(rows, from - rows.longest);
    let yieldAt = row + ROWS_PER_SLICE;
    while (row < rows.length && rows.start[row]! < to) {
      const next = endOfPeriod(rows, row);
      revealPeriod(rows, row, next, from, to, into);
      row = next;
      if (row < yieldAt) continue;
      yield;
      yieldAt = row + ROWS_PER_SLICE;
    }
  }
}

/** First row after `row` that is of another period, or more than can be done at once. */
function endOfPeriod({ start, end, length }: PeriodRows, row: number): number {
  const [periodStart, periodEnd] = [start[row], end[row]];
  const last = Math.min(length, row + ROWS_PER_SLICE);
  let next = row + 1;
  while (next < last && start[next] === periodStart && end[next] === periodEnd) next++;
  return next;
}

/** Reveals rows of one period bucket by bucket: what share of it falls there is the same for all of them. */
function revealPeriod(
  rows: PeriodRows,
  first: number,
  last: number,
  from: number,
  to: number,
  into: RevealedInto,
): void {
  const [start, periodEnd] = [rows.start[first]!, rows.end[first]!];
  const end = Math.min(periodEnd, to);
  const isInstant = periodEnd === start;
  if (isInstant ? start < from : end <= from) return;
  let time = Math.max(start, from);
  do {
    const cells = into.bucketAt(time);
    const next = isInstant ? end : Math.min(end, cells.end);
    // What a whole period brought in is its sum: nothing is to be shared out.
    const isWhole = time === start && next === periodEnd;
    const part = isWhole ? undefined : partOf(start, periodEnd - start, time, next);
    addRows(rows, first, last, cells, into.seq, part);
    time = next;
  } while (time < end);
}

function addRows(
  { flow, group, sums }: PeriodRows,
  first: number,
  last: number,
  cells: BucketCells,
  seq: number,
  part: PeriodPart | undefined,
): void {
  for (let row = first; row < last; row++) {
    // Growing gives the cells other sums, so they are marked before they are reached for.
    const at = cells.touch(group[row]!, seq) + flow[row]! * FLOW_SUMS_SIZE;
    if (part === undefined) addFlowSums(cells.sums, at, sums, row * FLOW_SUMS_SIZE);
    else addPart(cells.sums, at, sums, row * FLOW_SUMS_SIZE, part);
  }
}
