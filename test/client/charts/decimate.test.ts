import { describe, expect, it } from 'vitest';
import { decimate } from '../../../client/charts/decimate.js';
import { createRandom } from '../../support/random.js';

const PER_COLUMN = 37;
const columnOf = (index: number): number => Math.floor(index / PER_COLUMN);

/** Lowest and highest known value of each column, in the way that needs no cleverness. */
function extremes(values: readonly number[], indices: readonly number[]): Map<number, [number, number]> {
  const found = new Map<number, [number, number]>();
  for (const index of indices) {
    const value = values[index]!;
    if (Number.isNaN(value)) continue;
    const [low, high] = found.get(columnOf(index)) ?? [Infinity, -Infinity];
    found.set(columnOf(index), [Math.min(low, value), Math.max(high, value)]);
  }
  return found;
}

describe('decimation', () => {
  it('keeps the extremes of each pixel column, and no more than five points of it', () => {
    const random = createRandom(7);
    for (let round = 0; round < 50; round++) {
      const values = Array.from({ length: 2_000 }, () =>
        random.chance(0.05) ? Number.NaN : random.next() - 0.5,
      );
      const kept = decimate(values, values.length, columnOf);
      expect(extremes(values, kept), `seed ${random.seed}`).toEqual(extremes(values, [...values.keys()]));
      expect(kept.length).toBeLessThanOrEqual(5 * Math.ceil(2_000 / PER_COLUMN));
      expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
    }
  });

  it('keeps every point where each has a column of its own', () => {
    expect(decimate([3, 1, 2], 3, (index) => index)).toEqual([0, 1, 2]);
  });

  it('keeps a gap, so that the line is broken there', () => {
    const kept = decimate([1, 2, Number.NaN, 4, 5, 6], 6, () => 0);
    expect(kept).toContain(2);
  });

  it('leaves out what is past the end', () => {
    expect(decimate([1, 2, 3, 4], 2, (index) => index)).toEqual([0, 1]);
  });
});
