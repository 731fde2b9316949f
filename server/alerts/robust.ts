/** Median of the values; NaN of none. The array is put in another order. */
export function median(values: Float64Array): number {
  const { length } = values;
  if (length === 0) return NaN;
  const middle = length >> 1;
  const upper = select(values, middle);
  if (length % 2 === 1) return upper;
  // What is left of the middle is no greater than it.
  let lower = values[0]!;
  for (let i = 1; i < middle; i++) lower = Math.max(lower, values[i]!);
  return (lower + upper) / 2;
}

/** The value that would be at a place if they were in order: Hoare's selection, a quarter of the time of sorting them. */
function select(values: Float64Array, place: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1]!;
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else break;
  }
  return values[place]!;
}

/** Quantile of values in order, between two of them in a straight line; NaN of none. */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return NaN;
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - Math.floor(at));
}

/** Standard deviations of a normal distribution in its median absolute deviation, and up to its 95th and 99th percentile. */
const PER_MAD = 1.4826;
const PER_TAIL = [
  [0.95, 1.96],
  [0.99, 2.5758],
] as const;

/**
 * Scale of deviations from zero in normal standard deviations, by their median or by their tails, whichever is most: the
 * median alone would take what has heavy tails for quiet. Up to one in a hundred may be anything.
 */
export function robustScale(deviations: Float64Array): number {
  const sorted = deviations.map(Math.abs).sort();
  const tails = PER_TAIL.map(([share, deviation]) => quantile(sorted, share) / deviation);
  return Math.max(PER_MAD * quantile(sorted, 0.5), ...tails);
}

/** Of the values, so many are left out at each end: of a week's days two, for a day or two may be anything. */
const TRIMMED = 0.3;

/** Mean of the values from `from` up to `to` that are in the middle. */
export function trimmedMean(values: Float64Array, from: number, to: number): number {
  const sorted = values.slice(from, to);
  // By insertion, the quickest for so few.
  for (let i = 1; i < sorted.length; i++) {
    const value = sorted[i]!;
    let at = i;
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
    sorted[at] = value;
  }
  const left = Math.floor(TRIMMED * sorted.length);
  let sum = 0;
  for (let i = left; i < sorted.length - left; i++) sum += sorted[i]!;
  return sum / (sorted.length - 2 * left);
}
