import { yearBefore } from '../../protocol/buckets.js';
import type { OpenView } from '../views/open-view.js';
import type { ViewCells } from '../views/view-cells.js';
import type { AsOf, CellFeed } from './cell-source.js';

/** Counts all that the view's window holds at `playhead`. */
export function* fillView(
  open: OpenView,
  feed: CellFeed,
  playhead: number,
  seq: number,
): Generator<void, void> {
  const asOf = { from: playhead, to: playhead };
  yield* fillCells(open.cells, feed, playhead, seq, asOf);
  if (open.before === undefined) return;
  yield* fillCells(open.before, feed, playheadBefore(open.before, playhead), seq, asOf);
}

function* fillCells(
  cells: ViewCells,
  feed: CellFeed,
  playhead: number,
  seq: number,
  asOf: AsOf,
): Iterable<void> {
  cells.table.moveWindow(playhead);
  yield* feed.advance(cells, cells.windowStart(playhead), playhead, seq, asOf);
}

/** Counts what happened from `from` to `to`, here and a year before. */
export function* advanceView(
  open: OpenView,
  feed: CellFeed,
  from: number,
  to: number,
  seq: number,
): Iterable<void> {
  const asOf = { from, to };
  open.cells.table.moveWindow(to);
  yield* feed.advance(open.cells, Math.max(from, open.cells.windowStart(to)), to, seq, asOf);
  if (open.before === undefined) return;
  const [fromBefore, toBefore] = [playheadBefore(open.before, from), playheadBefore(open.before, to)];
  open.before.table.moveWindow(toBefore);
  const start = Math.max(fromBefore, open.before.windowStart(toBefore));
  yield* feed.advance(open.before, start, toBefore, seq, asOf);
}

function playheadBefore(cells: ViewCells, playhead: number): number {
  return yearBefore(cells.view.bucket, playhead, cells.table.grid.utcOffsetMs);
}

/** Does all the work at once. */
export function exhaust(work: Iterable<void>): void {
  const iterator = work[Symbol.iterator]();
  while (iterator.next().done !== true);
}
