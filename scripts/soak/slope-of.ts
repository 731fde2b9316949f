import { median } from '../bench/bench-line.js';

/** Median of the slopes between any two of the values, per step: what swells and ebbs with the hour has none. */
export function slopeOf(values: readonly number[]): number {
  return median(
    values.flatMap((value, at) => values.slice(at + 1).map((later, gap) => (later - value) / (gap + 1))),
  );
}
