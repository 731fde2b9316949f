import { bucketEnd, type Bucket } from '../../protocol/buckets.js';
import type { Cell, ViewUpdate } from '../../protocol/server-messages.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';

/** Media type of an Arrow IPC stream, as registered with IANA. */
export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';

/** A snapshot and all that its figures have to say about themselves. */
export interface ViewExport extends ViewUpdate {
  readonly timeline: TimelineInfo;
  /** The instant that the figures are as of, epoch ms; buckets that end later are provisional. */
  readonly asOf: number;
}

/**
 * Whether a row's figures may still change by time alone; a bucket without a start, that of `all`, never ends. Of what was
 * known then, whether they are others than first published.
 */
export function statusOf(view: ViewExport, bucket: Bucket, start: Cell): 'provisional' | 'final' | 'revised' {
  if (typeof start !== 'number') return 'provisional';
  const end = bucketEnd(bucket, start, utcOffsetMs(view.timeline.utcOffset));
  if (end > view.asOf) return 'provisional';
  return view.revised?.includes(start) === true ? 'revised' : 'final';
}
