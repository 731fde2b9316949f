import { LIMITS } from '../../protocol/limits.js';

/** What to do about a viewer at a tick: send its frame, leave the tick out, or give it up. */
export type Pace = 'send' | 'skip' | 'close';

/** Ticks skipped, 5 s of them, after which a viewer is plainly not able to take four frames a second. */
const SLOW_AFTER_SKIPS = 20;

/** Without a skipped tick for so long, a viewer counts as healthy again. */
const CALM_MS = 30_000;

/**
 * What is remembered of a viewer that did not take its frames in time; healthy ones have none. First it is conflated: its
 * ticks are skipped until its outbox has drained. If that goes on it is slowed, for what waits in the system's buffers is
 * old by the time it is read, and the less there is the newer it is. In the end it is closed.
 */
export class Backlog {
  #skips = 0;
  #lastSkip: number;
  /** The least that the outbox held since it was last found drained, and when it came to that. */
  #least = Infinity;
  #leastAt: number;

  /** @param now wall clock of the first skipped tick, epoch ms */
  constructor(now: number) {
    this.#lastSkip = now;
    this.#leastAt = now;
  }

  /** Whether the viewer gets fewer ticks, for it has long not been able to take all. */
  get isSlowed(): boolean {
    return this.#skips >= SLOW_AFTER_SKIPS;
  }

  /** Whether the viewer has long been healthy again. */
  isOver(now: number): boolean {
    return now - this.#lastSkip > CALM_MS;
  }

  /**
   * @param outboxBytes what waits to be taken by the system
   * @param sinceFrameMs time since the last frame
   */
  pace(outboxBytes: number, sinceFrameMs: number, now: number): Pace {
    if (outboxBytes > LIMITS.outboxBytes) return this.#skip(outboxBytes, now);
    this.#least = Infinity;
    return this.isSlowed && sinceFrameMs < LIMITS.slowTickMs ? 'skip' : 'send';
  }

  #skip(outboxBytes: number, now: number): Pace {
    this.#skips++;
    this.#lastSkip = now;
    if (outboxBytes < this.#least) {
      this.#least = outboxBytes;
      this.#leastAt = now;
    }
    return now - this.#leastAt > LIMITS.drainMs ? 'close' : 'skip';
  }
}
