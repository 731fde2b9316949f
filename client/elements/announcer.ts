/** The least time between two live announcements of a page: oftener, nobody could hear anything else. */
export const ANNOUNCE_EVERY_MS = 5_000;

/** An element with a live region. */
export interface Announced {
  /** Puts a text into the live region. */
  hear(text: string): void;
}

/** Time, a page's own or a test's. */
export interface AnnouncerClock {
  now(): number;
  after(ms: number, callback: () => void): void;
}

/**
 * Gathers what the elements of a page have to say aloud, and says it at once, at most every five seconds: of each element
 * the newest, for what it said before is outdated.
 */
export class Announcer {
  readonly #clock: AnnouncerClock;
  readonly #waiting = new Map<Announced, string>();
  #spokeAt = -Infinity;
  #isScheduled = false;

  constructor(clock: AnnouncerClock) {
    this.#clock = clock;
  }

  say(who: Announced, text: string): void {
    this.#waiting.set(who, text);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // Even the first waits for those that have something to say in the same frame.
    const ms = Math.max(0, this.#spokeAt + ANNOUNCE_EVERY_MS - this.#clock.now());
    this.#clock.after(ms, () => this.#speak());
  }

  /** Who is gone has nothing to say. */
  forget(who: Announced): void {
    this.#waiting.delete(who);
  }

  #speak(): void {
    this.#isScheduled = false;
    const [first] = this.#waiting.keys();
    if (first === undefined) return;
    const text = [...this.#waiting.values()].join(' ');
    this.#waiting.clear();
    this.#spokeAt = this.#clock.now();
    first.hear(text);
  }
}

/** The announcer that all elements of this page share. */
export const pageAnnouncer = new Announcer({
  now: () => performance.now(),
  after: (ms, callback) => void setTimeout(callback, ms),
});
