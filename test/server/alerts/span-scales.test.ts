import { describe, expect, it } from 'vitest';
import { StraySpans, widthOf, type Deviation, type SpanScales } from '../../../server/alerts/span-scales.js';
import { createRandom } from '../../support/random.js';

describe('how far spans of a week stray', () => {
  const random = createRandom(20_261_126);
  console.log(`seed ${random.seed}`);
  const normal = (scale: number): number =>
    scale *
    Math.sqrt(-2 * Math.log(random.whole(1, 1e6) / 1e6)) *
    Math.cos((Math.PI * random.whole(0, 1e6)) / 1e6);

  const scalesOf = (deviations: readonly Deviation[]): SpanScales => new StraySpans(deviations, 7).scales();

  /** Three years of days that stray by 0.1, of which days 20 to 66 are of an event: `off` of each year is added to those. */
  const years = (off: readonly number[]): Deviation[] =>
    off.flatMap((extra, year) =>
      Array.from({ length: 365 }, (_, day) => {
        const event = day >= 20 && day < 67 ? 'lunar-new-year' : undefined;
        return { event, year, deviation: normal(0.1) + (event === undefined ? 0 : extra) };
      }),
    );

  it('is alike on days of an event and on plain ones where nothing is different', () => {
    const scales = scalesOf(years([0, 0, 0]));
    expect(widthOf(scales, 'lunar-new-year')).toBeLessThan(1.4);
    expect(widthOf(scales, 'lunar-new-year')).toBeGreaterThanOrEqual(1);
  });

  it('is more over an event that differs from year to year all along, though one day hardly strays farther', () => {
    // A day strays by the root of 0.1² + 0.08², 1.3 times as far; the mean of some by that of 0.05² + 0.08² or so, twice as far.
    const scales = scalesOf(years([0.08, -0.1, 0.07]));
    expect(widthOf(scales, 'lunar-new-year')).toBeGreaterThan(1.6);
    expect(widthOf(scales, 'golden-week')).toBe(1);
    expect(widthOf(scales, undefined)).toBe(1);
  });

  it('can be told without a year', () => {
    const spans = new StraySpans(years([0, 0, 0.5]), 7);
    expect(widthOf(spans.scales(), 'lunar-new-year')).toBeGreaterThan(3);
    expect(widthOf(spans.scales(2), 'lunar-new-year')).toBeLessThan(1.5);
  });

  it('has scales of its own above and below, and none below a hundredth', () => {
    const rises = years([0, 0, 0]).map((one) => ({
      ...one,
      deviation: one.deviation * (one.deviation > 0 ? 3 : 1),
    }));
    const { above, below } = scalesOf(rises);
    expect(above / below).toBeGreaterThan(2);
    const flat = years([0, 0, 0]).map((one) => ({ ...one, deviation: 0 }));
    expect(scalesOf(flat)).toMatchObject({ above: 0.01, below: 0.01 });
  });
});
