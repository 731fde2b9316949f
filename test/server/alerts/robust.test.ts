import { describe, expect, it } from 'vitest';
import { median, robustScale, trimmedMean } from '../../../server/alerts/robust.js';
import { createRandom } from '../../support/random.js';

describe('robust figures', () => {
  it('takes the median as the middle one, or the mean of the two in the middle', () => {
    expect(median(Float64Array.of(9, 1, 5))).toBe(5);
    expect(median(Float64Array.of(4, 9, 1, 5))).toBe(4.5);
    expect(median(new Float64Array())).toBeNaN();
  });

  it('takes the same median as sorting does', () => {
    const random = createRandom(20_261_125);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < 2_000; round++) {
      const values = Float64Array.from({ length: random.whole(1, 40) }, () => random.whole(0, 12));
      const sorted = values.slice().sort();
      const middle = (sorted.length - 1) / 2;
      const wanted = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
      expect(median(values), `seed ${random.seed}, round ${round}`).toBe(wanted);
    }
  });

  it('leaves two of seven at each end out of a mean, and none of one', () => {
    const values = Float64Array.of(3, 100, 4, -50, 5, 70, -60);
    expect(trimmedMean(values, 0, 7)).toBe(4);
    expect(trimmedMean(values, 3, 4)).toBe(-50);
    expect([...values]).toEqual([3, 100, 4, -50, 5, 70, -60]);
  });

  it('takes the scale by the median of deviations, and by their tail where that is heavier', () => {
    // Of 1 to 100, the median is 50.5 and the 95th and 99th percentiles are 95.05 and 99.01.
    const even = Float64Array.from({ length: 100 }, (_, i) => (i + 1) * (i % 2 === 0 ? 1 : -1));
    expect(robustScale(even)).toBeCloseTo(1.4826 * 50.5, 9);
    const heavy = even.map((deviation) => Math.sign(deviation) * Math.abs(deviation) ** 3);
    // 95 and 96 cubed, at 0.05 of the way.
    expect(robustScale(heavy)).toBeCloseTo((857_375 + 0.05 * 27_361) / 1.96, 6);
  });
});
