/** An index drawn by weight; `likelihood` is the weight's share over the chance of drawing it. */
export interface Choice {
  readonly index: number;
  readonly likelihood: number;
}

/** Draws indices by weight^(3/4): small weights are seen more often than their share, and `likelihood` takes that back. */
export class WeightedChoice {
  readonly #weights: readonly number[];
  /** Running sum of the biased weights. */
  readonly #upTo: Float64Array;
  readonly #sum: number;

  constructor(weights: readonly number[]) {
    this.#weights = weights;
    this.#upTo = new Float64Array(weights.length);
    let sum = 0;
    let biased = 0;
    for (let i = 0; i < weights.length; i++) {
      const root = Math.sqrt(weights[i]!);
      sum += weights[i]!;
      biased += root * Math.sqrt(root);
      this.#upTo[i] = biased;
    }
    this.#sum = sum;
  }

  /** The index at `u` in (0, 1); undefined where nothing has weight. */
  draw(u: number): Choice | undefined {
    const upTo = this.#upTo;
    const total = upTo[upTo.length - 1] ?? 0;
    if (total === 0) return undefined;
    const at = u * total;
    let index = 0;
    while (upTo[index]! <= at) index++;
    const biased = upTo[index]! - (upTo[index - 1] ?? 0);
    return { index, likelihood: ((this.#weights[index]! / this.#sum) * total) / biased };
  }

  /** A given index as it is; undefined where it has no weight. */
  take(index: number): Choice | undefined {
    return (this.#weights[index] ?? 0) > 0 ? { index, likelihood: 1 } : undefined;
  }
}
