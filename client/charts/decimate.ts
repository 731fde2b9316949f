/**
 * Indices of the points to draw, in order: of each pixel column the first, the lowest, the highest and the last, so that
 * the picture has every peak of the whole column at four points. An unknown value (NaN) is kept, as a gap.
 * @param end index after the last point
 * @param columnOf pixel column of a point, never falling
 */
export function decimate(
  values: ArrayLike<number>,
  end: number,
  columnOf: (index: number) => number,
): number[] {
  const kept: number[] = [];
  let start = 0;
  while (start < end) {
    const column = columnOf(start);
    let next = start + 1;
    while (next < end && columnOf(next) === column) next++;
    keepExtremes(values, start, next, kept);
    start = next;
  }
  return kept;
}

function keepExtremes(values: ArrayLike<number>, start: number, end: number, kept: number[]): void {
  let lowest = start;
  let highest = start;
  let gap = -1;
  for (let index = start; index < end; index++) {
    const value = values[index]!;
    if (Number.isNaN(value)) gap = index;
    else if (!(value >= values[lowest]!)) lowest = index;
    if (!(value <= values[highest]!) && !Number.isNaN(value)) highest = index;
  }
  const wanted = [start, lowest, highest, gap, end - 1].filter((index) => index >= 0).sort((a, b) => a - b);
  for (const index of wanted) if (kept.at(-1) !== index) kept.push(index);
}
