import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { OverviewPlan } from './overview-plan.js';
import type { HealthReading } from './page-health.js';
import type { ScreenRoom } from './screen-room.js';
import type { TypeSize } from './type-scale.js';
import type { PageName } from './page-names.js';
import type { UnusualFlow } from './unusual-flows.js';
import type { WallConfig } from './wall-config.js';

/** A timeline, and what there is to show of it. */
export interface ShownTimeline {
  readonly info: TimelineInfo;
  readonly plan: OverviewPlan;
  /** What is wanted of it, by what it tells apart. */
  readonly where: WallConfig['where'];
  /** Whether the ranking planned has figures worth showing. */
  readonly hasRanking: boolean;
  /** Those that have a turn, on all screens alike; never empty. */
  readonly inTurn: readonly PageName[];
  /** Those that this screen has something to show on; never empty. */
  readonly pages: readonly PageName[];
}

/** How the wall itself is, beside what it shows. */
export interface Diagnostics {
  /** Address of the feed, and the build of its server, null before it said so. */
  readonly feed: string;
  readonly version: string | null;
  /** Since the newest frame, ms. */
  readonly ageMs: number;
  /** By how much the screen's clock is ahead of the server's; null where they agree. */
  readonly clockAheadMs: number | null;
  readonly health: HealthReading;
  /** Size of the page, and how many of the screen's pixels are one of its. */
  readonly screen: string;
  /** How large its type is seen. */
  readonly type: TypeSize;
}

/** What every part of a page is made from. */
export interface PageContext extends ShownTimeline {
  /** The largest first. */
  readonly unusual: readonly UnusualFlow[];
  readonly config: WallConfig;
  readonly room: ScreenRoom;
  readonly diagnostics: Diagnostics;
}
