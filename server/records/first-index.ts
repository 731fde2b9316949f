/**
 * Index of the first of `length` entries that is reached, `length` if none is; found by halving, so the entries before it
 * must not be reached, and all after it must be.
 */
export function firstIndex(length: number, isReached: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isReached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
