import { addSum, addTo, SUM_SIZE } from './exact-sum.js';

/**
 * Layout of one flow's sums in a cell's row of doubles. Unit values leave out records that lack a value or a weight,
 * so what both report is summed apart.
 */
export const RECORDS = 0;
/** Above 0 where any record reports a value, a weight; not a count to show. */
export const VALUED = 1;
export const WEIGHED = 2;
export const VALUE = 3;
export const NET_KG = VALUE + SUM_SIZE;
export const VALUE_WITH_WEIGHT = NET_KG + SUM_SIZE;
export const NET_KG_WITH_VALUE = VALUE_WITH_WEIGHT + SUM_SIZE;
export const FLOW_SUMS_SIZE = NET_KG_WITH_VALUE + SUM_SIZE;

/** Adds `records` records with together `value` minor units and `netKg` kg (units of the timeline; NaN: not reported). */
export function addRecords(
  sums: Float64Array,
  offset: number,
  records: number,
  value: number,
  netKg: number,
): void {
  sums[offset + RECORDS] = sums[offset + RECORDS]! + records;
  const valued = value === value;
  const weighed = netKg === netKg;
  if (valued) {
    sums[offset + VALUED] = sums[offset + VALUED]! + records;
    addTo(sums, offset + VALUE, value);
  }
  if (weighed) {
    sums[offset + WEIGHED] = sums[offset + WEIGHED]! + records;
    addTo(sums, offset + NET_KG, netKg);
  }
  if (valued && weighed) {
    addTo(sums, offset + VALUE_WITH_WEIGHT, value);
    addTo(sums, offset + NET_KG_WITH_VALUE, netKg);
  }
}

/** Adds all that one flow summed up elsewhere. */
export function addFlowSums(
  sums: Float64Array,
  offset: number,
  from: Float64Array,
  fromOffset: number,
  sign: 1 | -1 = 1,
): void {
  for (let at = RECORDS; at <= WEIGHED; at++)
    sums[offset + at] = sums[offset + at]! + sign * from[fromOffset + at]!;
  for (let at = VALUE; at < FLOW_SUMS_SIZE; at += SUM_SIZE)
    addSum(sums, offset + at, from, fromOffset + at, sign);
}
