import { describe, expect, it } from 'vitest';
import { hash } from '../../../../server/timelines/simulated/hash.js';
import { SizeCascade } from '../../../../server/timelines/simulated/size-cascade.js';
import { ALIKE, HEAVY_TAILED } from '../../../../server/timelines/simulated/size-spread.js';

function sizesOf(seed: number, spread: number, count: number, value: number, netKg: number) {
  const cascade = new SizeCascade();
  cascade.open(seed, spread);
  const values = new Float64Array(count);
  const weights = new Float64Array(count);
  cascade.write(0, count, 0, count, value, netKg, values, weights, 0);
  return { cascade, values, weights };
}

const sum = (numbers: Float64Array) => numbers.reduce((a, b) => a + b, 0);

describe('the cascade of sizes', () => {
  it.each([1, 2, 3, 31, 1000])(
    'splits a day of %i records exactly, leaving each at least 1 fen and 1 kg',
    (count) => {
      for (let turn = 0; turn < 30; turn++) {
        const value = count + (hash(turn, count) % 1_000_000);
        const netKg = count + (hash(count, turn) % 1000);
        const { values, weights } = sizesOf(turn, turn % 2, count, value, netKg);
        expect(sum(values), `seed ${turn}`).toBe(value);
        expect(sum(weights), `seed ${turn}`).toBe(netKg);
        expect(Math.min(...values, ...weights)).toBeGreaterThanOrEqual(1);
      }
    },
  );

  it('finds a stretch of the day without the rest of it', () => {
    const { cascade, values, weights } = sizesOf(77, HEAVY_TAILED, 500, 9_000_000, 70_000);
    for (const [first, last] of [
      [0, 1],
      [123, 130],
      [250, 500],
      [499, 500],
      [0, 500],
    ] as const) {
      const some = new Float64Array(last - first);
      const someKg = new Float64Array(last - first);
      cascade.write(first, last, 0, 500, 9_000_000, 70_000, some, someKg, 0);
      expect(some).toEqual(values.subarray(first, last));
      expect(someKg).toEqual(weights.subarray(first, last));
      cascade.sumBefore(last, 500, 9_000_000, 70_000);
      expect([cascade.value, cascade.netKg]).toEqual([
        sum(values.subarray(0, last)),
        sum(weights.subarray(0, last)),
      ]);
    }
  });

  it('makes shipments of very different sizes, but shiploads alike', () => {
    const parcels = sizesOf(5, HEAVY_TAILED, 4096, 4096 * 1e6, 4096 * 1e4).values.toSorted();
    const mean = 1e6;
    expect(parcels[2048]!).toBeLessThan(mean * 0.6);
    expect(parcels[4095]!).toBeGreaterThan(mean * 12);
    const ships = sizesOf(5, ALIKE, 64, 64 * 1e10, 64 * 1e8).values.toSorted();
    expect(ships[63]! / ships[0]!).toBeLessThan(12);
  });
});
