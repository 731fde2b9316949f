/** How many of something each address has. */
export class AddressCounts {
  readonly #counts = new Map<string, number>();
  readonly #most: (address: string) => number;
  /** How many were refused. */
  refused = 0;

  /** @param most how many an address may have */
  constructor(most: (address: string) => number) {
    this.#most = most;
  }

  /** One more; false where that is one too many. */
  take(address: string): boolean {
    const count = (this.#counts.get(address) ?? 0) + 1;
    if (count > this.#most(address)) {
      this.refused++;
      return false;
    }
    this.#counts.set(address, count);
    return true;
  }

  giveBack(address: string): void {
    const left = this.#counts.get(address)! - 1;
    if (left === 0) this.#counts.delete(address);
    else this.#counts.set(address, left);
  }
}
