/** A seeded source of randomness (mulberry32); the test that uses it prints the seed. */
export interface Random {
  readonly seed: number;
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `low` up to and including `high`. */
  whole(low: number, high: number): number;
  pick<T>(choices: readonly T[]): T;
  chance(probability: number): boolean;
}

/** Takes the seed from SEED in the environment, so that a failure can be run again. */
export function createRandom(fallbackSeed: number): Random {
  return randomFrom(Number(process.env['SEED'] ?? fallbackSeed));
}

/** The same from this seed whatever is in the environment: for those of several that are to differ. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    seed,
    next,
    whole,
    pick: (choices) => choices[whole(0, choices.length - 1)]!,
    chance: (p) => next() < p,
  };
}
