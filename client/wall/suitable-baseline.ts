import { bucketStart } from '../../protocol/buckets.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { Baseline } from './wall-config.js';

/** The parts of a baseline that a timeline can be measured against. */
export type SuitableBaseline = Pick<Baseline, 'name' | 'value' | 'tonnage'>;

/**
 * A baseline is of one country, and the timeline's currency is what says that it is that country's; a tonnage that the
 * address gives needs no such sign. A year that the timeline does not hold from its first day is not measured at all.
 */
export function suitableBaseline(baseline: Baseline, info: TimelineInfo): SuitableBaseline | null {
  const { name, currency, isTonnageGiven } = baseline;
  const yearStart = bucketStart('1y', info.clock.time, utcOffsetMs(info.utcOffset));
  if (info.from > yearStart) return null;
  const isSameCurrency = info.currency === currency;
  const value = isSameCurrency && info.measures.includes('value') ? baseline.value : null;
  const fitsTonnage = (isSameCurrency || isTonnageGiven) && info.measures.includes('tonnage');
  const tonnage = fitsTonnage ? baseline.tonnage : null;
  return value === null && tonnage === null ? null : { name, value, tonnage };
}
