import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FeedController } from './feed-controller.js';

/**
 * Asks its host for an update at each tick of the server while the clock plays, whether or not a frame came with it: of
 * a replay of months most ticks change nothing, and are not sent.
 */
export class PlayheadController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #feed: FeedController;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param feed of the same host, and made before this */
  constructor(host: ReactiveControllerHost, feed: FeedController) {
    this.#host = host;
    this.#feed = feed;
    host.addController(this);
  }

  /** Epoch ms; null while there is no timeline. */
  get time(): number | null {
    return this.#feed.playhead;
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    const { timeline, connection } = this.#feed;
    if (timeline?.clock.state !== 'playing' || !timeline.clock.anchor || connection === null) return;
    // A millisecond more, for a timer may fire just before its time.
    this.#timer = setTimeout(() => this.#host.requestUpdate(), connection.untilTickMs + 1);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
