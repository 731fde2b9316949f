import type { TimelineTerms } from '../../server/scale-out/timeline-terms.js';
import { LIVE_DEFAULTS } from '../../server/timelines/live/live-settings.js';

/** Terms of a timeline of a cluster in yuan that began at `begunAt`, epoch ms, and has so many partitions. */
export function timelineTerms(begunAt: number, partitions: number): TimelineTerms {
  return {
    version: 1,
    partitions,
    begunAt,
    epoch: 'a',
    utcOffset: '+08:00',
    currency: 'CNY',
    idWindowMs: LIVE_DEFAULTS.idWindowMs,
    keepMs: LIVE_DEFAULTS.keepMs,
    futureMs: LIVE_DEFAULTS.futureMs,
    lateMs: LIVE_DEFAULTS.lateMs,
  };
}
