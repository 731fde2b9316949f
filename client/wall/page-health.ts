/** How far back slow frames and long tasks are counted. */
const LOOK_BACK_MS = 60_000;

/** What a browser says of the page's memory; only some do. */
export interface HeapUse {
  readonly usedBytes: number;
  readonly limitBytes: number;
}

export interface HealthReading {
  readonly uptimeMs: number;
  /** Usual time from frame to frame in the newest sample; null before the first. */
  readonly frameMs: number | null;
  /** Of the last minute: the longest time without a frame, and tasks that held the page up for over 50 ms. */
  readonly slowestFrameMs: number | null;
  readonly longTasks: number;
  /** Null where the browser does not say. */
  readonly heap: HeapUse | null;
}

/** What the page knows of its own health, from samples that it is given; instants are of one clock, ms. */
export class PageHealth {
  readonly #startedAt: number;
  readonly #slowest: { readonly at: number; readonly ms: number }[] = [];
  #longTasks: number[] = [];
  #frameMs: number | null = null;

  constructor(now: number) {
    this.#startedAt = now;
  }

  /** Takes the instants of some frames in a row. */
  addFrames(frames: readonly number[], now: number): void {
    const gaps = frames.slice(1).map((at, index) => at - frames[index]!);
    if (gaps.length === 0) return;
    gaps.sort((a, b) => a - b);
    this.#frameMs = gaps[gaps.length >> 1]!;
    this.#slowest.push({ at: now, ms: gaps.at(-1)! });
  }

  addLongTask(now: number): void {
    this.#longTasks.push(now);
  }

  read(now: number, heap: HeapUse | null): HealthReading {
    const since = now - LOOK_BACK_MS;
    while (this.#slowest.length > 0 && this.#slowest[0]!.at < since) this.#slowest.shift();
    this.#longTasks = this.#longTasks.filter((at) => at >= since);
    return {
      uptimeMs: now - this.#startedAt,
      frameMs: this.#frameMs,
      slowestFrameMs: this.#slowest.length === 0 ? null : Math.max(...this.#slowest.map(({ ms }) => ms)),
      longTasks: this.#longTasks.length,
      heap,
    };
  }
}
