import { bucketEnd, type Bucket } from './buckets.js';
import type { Cell, ViewUpdate } from './server-messages.js';
import { utcOffsetMs, type TimelineInfo } from './timeline-info.js';

/** A snapshot and all that its figures have to say about themselves. */
export interface ViewExport extends ViewUpdate {
  readonly timeline: TimelineInfo;
  /** The instant that the figures are as of, epoch ms; buckets that end later are provisional. */
  readonly asOf: number;
}

/**
 * Of each row, whether its figures may still change by time alone; a bucket without a start, that of `all`, never ends. Of
 * what was known then, whether they are others than first published.
 */
export function statusesOf(view: ViewExport, bucket: Bucket): ('provisional' | 'final' | 'revised')[] {
  const revised = new Set(view.revised?.map((keys) => JSON.stringify(keys)));
  const width = view.revised?.[0]?.length ?? 0;
  return view.rows.map((row) => {
    if (isOpen(view, bucket, row[0] ?? null)) return 'provisional';
    return revised.has(JSON.stringify(row.slice(0, width))) ? 'revised' : 'final';
  });
}

function isOpen(view: ViewExport, bucket: Bucket, start: Cell): boolean {
  if (typeof start !== 'number') return true;
  return bucketEnd(bucket, start, utcOffsetMs(view.timeline.utcOffset)) > view.asOf;
}
