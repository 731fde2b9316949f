import { shiftBucket, type Bucket } from '../../protocol/buckets.js';
import type { Measure } from '../../protocol/measures.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { besideFeed } from '../feed/feed-url.js';
import { fetchOnce } from '../feed/fetched.js';
import { bucketOfLength } from './automatic-bucket.js';

/** Buckets that a whole span is shown in: as many as can be told apart on a phone. */
const BUCKETS_SHOWN = 240;

/** A timeline's whole span at one look. */
export interface Overview {
  readonly measure: Measure;
  /** In time order; a bucket without records is not there. */
  readonly bars: readonly { readonly from: number; readonly to: number; readonly value: number }[];
}

/**
 * What a timeline comes to from its first instant to its last, whatever its playhead: the largest sum that is reported,
 * in the narrowest buckets that suit. Null while it is on its way, and of a timeline without an end.
 * @param base name of the timeline as HTTP knows it
 */
export function overviewOf(
  feed: string,
  base: string,
  timeline: TimelineInfo,
  onLoaded: () => void,
): Overview | null {
  const { from, to, frequency } = timeline;
  if (to === null) return null;
  const measure = (['value', 'tonnage', 'records'] as const).find((sum) => timeline.measures.includes(sum));
  const seconds = (to - from) / 1_000;
  const bucket = bucketOfLength(frequency, seconds / BUCKETS_SHOWN);
  const last = countBuckets(bucket, timeline);
  const query = new URLSearchParams({
    timeline: base,
    measures: measure ?? 'records',
    bucket,
    last: String(last),
    at: 'end',
  });
  const url = besideFeed(feed, `/api/view?${query.toString()}`);
  const view = fetchOnce<ViewUpdate>(url, onLoaded, 'the scrubber has no overview').value;
  return view === null ? null : { measure: measure ?? 'records', bars: barsOf(view, bucket, timeline) };
}

function countBuckets(bucket: Bucket, { from, to, utcOffset }: TimelineInfo): number {
  const offsetMs = utcOffsetMs(utcOffset);
  let count = 1;
  for (let start = shiftBucket(bucket, from, 1, offsetMs); start < to!; count++)
    start = shiftBucket(bucket, start, 1, offsetMs);
  return count;
}

function barsOf({ rows }: ViewUpdate, bucket: Bucket, { utcOffset }: TimelineInfo): Overview['bars'] {
  const offsetMs = utcOffsetMs(utcOffset);
  return rows.flatMap(([start, value]) =>
    typeof start === 'number' && typeof value === 'number'
      ? [{ from: start, to: shiftBucket(bucket, start, 1, offsetMs), value }]
      : [],
  );
}
