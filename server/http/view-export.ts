import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';

/** A snapshot and all that its figures have to say about themselves. */
export interface ViewExport extends ViewUpdate {
  readonly timeline: TimelineInfo;
  /** The instant that the figures are as of, epoch ms; buckets that end later are provisional. */
  readonly asOf: number;
}
