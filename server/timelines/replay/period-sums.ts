import type { PeriodSums } from '../../store/store.js';
import { addTo, splitBigInt, SUM_RADIX } from '../../views/exact-sum.js';
import {
  NET_KG,
  NET_KG_WITH_VALUE,
  RECORDS,
  VALUE,
  VALUED,
  VALUE_WITH_WEIGHT,
  WEIGHED,
} from '../../views/flow-sums.js';

/** Where a flow's exact sums are in its layout. */
export const SUMS = [VALUE, NET_KG, VALUE_WITH_WEIGHT, NET_KG_WITH_VALUE];

/**
 * Writes to `into` what a period of `length` ms from `start` on, whose sums are at `sums[offset]`, brought in from instant
 * `from` up to `to` (epoch ms, inside it). The sums flow in evenly, each share rounded down to a whole unit and cut from the
 * same running total, so that the parts of a period add up to its sum exactly. Its records count where it starts; that they report a value or a weight is
 * known all along.
 */
export function revealedBetween(
  start: number,
  length: number,
  sums: Float64Array,
  offset: number,
  from: number,
  to: number,
  into: Float64Array,
): void {
  const isFirst = from <= start;
  const after = shareElapsed(to - start, length);
  const before = isFirst ? 0 : shareElapsed(from - start, length);
  into[RECORDS] = isFirst ? sums[offset + RECORDS]! : 0;
  into[VALUED] = sums[offset + VALUED]!;
  into[WEIGHED] = sums[offset + WEIGHED]!;
  for (const sum of SUMS) {
    const lo = sums[offset + sum]!;
    into[sum] = Math.floor(lo * after) - Math.floor(lo * before);
    into[sum + 1] = 0;
    if (sums[offset + sum + 1] === 0) continue;
    addHighShare(into, sum, sums[offset + sum + 1]! * after, 1);
    addHighShare(into, sum, sums[offset + sum + 1]! * before, -1);
  }
}

function shareElapsed(elapsed: number, length: number): number {
  return elapsed >= length ? 1 : elapsed / length;
}

/**
 * Adds or takes away floor(hi · 2^50), where hi is a share of a sum's high part: with floor(lo · share) that is its share. A
 * double times 2^50 is still exact, so this grows with the share and ends on the sum itself.
 */
function addHighShare(into: Float64Array, offset: number, hi: number, sign: 1 | -1): void {
  const wholeHi = Math.trunc(hi);
  addTo(into, offset, sign * Math.floor((hi - wholeHi) * SUM_RADIX));
  into[offset + 1] = into[offset + 1]! + sign * wholeHi;
}

/** Writes what the store summed up for a row, in the layout of one flow. */
export function writePeriodSums(into: Float64Array, sums: PeriodSums, row: number): void {
  into[RECORDS] = sums.records[row]!;
  into[VALUED] = sums.valued[row]!;
  into[WEIGHED] = sums.weighed[row]!;
  into.set(splitBigInt(sums.value[row]!), VALUE);
  into.set(splitBigInt(sums.netKg[row]!), NET_KG);
  into.set(splitBigInt(sums.valueWithWeight[row]!), VALUE_WITH_WEIGHT);
  into.set(splitBigInt(sums.netKgWithValue[row]!), NET_KG_WITH_VALUE);
}
