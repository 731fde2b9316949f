import { bucketEnd } from '../../protocol/buckets.js';
import type { ViewData } from '../feed/view-data.js';

/**
 * Mean per second of event time over the window's closed buckets, the total over their length; null where none is closed
 * or a figure among them is unknown, for what is unknown is not nought.
 * @param closedUntil instant up to which records are in, epoch ms
 */
export function ratePerSecond(
  data: Pick<ViewData, 'times' | 'view' | 'offsetMs' | 'closedBuckets'>,
  cells: Float64Array | undefined,
  closedUntil: number,
): number | null {
  const closed = data.closedBuckets(closedUntil);
  if (closed === 0 || cells === undefined) return null;
  const total = cells.subarray(0, closed).reduce((sum, cell) => sum + cell, 0);
  const end = bucketEnd(data.view.bucket, data.times[closed - 1]!, data.offsetMs);
  return Number.isNaN(total) ? null : (total / (end - data.times[0]!)) * 1_000;
}
