import { bucketStart } from '../../protocol/buckets.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { asOfInstant } from '../format/timeline-texts.js';
import { fittingFilters } from './fitting-filters.js';
import type { Baseline, WallConfig } from './wall-config.js';

/** The parts of a baseline that a timeline can be measured against. */
export type SuitableBaseline = Pick<Baseline, 'name' | 'value' | 'tonnage'>;

/**
 * The baseline that ships is of all of China's trade, which is what is simulated; a file may hold only some goods of it, and
 * filters leave only some, so those are measured only by what the address gives, and value only in the same currency. A year that the timeline
 * does not hold from its first day is not measured at all.
 */
export function suitableBaseline(
  { baseline, where }: Pick<WallConfig, 'baseline' | 'where'>,
  info: TimelineInfo,
): SuitableBaseline | null {
  const { name, currency, isValueGiven, isTonnageGiven } = baseline;
  const yearStart = bucketStart('1y', asOfInstant(info), utcOffsetMs(info.utcOffset));
  if (info.from > yearStart) return null;
  const isAllTrade = info.kind === 'simulated' && Object.keys(fittingFilters(where, info)).length === 0;
  const fitsValue =
    (isAllTrade || isValueGiven) && info.currency === currency && info.measures.includes('value');
  const fitsTonnage =
    (isTonnageGiven || (isAllTrade && info.currency === currency)) && info.measures.includes('tonnage');
  const value = fitsValue ? baseline.value : null;
  const tonnage = fitsTonnage ? baseline.tonnage : null;
  return value === null && tonnage === null ? null : { name, value, tonnage };
}
