import type { PeriodSums } from '../../store/store.js';
import { addTo, splitBigInt, SUM_RADIX, SUM_SIZE } from '../../views/exact-sum.js';
import {
  FLOW_SUMS_SIZE,
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

/** A part of a period, from one share of its length to another; `isFirst`: it is what the period begins with. */
export interface PeriodPart {
  readonly isFirst: boolean;
  readonly before: number;
  readonly after: number;
}

/** The part from instant `from` up to `to`, epoch ms, of a period of `length` ms that begins at `start`. */
export function partOf(start: number, length: number, from: number, to: number): PeriodPart {
  const isFirst = from <= start;
  return {
    isFirst,
    before: isFirst ? 0 : shareElapsed(from - start, length),
    after: shareElapsed(to - start, length),
  };
}

/**
 * Adds what a part of a period brought in, whose sums as a whole are at `sums[offset]`. They flow in evenly, each share
 * rounded down to a whole unit and cut from the same running total, so that the parts of a period add up to its sum
 * exactly. Its records count where it starts; that they report a value or a weight is known all along.
 */
export function addPart(
  into: Float64Array,
  at: number,
  sums: Float64Array,
  offset: number,
  { isFirst, before, after }: PeriodPart,
): void {
  if (isFirst) into[at + RECORDS] = into[at + RECORDS]! + sums[offset + RECORDS]!;
  into[at + VALUED] = into[at + VALUED]! + sums[offset + VALUED]!;
  into[at + WEIGHED] = into[at + WEIGHED]! + sums[offset + WEIGHED]!;
  for (let sum = VALUE; sum < FLOW_SUMS_SIZE; sum += SUM_SIZE) {
    const lo = sums[offset + sum]!;
    addTo(into, at + sum, Math.floor(lo * after) - Math.floor(lo * before));
    const hi = sums[offset + sum + 1]!;
    if (hi === 0) continue;
    addHighShare(into, at + sum, hi * after, 1);
    addHighShare(into, at + sum, hi * before, -1);
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
