/**
 * Standard deviations beyond which `tests` looks a year, in both directions, give `falseAlarms` a year: Bonferroni's bound,
 * so looks at the same figure twice make it rarer, never more.
 * @param freedom degrees of freedom that the scale is known by; few make it higher
 */
export function alarmThreshold(falseAlarms: number, tests: number, freedom: number): number {
  return studentQuantile(Math.min(0.5, falseAlarms / tests / 2), freedom);
}

/** Upper quantile of Student's t by that of the normal: Abramowitz and Stegun, 26.7.5, two terms. */
function studentQuantile(tail: number, freedom: number): number {
  const z = normalQuantile(tail);
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  return z + first / freedom + second / freedom ** 2;
}

// Coefficients of P. J. Acklam's rational approximation, right to a relative 1.15e-9.
const CENTRE = {
  above: [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ],
  below: [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
  ],
} as const;
const TAIL = {
  above: [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  below: [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1],
} as const;
const TAIL_FROM = 0.02425;

/** The number that a normal variable exceeds with probability `tail`, up to 0.5. */
export function normalQuantile(tail: number): number {
  if (tail < TAIL_FROM) {
    const q = Math.sqrt(-2 * Math.log(tail));
    return -polynomial(TAIL.above, q) / polynomial(TAIL.below, q);
  }
  const q = 0.5 - tail;
  return (q * polynomial(CENTRE.above, q * q)) / polynomial(CENTRE.below, q * q);
}

function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
}
