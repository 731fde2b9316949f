import { describe, expect, it } from 'vitest';
import { senSlope } from '../../../scripts/soak/sen-slope.js';

const points = (values: readonly number[]) => values.map((y, x) => ({ x: x * 10, y }));

describe('the slope of what a soak holds', () => {
  it('is the median of the slopes between any two samples, whatever one of them says', () => {
    expect(senSlope(points([0, 1, 2, 3, 4, 5, 6, 7])).usual).toBeCloseTo(0.1, 12);
    expect(senSlope(points([0, 1, 2, 900, 4, 5, 6, 7])).usual).toBeCloseTo(0.1, 12);
  });

  it('takes its interval from the ranks of those slopes', () => {
    // Ten samples: 45 slopes, S has a variance of 10 · 9 · 25 / 18 = 125, and 1.96 · √125 = 21.9: ranks 11 and 35 of 45.
    const values = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7];
    const slopes = values
      .flatMap((y, at) => values.slice(at + 1).map((later, gap) => (later - y) / (10 * (gap + 1))))
      .sort((a, b) => a - b);
    const { least, most } = senSlope(points(values));
    expect(least).toBe(slopes[10]);
    expect(most).toBe(slopes[34]);
  });

  it('is surely none where nothing changes', () => {
    expect(senSlope(points([5, 5, 5, 5, 5]))).toEqual({ usual: 0, least: 0, most: 0 });
  });
});
