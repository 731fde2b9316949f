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
}

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

  #paint(): void {
    this.#isRequested = false;
    const ready = [...this.#dirty].filter((paintable) => paintable.isVisible);
    for (const paintable of ready) this.#dirty.delete(paintable);
    for (const paintable of ready) paintable.paint();
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
  });
  return scheduler;
}
