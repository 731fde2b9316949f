import { ProblemError } from '../../protocol/errors.js';
import type { Credentials } from './access.js';
import { addressBlock } from './client-address.js';
import { RateBucket } from './rate-bucket.js';

/** Unknown tokens and tickets that an address may show in a second. */
const PER_SECOND = 10;

/** Addresses above which those that have shown none for a second are forgotten. */
const MANY_ADDRESSES = 1_000;

/** Keeps whoever guesses at tokens from guessing at many. */
export class WrongTokens {
  readonly #now: () => number;
  readonly #onRefused: () => void;
  readonly #addresses = new Map<string, RateBucket>();
  #sweepAt = MANY_ADDRESSES;

  /** @param now wall clock, epoch ms. @param onRefused called for each request that is not looked at any more */
  constructor(now: () => number, onRefused: () => void) {
    this.#now = now;
    this.#onRefused = onRefused;
  }

  /**
   * Does what looks at the credentials that came from an address, and counts those that are wrong.
   * @throws ProblemError `too-busy` without looking at them where too many were; what `look` throws
   */
  watch<T>(address: string, { authorization, ticket }: Credentials, look: () => T): T {
    if (authorization === undefined && (ticket ?? undefined) === undefined) return look();
    const block = addressBlock(address);
    if (this.#addresses.get(block)?.has(1, this.#now()) === false) this.#refuse(block);
    try {
      return look();
    } catch (fault) {
      if (fault instanceof ProblemError && fault.problem.code === 'unauthorized') this.#count(block);
      throw fault;
    }
  }

  #count(block: string): void {
    const now = this.#now();
    let bucket = this.#addresses.get(block);
    if (bucket === undefined) {
      this.#sweep(now);
      this.#addresses.set(block, (bucket = new RateBucket(PER_SECOND, now)));
    }
    bucket.take(1, now);
  }

  #refuse(block: string): never {
    this.#onRefused();
    const message = `Authorization: address ${block} has shown more than ${PER_SECOND} tokens a second that are not known here; wait a second`;
    throw new ProblemError({ code: 'too-busy', field: 'Authorization', message });
  }

  #sweep(now: number): void {
    if (this.#addresses.size < this.#sweepAt) return;
    for (const [block, bucket] of this.#addresses) if (bucket.isFull(now)) this.#addresses.delete(block);
    this.#sweepAt = Math.max(MANY_ADDRESSES, 2 * this.#addresses.size);
  }
}
