/** Something that is painted, at most once per animation frame, and only while it can be seen. */
export interface Paintable {
  readonly isVisible: boolean;
  paint(): void;
}

/** Where frames come from; a page's window, or a test's hand. */
export interface FrameSource {
  request(callback: () => void): void;
  readonly isHidden: boolean;
  /** Calls back when the page is shown again. */
  onShown(callback: () => void): void;
  /** Milliseconds of a clock that only goes forward. */
  now(): number;
}

/**
 * How long a frame may paint; what is left waits for the next one. A page that opens two dozen charts, or is given another
 * theme, still answers to a click, and its slowest frame stays below what is called a long task.
 */
const FRAME_BUDGET_MS = 16;

/**
 * One animation frame for all charts of a page. A frame is asked for only while something visible is dirty, so that a
 * page at rest, a hidden tab and a chart below the fold cost nothing; what was missed is painted once when seen.
 */
export class FrameScheduler {
  readonly #frames: FrameSource;
  readonly #dirty = new Set<Paintable>();
  #isRequested = false;

  constructor(frames: FrameSource) {
    this.#frames = frames;
    frames.onShown(() => this.wake());
  }

  /** Has it painted in the next frame in which it is visible; many calls before that are one. */
  invalidate(paintable: Paintable): void {
    this.#dirty.add(paintable);
    this.wake();
  }

  forget(paintable: Paintable): void {
    this.#dirty.delete(paintable);
  }

  /** Looks again whether there is something to paint; to be called when something has come into sight. */
  wake(): void {
    if (this.#isRequested || this.#frames.isHidden) return;
    if (![...this.#dirty].some((paintable) => paintable.isVisible)) return;
    this.#isRequested = true;
    this.#frames.request(() => this.#paint());
  }

  /** Who has waited longest comes first, and one at least is painted. */
  #paint(): void {
    this.#isRequested = false;
    const until = this.#frames.now() + FRAME_BUDGET_MS;
    for (const paintable of [...this.#dirty].filter(({ isVisible }) => isVisible)) {
      this.#dirty.delete(paintable);
      paintable.paint();
      if (this.#frames.now() >= until) break;
    }
    this.wake();
  }
}

let scheduler: FrameScheduler | undefined;

/** The scheduler that all charts of this page share. */
export function pageFrames(): FrameScheduler {
  scheduler ??= new FrameScheduler({
    request: (callback) => requestAnimationFrame(callback),
    get isHidden() {
      return document.visibilityState === 'hidden';
    },
    onShown: (callback) => document.addEventListener('visibilitychange', callback),
    now: () => performance.now(),
  });
  return scheduler;
}
