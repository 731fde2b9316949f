import { describe, expect, it } from 'vitest';
import { ticksOf, yRange } from '../../../client/charts/y-range.js';

describe('a vertical range', () => {
  it.each([
    [0, 88],
    [-57, 91],
    [-12, 0],
    [99.4, 161.2],
    [0, 4.2e13],
    [5, 5],
    [0, 0],
  ])('holds data from %d to %d', (low, high) => {
    const range = yRange(low, high);
    expect(range.min).toBeLessThanOrEqual(low);
    expect(range.max).toBeGreaterThanOrEqual(high);
    expect(range.max).toBeGreaterThan(range.min);
  });

  it('starts at nought without a margin below it', () => {
    expect(yRange(0, 88).min).toBe(0);
  });

  it('stays as it is while the data move within it', () => {
    const range = yRange(0, 88);
    expect(yRange(0, 80, range)).toBe(range);
    expect(yRange(0, 90, range)).toBe(range);
  });

  it('grows at once when the data leave it', () => {
    expect(yRange(0, 200, yRange(0, 88)).max).toBeGreaterThanOrEqual(200);
  });

  it('shrinks when most of it has become empty', () => {
    expect(yRange(0, 20, yRange(0, 88)).max).toBeLessThan(30);
  });

  it('stays where nothing is known', () => {
    const range = yRange(0, 88);
    expect(yRange(Infinity, -Infinity, range)).toBe(range);
  });
});

describe('ticks', () => {
  it('fall on round values within the range, nought among them', () => {
    expect(ticksOf({ min: -60, max: 100 }, 5)).toEqual([-50, 0, 50, 100]);
  });

  it('are not lost to a rounding error at the ends', () => {
    expect(ticksOf({ min: 0, max: 0.3 }, 3).at(-1)).toBeCloseTo(0.3);
  });
});
