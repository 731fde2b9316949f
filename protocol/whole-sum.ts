/**
 * Whole numbers past what one double holds, in two: sum = hi · 2^50 + lo. One double ends at 2^53 = 9.0e15, two years of a
 * large nation's trade in its smallest coin; two reach 2^103.
 */
export const SUM_RADIX = 2 ** 50;

/** Looked up, for a power takes longer than the division by it. */
const POWERS_OF_TEN = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** The double nearest to (hi · 2^50 + lo) / 10^decimals. */
export function sumToDouble(lo: number, hi: number, decimals: number): number {
  const whole = hi * SUM_RADIX + lo;
  // Both are exact doubles then (10^n is, up to 22), so their one division rounds once, to the nearest.
  if (Math.abs(whole) <= Number.MAX_SAFE_INTEGER) return whole / (POWERS_OF_TEN[decimals] ?? 10 ** decimals);
  return decimalToDouble(wholeSum(lo, hi), decimals);
}

/** hi · 2^50 + lo. */
export function wholeSum(lo: number, hi: number): bigint {
  return BigInt(hi) * BigInt(SUM_RADIX) + BigInt(lo);
}

/** Parsing a decimal literal rounds to the nearest double by the language's definition. */
function decimalToDouble(whole: bigint, decimals: number): number {
  return Number(`${whole}e-${decimals}`);
}
