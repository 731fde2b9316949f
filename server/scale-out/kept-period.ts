import { bucketStart } from '../../protocol/buckets.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import type { TimelineTerms } from './timeline-terms.js';

/**
 * Start of the period that what is kept is summed up by: of the second, and of the local day where that ended before records
 * are kept one by one.
 */
export function keptPeriod({ keepMs, utcOffset }: TimelineTerms, now: number): (time: number) => number {
  const offset = utcOffsetMs(utcOffset);
  const first = bucketStart('1d', now - keepMs, offset);
  return (time) => (time < first ? bucketStart('1d', time, offset) : Math.floor(time / 1_000) * 1_000);
}
