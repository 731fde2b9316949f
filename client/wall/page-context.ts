import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { OverviewPlan } from './overview-plan.js';
import type { WallConfig } from './wall-config.js';

/** A timeline, and what there is to show of it. */
export interface ShownTimeline {
  readonly info: TimelineInfo;
  readonly plan: OverviewPlan;
  /** Whether the ranking planned has figures worth showing. */
  readonly hasRanking: boolean;
}

/** What every part of the page is made from. */
export interface PageContext extends ShownTimeline {
  readonly config: WallConfig;
  readonly title: string;
}
