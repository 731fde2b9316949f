import * as v from 'valibot';
import { BUCKETS } from './buckets.js';
import { LIMITS } from './limits.js';

/** What the binary form says of a view once, so that its updates need not. */
export const ViewLayoutSchema = v.object({
  id: v.string(),
  timeline: v.string(),
  bucket: v.picklist(BUCKETS),
  /** How many buckets the window has. */
  last: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.bucketsPerView)),
  /** The timeline's UTC offset in ms, which calendar buckets follow. */
  offsetMs: v.number(),
  /** As in JSON: `bucket`, the dimensions, the measures. */
  columns: v.array(v.string()),
  /** Of each measure the decimal places that its whole numbers have; null where it is sent in doubles. */
  decimals: v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(22)))),
});

export type ViewLayout = v.InferOutput<typeof ViewLayoutSchema>;

/** Rows that a group has in a bucket: one, or one for each flow, imports first. */
export function rowsPerGroup(columns: readonly string[]): 1 | 2 {
  return columns.includes('flow') ? 2 : 1;
}
