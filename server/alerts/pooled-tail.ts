import { median } from './robust.js';

/** How far spans of a series strayed in the years that are known, in standard deviations, and by what share. */
export interface Strays {
  /** In order of time; positive above, negative below what was usual. */
  readonly z: Float64Array;
  /** Logarithm of observed over expected. */
  readonly deviation: Float64Array;
  readonly size: 'day' | 'other';
}

/** Multiples of a scale. */
export interface Tails {
  readonly above: number;
  readonly below: number;
}

/** Spans that are nearer to each other than this stray together, as an alert that goes on is one. */
const APART = { day: 10, other: 2 } as const;

/** Of the largest excesses of all series, so many are the tail: enough to know it by, and few enough to be far out. */
const TAIL_PEAKS = 100;

/** Fewer than this tell nothing of the tail. */
const LEAST_PEAKS = 40;

/**
 * Peaks of the times that a series strayed to one side by at least `change`: what would have been alerts.
 * @param sign of the side
 */
export function peaksOf({ z, deviation, size }: Strays, sign: 1 | -1, change: number): number[] {
  const least = sign > 0 ? Math.log(1 + change) : -Math.log(1 - change);
  const peaks: number[] = [];
  let last = -Infinity;
  for (let i = 0; i < z.length; i++) {
    const stray = sign * z[i]!;
    if (!(stray > 0) || sign * deviation[i]! < least) continue;
    if (i - last < APART[size]) peaks.push(Math.max(peaks.pop()!, stray));
    else peaks.push(stray);
    last = i;
  }
  return peaks;
}

/**
 * What so few of the peaks exceed as is wanted: peaks over a threshold (Pickands 1975) with an exponential tail, whose scale
 * is taken by the median, so that what truly was unusual in those years hardly shows. NaN of too few peaks.
 * @param wanted number of peaks
 */
export function tailQuantile(peaks: readonly number[], wanted: number): number {
  const sorted = [...peaks].sort((a, b) => b - a);
  const count = Math.min(TAIL_PEAKS, Math.floor(sorted.length / 2));
  if (count < LEAST_PEAKS) return NaN;
  const from = sorted[count]!;
  const scale = median(Float64Array.from(sorted.slice(0, count), (peak) => peak - from)) / Math.LN2;
  return from + scale * Math.log(count / wanted);
}
