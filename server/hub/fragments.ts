/** More ticks than a server lives: with a view's number, one number says what a fragment is of. */
const TICKS = 2 ** 32;

/** What views have to tell of the changes since some tick, written once in each tick for all frames that hold it. */
export class Fragments<T> {
  readonly #known = new Map<number, T | undefined>();

  clear(): void {
    this.#known.clear();
  }

  /** @param ticks how many ticks back the changes begin */
  of(view: number, ticks: number, write: () => T | undefined): T | undefined {
    const key = view * TICKS + ticks;
    if (!this.#known.has(key)) this.#known.set(key, write());
    return this.#known.get(key);
  }
}
