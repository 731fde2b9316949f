import type { BaseCells } from '../views/bases/base-cells.js';
import { checkCells } from '../views/cell-room.js';
import type { OpenView } from '../views/open-view.js';
import type { ViewCells } from '../views/view-cells.js';
import type { AsOf, CellFeed } from './cell-source.js';

/** Counts all that the view's window holds at `playhead`, and what its measures are derived from. */
export function* fillView(
  open: OpenView,
  feed: CellFeed,
  playhead: number,
  seq: number,
): Generator<void, void> {
  const asOf = { from: playhead, to: playhead };
  for (const { cells, playheadAt } of allCells(open)) {
    const end = playheadAt(playhead);
    yield* advanceCells(cells, feed, cells.windowStart(end), end, seq, asOf);
  }
}

/**
 * The same for a view that is opened, as far as a viewer may have it.
 * @throws ProblemError `too-many-cells`
 */
export function* fillWithin(
  open: OpenView,
  feed: CellFeed,
  playhead: number,
  seq: number,
): Generator<void, void> {
  for (const _step of fillView(open, feed, playhead, seq)) {
    checkCells(open.cellCount);
    yield;
  }
  checkCells(open.cellCount);
}

/** Counts what happened from `from` to `to`, here and in what is compared with. */
export function* advanceView(
  open: OpenView,
  feed: CellFeed,
  from: number,
  to: number,
  seq: number,
): Iterable<void> {
  for (const { cells, playheadAt } of allCells(open))
    yield* advanceCells(cells, feed, playheadAt(from), playheadAt(to), seq, { from, to });
}

function allCells({ cells, bases }: OpenView): BaseCells[] {
  return [{ cells, playheadAt: (playhead) => playhead }, ...Object.values(bases)];
}

function* advanceCells(
  cells: ViewCells,
  feed: CellFeed,
  from: number,
  to: number,
  seq: number,
  asOf: AsOf,
): Iterable<void> {
  cells.table.moveWindow(to);
  yield* feed.advance(cells, Math.max(from, cells.windowStart(to)), to, seq, asOf);
}

/** Does all the work at once. */
export function exhaust(work: Iterable<void>): void {
  const iterator = work[Symbol.iterator]();
  while (iterator.next().done !== true);
}
