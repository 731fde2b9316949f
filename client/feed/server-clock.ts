/** Samples that the estimate is taken over: half a minute of heartbeats, long enough to hold one that came straight. */
const SAMPLES = 32;

/** A sample later than this against the others is no slow network: the local clock was set, and the others are void. */
const STEP_MS = 5_000;

/**
 * The server's wall clock as it can be told from what the server says of it. A message can only be late, never early, so
 * the smallest difference seen is nearest to the truth: it is too large by the fastest message's way.
 */
export class ServerClock {
  readonly #differences: number[] = [];

  /** Takes the server's wall clock as it came in a message, and the local one at that moment; epoch ms. */
  observe(serverNow: number, localNow: number): void {
    const difference = localNow - serverNow;
    if (difference - Math.min(...this.#differences) > STEP_MS) this.#differences.length = 0;
    this.#differences.push(difference);
    if (this.#differences.length > SAMPLES) this.#differences.shift();
  }

  /** The server's wall clock at a local instant, epoch ms; null before the first message. */
  at(localNow: number): number | null {
    return this.#differences.length === 0 ? null : localNow - Math.min(...this.#differences);
  }
}
