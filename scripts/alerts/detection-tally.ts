import type { Found, Planted } from './detection.js';

/** How many of the changes of one kind that were put in were found, and how soon and how well. */
export class Tally {
  readonly planted: Planted;
  trials = 0;
  found = 0;
  readonly #delays: number[] = [];
  readonly #errors: number[] = [];

  constructor(planted: Planted) {
    this.planted = planted;
  }

  /** @param result undefined where there is nothing to be learnt from it */
  add(result: Found | undefined): void {
    if (result === undefined) return;
    this.trials++;
    if (!result.isFound) return;
    this.found++;
    this.#delays.push(result.delay);
    this.#errors.push(result.error);
  }

  /** Of those found; null of none. */
  get medianDelay(): number | null {
    return median(this.#delays);
  }

  toJSON(): object {
    const { planted, trials, found, medianDelay } = this;
    return { ...planted, trials, found, medianDelay, medianError: median(this.#errors) };
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
