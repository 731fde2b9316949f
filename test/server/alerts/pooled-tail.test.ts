import { describe, expect, it } from 'vitest';
import { peaksOf, tailQuantile, type Strays } from '../../../server/alerts/pooled-tail.js';
import { createRandom } from '../../support/random.js';

const strays = (z: readonly number[], size: Strays['size'] = 'day'): Strays => ({
  z: Float64Array.from(z),
  deviation: Float64Array.from(z, (value) => value / 10),
  size,
});

describe('what would have been alerts in the years that are known', () => {
  it('is the peak of each time that a series strayed to one side, by the least change', () => {
    // A change of 20 % is ln 1.2 = 0.18 above and ln 0.8 = −0.22 below: beyond a z of 1.8 and of −2.2 here.
    const apart = Array.from({ length: 12 }, () => 0);
    const z = [1, 2, 5, 3, 1, -2, ...apart, 4, -3, NaN, ...apart, -2.1];
    expect(peaksOf(strays(z), 1, 0.2)).toEqual([5, 4]);
    expect(peaksOf(strays(z), -1, 0.2)).toEqual([3]);
  });

  it('has months that are two apart for two', () => {
    expect(peaksOf(strays([4, 0, 5, 6], 'other'), 1, 0.2)).toEqual([4, 6]);
    expect(peaksOf(strays([4, 0, 5, 6]), 1, 0.2)).toEqual([6]);
  });
});

describe('how far out alerts have to be to be as rare as is wanted', () => {
  const random = createRandom(20_261_125);
  console.log(`seed ${random.seed}`);
  /** Exponential from 2 on: one in e for each 1. */
  const peaks = Array.from({ length: 20_000 }, () => 2 - Math.log(random.whole(1, 1_000_000) / 1_000_000));

  it('is read off the tail, beyond what was ever seen too', () => {
    // 20,000 · e^−(x − 2) = 1 at 2 + ln 20,000 = 11.9; the scale is known by a hundred peaks, to a tenth or so.
    expect(Math.abs(tailQuantile(peaks, 1) - 11.9)).toBeLessThan(2);
    expect(tailQuantile(peaks, 0.01)).toBeGreaterThan(tailQuantile(peaks, 1));
  });

  it('hardly moves with what truly was unusual', () => {
    const upset = [...peaks, ...Array.from({ length: 10 }, () => 1_000)];
    expect(Math.abs(tailQuantile(upset, 1) - tailQuantile(peaks, 1))).toBeLessThan(2);
  });

  it('is unknown of few', () => {
    expect(tailQuantile(peaks.slice(0, 79), 1)).toBeNaN();
    expect(tailQuantile(peaks.slice(0, 80), 1)).not.toBeNaN();
  });
});
