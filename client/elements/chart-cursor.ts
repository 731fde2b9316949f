import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { UplotController } from '../charts/uplot-controller.js';
import { bucketAt } from './chart-lines.js';
import { joinCursors, moveCursors, type SyncedCursor } from './cursor-sync.js';
import { STEPS } from './point-cursor.js';

export interface ChartCursorHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  /** Name of the charts whose cursors go together. */
  readonly sync: string | null;
  /** Starts of the buckets shown, epoch ms. */
  readonly times: Float64Array;
}

/** The point of a chart that a pointer or a key is on, together with those of other charts of its name. */
export class ChartCursor implements ReactiveController, SyncedCursor {
  /** Place among the points shown; null while it is nowhere. */
  index: number | null = null;
  readonly #host: ChartCursorHost;
  readonly #plot: UplotController;
  #isByKey = false;
  #isFollowing = false;
  #joined: string | null = null;
  #leave = (): void => {};

  constructor(host: ChartCursorHost, plot: UplotController) {
    this.#host = host;
    this.#plot = plot;
    host.addController(this);
  }

  /** Where a key has brought it, which is to be said aloud; else null. */
  get spokenIndex(): number | null {
    return this.#isByKey ? this.index : null;
  }

  /** The plot's cursor has come to a point, whoever moved it. */
  moved(index: number | null): void {
    if (index === this.index) return;
    this.index = index;
    this.#host.requestUpdate();
    const { sync, times } = this.#host;
    if (sync !== null && !this.#isFollowing)
      moveCursors(sync, this, index === null ? null : (times[index] ?? null));
  }

  followCursor(time: number | null): void {
    this.#isFollowing = true;
    this.#isByKey = false;
    if (time === null) this.#plot.hideCursor();
    else this.#plot.placeCursor(bucketAt(this.#host.times, time));
    this.#isFollowing = false;
  }

  hostUpdate(): void {
    const { sync, isConnected } = this.#host;
    if (sync === this.#joined || !isConnected) return;
    this.#leave();
    this.#joined = sync;
    this.#leave = sync === null ? (): void => {} : joinCursors(sync, this);
  }

  hostDisconnected(): void {
    this.#leave();
    this.#leave = (): void => {};
    this.#joined = null;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.shiftKey) return;
    const step = STEPS[event.key];
    if (event.key === 'Escape') return this.#plot.hideCursor();
    if (step === undefined) return;
    event.preventDefault();
    this.#isByKey = true;
    this.#plot.moveCursor(step);
  };

  readonly onPointer = (): void => {
    this.#isByKey = false;
  };

  readonly onBlur = (): void => this.#plot.hideCursor();
}
