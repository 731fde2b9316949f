import { median } from '../bench/bench-line.js';

/** Two-sided 95 % of a normal variable. */
const Z = 1.96;

export interface Slope {
  /** Median of the slopes between any two points: what swells and ebbs has none, one figure that is off changes nothing. */
  readonly usual: number;
  /** Where it is with 95 % confidence. */
  readonly least: number;
  readonly most: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Theil–Sen slope of at least three points with different `x`, with its interval by the variance of Kendall's S (Sen 1968,
 * doi:10.1080/01621459.1968.10480934); points in a row that depend on each other make it narrower than it is.
 */
export function senSlope(points: readonly Point[]): Slope {
  const slopes = points
    .flatMap(({ x, y }, at) => points.slice(at + 1).map((later) => (later.y - y) / (later.x - x)))
    .sort((a, b) => a - b);
  const half = (Z * Math.sqrt(varianceOfS(points))) / 2;
  const middle = slopes.length / 2;
  return {
    usual: median(slopes),
    least: slopes[Math.max(0, Math.floor(middle - half) - 1)]!,
    most: slopes[Math.min(slopes.length - 1, Math.ceil(middle + half))]!,
  };
}

/** Of Kendall's S where nothing grows, less what values that are the same take from it. */
function varianceOfS(points: readonly Point[]): number {
  const counts = new Map<number, number>();
  for (const { y } of points) counts.set(y, (counts.get(y) ?? 0) + 1);
  const term = (n: number): number => n * (n - 1) * (2 * n + 5);
  const ties = [...counts.values()].reduce((sum, count) => sum + term(count), 0);
  return (term(points.length) - ties) / 18;
}
