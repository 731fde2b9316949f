import { describe, expect, it } from 'vitest';
import { apportion } from '../../../../server/timelines/simulated/apportion.js';
import { hash2, unit } from '../../../../server/timelines/simulated/hash.js';

describe('apportion', () => {
  it.each([0, 1, 7, 242_142, 2_429_712_000_000_000])(
    'splits %d into whole parts that add up to it',
    (total) => {
      for (let seed = 0; seed < 50; seed++) {
        const weights = Float64Array.from({ length: 366 }, (_, i) =>
          i % 5 === 0 ? 0 : unit(hash2(seed, i, total)),
        );
        const parts = new Float64Array(weights.length);
        apportion(total, weights, parts, unit(hash2(seed, 1, 1)));
        expect(
          parts.every((part, i) => Number.isInteger(part) && part >= 0 && (weights[i]! > 0 || part === 0)),
        ).toBe(true);
        expect(
          parts.reduce((sum, part) => sum + BigInt(part), 0n),
          `seed ${seed}`,
        ).toBe(BigInt(total));
      }
    },
  );

  it('gives each part its share to within one', () => {
    const weights = Float64Array.from({ length: 1000 }, (_, i) => 1 + (i % 17));
    const sum = weights.reduce((a, b) => a + b, 0);
    const parts = new Float64Array(weights.length);
    apportion(123_456, weights, parts, 0.3);
    expect(parts.every((part, i) => Math.abs(part - (123_456 * weights[i]!) / sum) <= 1)).toBe(true);
  });

  it('rounds different parts up under different phases', () => {
    const weights = Float64Array.from([1, 1, 1, 1]);
    const winners = [0.1, 0.3, 0.6, 0.8].map((phase) => {
      const parts = new Float64Array(4);
      apportion(1, weights, parts, phase);
      return parts.indexOf(1);
    });
    expect(new Set(winners).size).toBe(4);
  });
});
