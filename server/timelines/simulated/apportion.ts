/**
 * Splits a whole `total` over `weights` into whole parts that add up to it exactly, each within 1 of its share.
 * Part i is the rounded running share minus the one before it. `phase` in [0, 1) shifts where the rounding falls, so
 * that repeated splits of small totals don't always favour the same parts. Exact while total < 2^53.
 */
export function apportion(total: number, weights: Float64Array, parts: Float64Array, phase = 0): void {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]!;
  let running = 0;
  let before = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (weight === 0) {
      parts[i] = 0;
      continue;
    }
    running += weight;
    // running reaches sum exactly at the end (same additions in the same order), so the last share is the total
    const upTo = Math.min(total, Math.floor(total * (running / sum) + phase));
    parts[i] = upTo - before;
    before = upTo;
  }
}
