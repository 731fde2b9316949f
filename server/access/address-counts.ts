import { addressBlock } from './client-address.js';

/** How many of something each address has, or each network that counts as one. */
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
    const block = addressBlock(address);
    const count = (this.#counts.get(block) ?? 0) + 1;
    if (count > this.#most(address)) {
      this.refused++;
      return false;
    }
    this.#counts.set(block, count);
    return true;
  }

  giveBack(address: string): void {
    const block = addressBlock(address);
    const left = this.#counts.get(block)! - 1;
    if (left === 0) this.#counts.delete(block);
    else this.#counts.set(block, left);
  }
}
