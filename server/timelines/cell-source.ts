import type { View } from '../../protocol/view.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewContext } from '../views/open-view.js';
import type { GroupIndex } from '../views/row-selection.js';
import type { ViewCells } from '../views/view-cells.js';

/** Two playheads in turn, epoch ms, by which figures are known; a view of the year before is of other instants, but known by these. */
export interface AsOf {
  readonly from: number;
  readonly to: number;
}

/** Brings the records of one view into its cells. */
export interface CellFeed {
  /** Given where the source numbers the groups of the view, in an order that is always the same. */
  readonly groups?: GroupIndex;
  /**
   * Counts what happened from `from` up to, not including, `to` (epoch ms), as changed by tick `seq`. The work is done
   * as the result is iterated; wherever it yields, other work may go first. What was revised since `asOf.from` changes, and
   * all is as it is known at `asOf.to`.
   */
  advance(cells: ViewCells, from: number, to: number, seq: number, asOf: AsOf): Iterable<void>;
}

/** Everything about a timeline but its clock: what its figures are, and where its cells come from. */
export interface CellSource extends ViewContext {
  readonly description: Omit<TimelineInfo, 'clock' | 'units'>;
  /** Instant up to which records are all in, where that is not the playhead itself. */
  watermark?(playhead: number): number;
  /** Prepares a view's feed; a dataset is summed up by the store here, once. */
  openFeed(view: View): Promise<CellFeed>;
}
