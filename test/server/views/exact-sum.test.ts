import { describe, expect, it } from 'vitest';
import { addSum, addTo, splitBigInt, sumToBigInt, sumToNumber } from '../../../server/views/exact-sum.js';
import { createRandom } from '../../support/random.js';

/** Trade of the largest nation over a century: 42.3 trillion yuan a year, in fen. */
const CENTURY = 423_000_000_000_000_000n;

describe('an exact sum', () => {
  it('equals the sum in arbitrary precision, past a century of the largest trading nation', () => {
    const random = createRandom(3);
    console.log(`seed ${random.seed}`);
    const sums = new Float64Array(2);
    let expected = 0n;
    while (expected < CENTURY) {
      const addend = random.whole(-1_000, 2 ** 52 - 1);
      addTo(sums, 0, addend);
      expected += BigInt(addend);
    }
    expect(sumToBigInt(sums, 0)).toBe(expected);
    expect(sumToNumber(sums, 0, 2)).toBe(Number(`${expected}e-2`));
  });

  it('adds and takes away other sums without losing a unit', () => {
    const [one, other] = [123_456_789_012_345_678_901n, 98_765_432_109_876_543_210n];
    const sums = new Float64Array([...splitBigInt(one), ...splitBigInt(other)]);
    addSum(sums, 0, sums, 2);
    expect(sumToBigInt(sums, 0)).toBe(one + other);
    addSum(sums, 0, sums, 2, -1);
    expect(sumToBigInt(sums, 0)).toBe(one);
  });

  it('is told as the nearest double at any scale', () => {
    const sums = new Float64Array(splitBigInt(9_007_199_254_740_993n));
    expect(sumToNumber(sums, 0, 0)).toBe(9_007_199_254_740_992);
    expect(sumToNumber(sums, 0, 3)).toBe(Number('9007199254740993e-3'));
  });
});
