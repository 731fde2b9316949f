import { median } from '../bench/bench-line.js';
import { slopeOf } from './slope-of.js';
import type { LongTask, Soak, SoakSample } from './run-soak.js';

/** The first minute fills what is kept at all, compiles what is used and shows most pages once. */
const SETTLED_S = 60;

/**
 * Flat: over the whole soak it gains no more than this part of what it holds. Compiled code alone comes and goes by as
 * much; what leaks at each tick or turn gains many times that in so many of them.
 */
const FLAT_PART = 0.05;

/** Of one quantity: usual value at the beginning and at the end, and how it grows. */
export interface Growth {
  readonly what: 'server heap' | 'page heap' | 'nodes' | 'listeners';
  readonly unit: 'MB' | '';
  readonly first: number;
  readonly last: number;
  /** Median of the slopes between any two samples, per hour of the soak. */
  readonly perHour: number;
  readonly isFlat: boolean;
}

export interface SoakResult extends Soak {
  readonly growths: readonly Growth[];
  /** Those after the first minute. */
  readonly lateLongTasks: readonly LongTask[];
  readonly isFlat: boolean;
}

/** What grew in a soak, and what held the page up, after the first minute. */
export function judgeSoak(soak: Soak): SoakResult {
  const settled = soak.samples.filter(({ atS }) => atS >= SETTLED_S);
  const growths = [
    growthOf('server heap', 'MB', settled, ({ serverMb }) => serverMb),
    growthOf('page heap', 'MB', settled, ({ pageMb }) => pageMb),
    growthOf('nodes', '', settled, ({ nodes }) => nodes),
    growthOf('listeners', '', settled, ({ listeners }) => listeners),
  ];
  const lateLongTasks = soak.longTasks.filter(({ atS }) => atS >= SETTLED_S);
  return { ...soak, growths, lateLongTasks, isFlat: growths.every(({ isFlat }) => isFlat) };
}

function growthOf(
  what: Growth['what'],
  unit: Growth['unit'],
  samples: readonly SoakSample[],
  read: (sample: SoakSample) => number,
): Growth {
  const third = Math.ceil(samples.length / 3);
  const first = median(samples.slice(0, third).map(read));
  const last = median(samples.slice(-third).map(read));
  const hours = (samples.at(-1)!.atS - samples[0]!.atS) / 3_600 / (samples.length - 1);
  const perHour = slopeOf(samples.map(read)) / hours;
  const gained = perHour * hours * (samples.length - 1);
  return { what, unit, first, last, perHour, isFlat: Math.min(gained, last - first) <= FLAT_PART * first };
}
