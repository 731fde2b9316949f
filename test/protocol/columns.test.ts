import { describe, expect, it } from 'vitest';
import { BitReader } from '../../protocol/bit-reader.js';
import { BitWriter } from '../../protocol/bit-writer.js';
import { ColumnWriter, readColumn } from '../../protocol/columns.js';
import { splitBigInt } from '../../server/views/exact-sum.js';
import { createRandom, type Random } from '../support/random.js';

/** A whole number of smallest units, a double, or null. */
type Given = bigint | number | null;

function throughBits(given: readonly Given[], decimals: number | null): number[] {
  const writer = new ColumnWriter();
  writer.begin(decimals === null);
  for (const cell of given) {
    if (cell === null) writer.pushNull();
    else if (typeof cell === 'bigint') writer.pushWhole(...splitBigInt(cell));
    else writer.pushReal(cell);
  }
  const bits = new BitWriter();
  writer.writeTo(bits);
  const reader = new BitReader(bits.copy().bytes);
  const cells = [...readColumn(reader, given.length, decimals)];
  reader.end();
  return cells;
}

/** What the JSON form has: the double nearest to the exact number, by the parser of the language. */
function nearest(cell: Given, decimals: number | null): number {
  if (cell === null) return NaN;
  return typeof cell === 'number' ? cell : Number(`${cell}e-${decimals}`);
}

function randomWhole(random: Random, most: number): bigint {
  const magnitude = BigInt(Math.floor(random.next() * 2 ** 53)) << BigInt(random.whole(0, most - 53));
  const shortened = magnitude >> BigInt(random.whole(0, most - 1));
  return random.chance(0.1) ? -shortened : shortened;
}

describe('a column of whole numbers', () => {
  it.each([
    [[], 2],
    [[0n], 2],
    [[null], 2],
    [[null, null, 7n, null], 0],
    [[1n, 0n, -1n], 2],
    [[423_000_000_000_000n, 1n], 2],
    [[2n ** 50n - 1n, 2n ** 50n, 2n ** 50n + 1n], 3],
    [[2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n], 0],
    [[2n ** 62n, 2n ** 63n, 2n ** 64n + 12_345n], 2],
    [[100n * 4_230_000_000_000_000n, -100n * 4_230_000_000_000_001n], 2],
    [[2n ** 102n + 1n, 3n], 2],
  ] as const)('holds %o with %i decimals', (given, decimals) => {
    expect(throughBits(given, decimals)).toEqual(given.map((cell) => nearest(cell, decimals)));
  });

  it('holds a sum whose halves have opposite signs', () => {
    const writer = new ColumnWriter();
    writer.begin(false);
    writer.pushWhole(-5, 1);
    writer.pushWhole(5, -1);
    writer.pushWhole(-(2 ** 50) - 1, 1);
    const bits = new BitWriter();
    writer.writeTo(bits);
    const cells = readColumn(new BitReader(bits.copy().bytes), 3, 0);
    expect([...cells]).toEqual([2 ** 50 - 5, 5 - 2 ** 50, -1]);
  });

  it('comes back as the doubles nearest to any numbers at all', () => {
    const random = createRandom(42);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < 400; round++) {
      const decimals = random.pick([0, 2, 3, 5]);
      const most = random.pick([53, 60, 102]);
      const nulls = random.pick([0, 0, 0.3]);
      const given = Array.from({ length: random.whole(0, 60) }, () =>
        random.chance(nulls) ? null : randomWhole(random, most),
      );
      const expected = given.map((cell) => nearest(cell, decimals));
      expect(throughBits(given, decimals), `seed ${random.seed}, round ${round}`).toEqual(expected);
    }
  });
});

describe('a column of doubles', () => {
  it.each([
    [[0.1, 1e300, 5e-324, Number.MAX_VALUE]],
    [[-0.5, 0, null, 12.25]],
    [[1 / 3, 2 / 3, 1 - Number.EPSILON]],
  ])('holds %o to the last bit', (given) => {
    expect(throughBits(given, null)).toEqual(given.map((cell) => nearest(cell, null)));
  });

  it('has one nought', () => {
    expect(Object.is(throughBits([-0], null)[0], 0)).toBe(true);
  });

  it('comes back as it went', () => {
    const random = createRandom(7);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < 200; round++) {
      const given = Array.from({ length: random.whole(1, 40) }, () =>
        random.chance(0.2) ? null : (random.next() - 0.2) * 10 ** random.whole(-20, 20),
      );
      expect(throughBits(given, null), `seed ${random.seed}`).toEqual(
        given.map((cell) => nearest(cell, null)),
      );
    }
  });
});

describe('cells of about the same size', () => {
  it('take about the bits that the numbers have', () => {
    const random = createRandom(3);
    const writer = new ColumnWriter();
    writer.begin(false);
    for (let cell = 0; cell < 100; cell++) writer.pushWhole(random.whole(2 ** 40, 2 ** 41 - 1), 0);
    const bits = new BitWriter();
    writer.writeTo(bits);
    expect(bits.copy().count).toBeLessThan(100 * 42);
  });
});
