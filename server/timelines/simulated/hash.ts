// Counter-based hashing with integer arithmetic only, so that every machine draws the same numbers.

/** A 32-bit hash (unsigned) of a seed and one counter; chain calls for more counters. */
export function hash(seed: number, counter: number): number {
  let h = Math.imul(seed ^ Math.imul(counter, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A 32-bit hash of a seed and two counters. */
export function hash2(seed: number, a: number, b: number): number {
  return hash(hash(seed, a), b);
}

/** The hash as a number in (0, 1). */
export function unit(h: number): number {
  return (h + 0.5) / 4294967296;
}

/** The hash as a number in (-1, 1). */
export function signed(h: number): number {
  return unit(h) * 2 - 1;
}
