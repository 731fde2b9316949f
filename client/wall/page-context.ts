import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { OverviewPlan } from './overview-plan.js';
import type { PageName } from './page-names.js';
import type { WallConfig } from './wall-config.js';

/** A timeline, and what there is to show of it. */
export interface ShownTimeline {
  readonly info: TimelineInfo;
  readonly plan: OverviewPlan;
  /** Whether the ranking planned has figures worth showing. */
  readonly hasRanking: boolean;
  /** Those that it can fill, in turn; never empty. */
  readonly pages: readonly PageName[];
}

/** What every part of a page is made from. */
export interface PageContext extends ShownTimeline {
  readonly config: WallConfig;
}
