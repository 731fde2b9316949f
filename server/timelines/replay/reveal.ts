import { FLOW_SUMS_SIZE } from '../../views/flow-sums.js';
import { firstAt, type PeriodRows, type ViewSums } from './period-rows.js';
import { revealedBetween } from './period-sums.js';

/** Where revealed sums go: into the bucket that holds `time`. */
export interface RevealedInto {
  /** End of the bucket that holds `time`. */
  bucketEnd(time: number): number;
  /** Adds the sums at `sums[offset]`; they may be written anew for the next. */
  add(group: number, flow: number, time: number, sums: Float64Array, offset: number): void;
}

/** Rows between two chances for other work: some 5 ms of it. */
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
    for (let row = firstAt(rows, from - rows.longest); row < rows.length && rows.start[row]! < to; row++) {
      revealRow(rows, row, from, to, into);
      if (row % ROWS_PER_SLICE === 0) yield;
    }
  }
}

/** Reused for every row: nothing else runs between its writing and its reading. */
const scratch = new Float64Array(FLOW_SUMS_SIZE);

function revealRow(rows: PeriodRows, row: number, from: number, to: number, into: RevealedInto): void {
  const start = rows.start[row]!;
  const end = Math.min(rows.end[row]!, to);
  const isInstant = rows.end[row] === start;
  if (isInstant ? start < from : end <= from) return;
  let time = Math.max(start, from);
  do {
    const next = isInstant ? end : Math.min(end, into.bucketEnd(time));
    const isWhole = time === start && next === rows.end[row];
    // What a whole period brought in is its sum: nothing is to be shared out.
    const offset = row * FLOW_SUMS_SIZE;
    if (!isWhole) revealedBetween(start, rows.end[row]! - start, rows.sums, offset, time, next, scratch);
    const sums = isWhole ? rows.sums : scratch;
    into.add(rows.group[row]!, rows.flow[row]!, time, sums, isWhole ? offset : 0);
    time = next;
  } while (time < end);
}
