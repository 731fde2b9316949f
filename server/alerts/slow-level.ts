import { median } from './robust.js';

/** A year's median is found anew after a thirteenth of it, and taken in a straight line between. */
const STEPS_PER_YEAR = 13;

/** The median of the year around each unit, in which seasons are level; at both ends that of the nearest whole year. */
export function slowLevel(logs: Float64Array, perYear: number): Float64Array {
  const step = Math.max(1, Math.round(perYear / STEPS_PER_YEAR));
  const centres: number[] = [];
  const half = Math.floor(perYear / 2);
  for (let centre = half; centre + perYear - half <= logs.length; centre += step) centres.push(centre);
  const levels = centres.map((centre) => yearMedian(logs.subarray(centre - half, centre - half + perYear)));
  return Float64Array.from(logs, (_, i) => {
    const at = Math.max(0, Math.min(centres.length - 1, (i - half) / step));
    const level = levels[Math.floor(at)] ?? NaN;
    return level + ((levels[Math.ceil(at)] ?? NaN) - level) * (at - Math.floor(at));
  });
}

function yearMedian(logs: Float64Array): number {
  return median(logs.filter((log) => !Number.isNaN(log)));
}
