/**
 * Exact integer sums in two doubles: sum = hi · 2^50 + lo. One double ends at 2^53 = 9.0e15, two years of a large
 * nation's trade in fen; two reach 2^103. Kept in typed arrays at [offset] (lo) and [offset + 1] (hi).
 */
export const SUM_RADIX = 2 ** 50;

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
  return BigInt(sums[offset + 1]!) * BigInt(SUM_RADIX) + BigInt(sums[offset]!);
}

/** Splits a whole number into [lo, hi]. */
export function splitBigInt(whole: bigint): [lo: number, hi: number] {
  const hi = whole / BigInt(SUM_RADIX);
  return [Number(whole - hi * BigInt(SUM_RADIX)), Number(hi)];
}

/** Looked up, for a power takes longer than the division by it. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** The double nearest to sum / 10^decimals. */
export function sumToNumber(sums: Float64Array, offset: number, decimals: number): number {
  const lo = sums[offset]!;
  const hi = sums[offset + 1]!;
  // Both are exact doubles (10^n is, up to 22), so their one division rounds once, to the nearest.
  if (hi === 0) return lo / (POWERS_OF_TEN[decimals] ?? 10 ** decimals);
  return decimalToNumber(sumToBigInt(sums, offset), decimals);
}

/** Parsing a decimal literal rounds to the nearest double by the language's definition. */
function decimalToNumber(whole: bigint, decimals: number): number {
  return Number(`${whole}e-${decimals}`);
}
