/** Which sizes a lane's records have: shiploads are alike, other shipments range over four orders of magnitude. */
export const HEAVY_TAILED = 0;
export const ALIKE = 1;

const STEPS = 4096;
const MASK = STEPS - 1;

/**
 * Size relative to the mean as a function of u in (0, 1): (1 - u) u^(-3/4) / 3.2 has mean 1, median 0.26 and a Pareto
 * tail of exponent 4/3, cut at u = 1/8192 (270 times the mean). Only square roots, which IEEE 754 rounds exactly.
 */
function heavyTailed(u: number): number {
  const root = Math.sqrt(u);
  return (1 - u) / (3.2 * root * Math.sqrt(root));
}

const TABLES = [
  Float64Array.from({ length: STEPS }, (_, i) => heavyTailed((i + 0.5) / STEPS)),
  Float64Array.from({ length: STEPS }, (_, i) => 0.6 + (0.8 * (i + 0.5)) / STEPS),
];

const SQUARE_ROOTS = Float64Array.from({ length: 256 }, (_, n) => 1 / Math.sqrt(Math.max(1, n)));

function inverseRoot(count: number): number {
  return count < SQUARE_ROOTS.length ? SQUARE_ROOTS[count]! : 1 / Math.sqrt(count);
}

/**
 * Mean size of `count` records relative to their lane's, from 12 random bits. Means of many are nearer to 1: as the
 * square root for sizes that are alike, as the fourth root (n^(1/a - 1) for a Pareto tail of exponent a = 4/3) for others.
 */
export function meanOf(count: number, spread: number, bits: number): number {
  const root = inverseRoot(count);
  const share = spread === ALIKE ? root : Math.sqrt(root);
  return 1 + share * (TABLES[spread]![bits & MASK]! - 1);
}

/** The same for a lane's whole day, which the lane's other days make up for: narrower, so that years keep their shares. */
export function meanOfDay(count: number, spread: number, bits: number): number {
  return 1 + inverseRoot(count) * (TABLES[spread]![bits & MASK]! - 1);
}
