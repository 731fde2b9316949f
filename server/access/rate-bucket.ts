/** What may come so often a second on average, and up to a second's worth of it at once. */
export class RateBucket {
  readonly #perSecond: number;
  #level: number;
  #filledAt: number;

  /** @param now epoch ms */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#level = perSecond;
    this.#filledAt = now;
  }

  /** Takes so much, more than there is as well. Returns in how many ms it would all have been there; 0: it is. */
  take(amount: number, now: number): number {
    this.#fill(now);
    this.#level -= amount;
    return this.#level >= 0 ? 0 : Math.ceil((-this.#level / this.#perSecond) * 1_000);
  }

  /** Whether so much is there to be taken. */
  has(amount: number, now: number): boolean {
    this.#fill(now);
    return this.#level >= amount;
  }

  /** Whether it is as if nothing had been taken ever. */
  isFull(now: number): boolean {
    return this.has(this.#perSecond, now);
  }

  /** A clock that was set back adds nothing. */
  #fill(now: number): void {
    const gained = (Math.max(0, now - this.#filledAt) / 1_000) * this.#perSecond;
    this.#level = Math.min(this.#perSecond, this.#level + gained);
    this.#filledAt = now;
  }
}
