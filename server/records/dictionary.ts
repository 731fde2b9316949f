/**
 * Codes of one dimension, as small integers in batches and strings at the edges.
 * 0 always stands for "not reported"; codes are never reused or renumbered, so they may be cached.
 */
export class Dictionary {
  readonly #codes: (string | null)[] = [null];
  readonly #indices = new Map<string, number>();

  /** Number of entries, "not reported" included. */
  get size(): number {
    return this.#codes.length;
  }

  /** Index of `code`, added if new; 0 for null and the empty string. */
  intern(code: string | null): number {
    if (code === null || code === '') return 0;
    const known = this.#indices.get(code);
    if (known !== undefined) return known;
    const index = this.#codes.length;
    this.#codes.push(code);
    this.#indices.set(code, index);
    return index;
  }

  has(code: string): boolean {
    return this.#indices.has(code);
  }

  /** The code behind an index; null means not reported. */
  code(index: number): string | null {
    const code = this.#codes[index];
    if (code === undefined) throw new RangeError(`dictionary: no code ${index}, there are ${this.size}`);
    return code;
  }
}
