/** What a vertical axis shows, from end to end. */
export interface YRange {
  readonly min: number;
  readonly max: number;
}

/** Space kept free beyond the data, as a share of it, for a line's width and for data about to grow. */
const HEADROOM = 0.06;

/** The range shrinks only when the data needs less than this share of it: a peak that leaves must not make it twitch. */
const SHRINK_BELOW = 0.7;

/** Ends are rounded to steps of which this many make up the data's extent: fine enough not to waste a low chart. */
const ROUNDING_STEPS = 16;

/**
 * The range for data from `low` to `high`: ends that hold it, rounded, and not changed from `previous` without need. It
 * grows at once, so that nothing is cut off, and shrinks only when much of it is empty.
 */
export function yRange(low: number, high: number, previous?: YRange): YRange {
  if (!(low <= high)) return previous ?? { min: 0, max: 1 };
  const wanted = roundedRange(low, high);
  if (previous === undefined || previous.min > low || previous.max < high) return wanted;
  return span(wanted) > SHRINK_BELOW * span(previous) ? previous : wanted;
}

/** Round values within the range, at most `count` of them or a few more. */
export function ticksOf(range: YRange, count: number): number[] {
  const step = niceStep(span(range) / Math.max(1, count));
  // A bound that is a multiple but for a rounding error counts as one.
  const first = Math.ceil(range.min / step - 1e-9);
  const last = Math.floor(range.max / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

function roundedRange(low: number, high: number): YRange {
  const extent = high - low || Math.abs(high) || 1;
  const part = niceStep(extent / ROUNDING_STEPS);
  const margin = extent * HEADROOM;
  // Zero is a base line, not data that could grow: it gets no headroom.
  const min = low === 0 ? 0 : Math.floor((low - margin) / part) * part;
  const max = high === 0 ? 0 : Math.ceil((high + margin) / part) * part;
  return max > min ? { min, max } : { min, max: min + extent };
}

/** The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `size`. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * power >= size * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function span(range: YRange): number {
  return range.max - range.min;
}
