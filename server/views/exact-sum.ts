import { SUM_RADIX, sumToDouble, wholeSum } from '../../protocol/whole-sum.js';

/** Sums of whole numbers, exact, in two doubles as protocol/whole-sum.ts has them: lo at [offset] and hi at [offset + 1]. */
export { SUM_RADIX };

/** Addends stay below 2^52 and lo below 2^51, so lo + addend is below 2^53 and exact. */
const CARRY_AT = 2 ** 51;

export const SUM_SIZE = 2;

/** Adds a whole number, |addend| < 2^52, to the sum at `offset`. */
export function addTo(sums: Float64Array, offset: number, addend: number): void {
  const lo = sums[offset]! + addend;
  if (lo < CARRY_AT && lo > -CARRY_AT) sums[offset] = lo;
  else carry(sums, offset, lo);
}

function carry(sums: Float64Array, offset: number, lo: number): void {
  const high = Math.trunc(lo / SUM_RADIX);
  sums[offset] = lo - high * SUM_RADIX;
  sums[offset + 1] = sums[offset + 1]! + high;
}

/** Adds the sum at `from[fromOffset]`, with sign +1 or −1, to the one at `offset`. */
export function addSum(
  sums: Float64Array,
  offset: number,
  from: Float64Array,
  fromOffset: number,
  sign: 1 | -1 = 1,
): void {
  addTo(sums, offset, sign * from[fromOffset]!);
  sums[offset + 1] = sums[offset + 1]! + sign * from[fromOffset + 1]!;
}

/** The whole sum. */
export function sumToBigInt(sums: Float64Array, offset: number): bigint {
  return wholeSum(sums[offset]!, sums[offset + 1]!);
}

/** Splits a whole number into [lo, hi]. */
export function splitBigInt(whole: bigint): [lo: number, hi: number] {
  const hi = whole / BigInt(SUM_RADIX);
  return [Number(whole - hi * BigInt(SUM_RADIX)), Number(hi)];
}

/** The double nearest to sum / 10^decimals. */
export function sumToNumber(sums: Float64Array, offset: number, decimals: number): number {
  return sumToDouble(sums[offset]!, sums[offset + 1]!, decimals);
}
