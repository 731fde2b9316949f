import type { HealthReading } from './page-health.js';

/** Part of the memory that the browser allows, above which the page does not wait for what comes. */
const HEAP_SHARE = 0.6;

/** Time from frame to frame above which motion is no motion, and for how long it has to be so. */
const SLOW_FRAME_MS = 100;
const SLOW_FOR_MS = 5 * 60_000;

/** A page that a renewal did not help is not renewed over and over. */
const REST_MS = 60 * 60_000;

/** Within how long walls of one kind renew themselves, which may come to it together. */
const JITTER_MS = 30_000;

export interface RenewalPlatform {
  readonly now: () => number;
  readonly reload: () => void;
  readonly after: (delayMs: number, callback: () => void) => void;
  /** In [0, 1). */
  readonly random: () => number;
  /** Epoch ms of the last renewal, kept over it; null before the first. */
  readonly lastRenewal: () => number | null;
  readonly noteRenewal: (at: number) => void;
}

/**
 * Loads the page anew before it suffers: when its memory is mostly used up, it has been slow for minutes, or a part of it
 * did not come.
 */
export class SelfRenewal {
  readonly #platform: RenewalPlatform;
  #slowSince: number | null = null;
  #isIncomplete = false;
  #isOnItsWay = false;

  constructor(platform: RenewalPlatform) {
    this.#platform = platform;
  }

  /** A part of the page could not be loaded, and a browser does not ask for it again. */
  partFailed(): void {
    this.#isIncomplete = true;
  }

  /** @param isFed whether figures come: without a server there would be no page to come back to */
  look({ heap, frameMs }: HealthReading, isFed: boolean): void {
    const now = this.#platform.now();
    const isSlow = frameMs !== null && frameMs > SLOW_FRAME_MS;
    this.#slowSince = isSlow ? (this.#slowSince ?? now) : null;
    const isFull = heap !== null && heap.usedBytes > HEAP_SHARE * heap.limitBytes;
    const isWorn =
      this.#isIncomplete || isFull || (this.#slowSince !== null && now - this.#slowSince >= SLOW_FOR_MS);
    if (isWorn && isFed && !this.#isOnItsWay && this.#isRested(now)) this.#renew(now);
  }

  #isRested(now: number): boolean {
    const last = this.#platform.lastRenewal();
    // A clock that was set back must not hold it off for ever.
    return last === null || Math.abs(now - last) >= REST_MS;
  }

  #renew(now: number): void {
    const { noteRenewal, after, random, reload } = this.#platform;
    this.#isOnItsWay = true;
    noteRenewal(now);
    after(random() * JITTER_MS, reload);
  }
}
