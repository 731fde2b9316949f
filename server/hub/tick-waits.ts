interface Waiting {
  readonly seq: number;
  readonly resolve: () => void;
}

/** Those who wait for ticks that are still to come. */
export class TickWaits {
  #waiting: Waiting[] = [];

  /** Resolves at once where tick `now` has come to `seq`, or else after `reach` was called with it. */
  until(seq: number, now: number): Promise<void> {
    if (seq <= now) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ seq, resolve }));
  }

  /** To be called with each tick. */
  reach(now: number): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter(({ seq }) => seq <= now);
    this.#waiting = this.#waiting.filter(({ seq }) => seq > now);
    for (const { resolve } of due) resolve();
  }
}
