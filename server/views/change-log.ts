/** Entries that are kept whatever they are worth: tidying up so few costs more than they do. */
const LEAST_KEPT = 64;

/** Tells which of numbered things changed after a tick, without looking at those that did not. */
export class ChangeLog {
  #keys: number[] = [];
  #seqs: number[] = [];
  #tidyAt = LEAST_KEPT;
  /** Entries of the newest tick. */
  #newest = 0;

  /** Notes that thing `key` was changed by tick `seq`, which must not be below one noted before. */
  note(key: number, seq: number): void {
    this.#newest = this.#seqs.at(-1) === seq ? this.#newest + 1 : 1;
    this.#keys.push(key);
    this.#seqs.push(seq);
    if (this.#keys.length > this.#tidyAt) this.#tidy();
  }

  /** How much was noted of the newest tick. */
  get newest(): number {
    return this.#newest;
  }

  clear(): void {
    this.#keys = [];
    this.#seqs = [];
    this.#newest = 0;
  }

  /** Things changed after tick `seq`, ascending. */
  since(seq: number): number[] {
    let first = this.#seqs.length;
    while (first > 0 && this.#seqs[first - 1]! > seq) first--;
    const keys = this.#keys.slice(first);
    // Mostly it is one bucket, or a row or two of it.
    return keys.length < 2 ? keys : inOrder(keys);
  }

  /** Forgets all but the last change of each thing: entries are never more than twice the things. */
  #tidy(): void {
    const last = new Map<number, number>();
    for (let index = 0; index < this.#keys.length; index++) {
      const key = this.#keys[index]!;
      // Set anew at the end, so that the order is still that of the ticks.
      last.delete(key);
      last.set(key, this.#seqs[index]!);
    }
    this.#keys = [...last.keys()];
    this.#seqs = [...last.values()];
    this.#tidyAt = Math.max(LEAST_KEPT, 2 * last.size);
  }
}

/** Each once, ascending; in the list that is given. */
function inOrder(keys: number[]): number[] {
  keys.sort(ascending);
  let kept = 1;
  for (let index = 1; index < keys.length; index++)
    if (keys[index] !== keys[kept - 1]) keys[kept++] = keys[index]!;
  keys.length = kept;
  return keys;
}

function ascending(a: number, b: number): number {
  return a - b;
}
