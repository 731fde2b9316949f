import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Alerts } from '../../protocol/alerts.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { FeedController } from './feed-controller.js';
import { besideFeed } from './feed-url.js';
import { messageOf } from './message-of.js';

/** Of a clock that runs months in a second, not every day is asked for. */
const PAUSE_MS = 2_000;
/** Records may come late, and the server looks for them as often. */
const LIVE_MS = 60_000;
/** After a failure: a page may stay open through a restart of its server. */
const RETRY_MS = 30_000;

/**
 * What is unusual on its host's timeline, as of the playhead: asked of the server whenever a bucket has closed, and kept
 * until there is something newer.
 */
export class AlertWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #feed: FeedController;
  #answer: Alerts | null = null;
  #fault: string | null = null;
  #asked = '';
  #answeredAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | null = null;

  /** @param feed of the same host, and made before this */
  constructor(host: ReactiveControllerHost, feed: FeedController) {
    this.#host = host;
    this.#feed = feed;
    host.addController(this);
  }

  /** Null before the first answer. */
  get answer(): Alerts | null {
    return this.#answer;
  }

  /** Why the newest question had no answer; null where it had one. */
  get fault(): string | null {
    return this.#fault;
  }

  hostUpdate(): void {
    const { timeline, connection, playhead, data } = this.#feed;
    // The server may have years to read: the figures of the page, which come with its own, are more urgent.
    if (timeline === null || connection === null || playhead === null || data === null) return;
    const url = besideFeed(connection.url, `/api/alerts?timeline=${encodeURIComponent(timeline.name)}`);
    const asked = `${url} ${timeline.title} ${timeline.from} ${timeline.to}`;
    if (asked !== this.#asked) this.#begin(asked);
    if (this.#asking !== null || this.#timer !== undefined || this.#isCurrent(timeline, playhead)) return;
    void this.#ask(url);
  }

  hostDisconnected(): void {
    this.#stop();
  }

  /** Another timeline: what is known of the one before is not of it. */
  #begin(asked: string): void {
    this.#stop();
    this.#asked = asked;
    this.#answer = null;
    this.#fault = null;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#asking?.abort();
    this.#asking = null;
  }

  #isCurrent({ kind }: TimelineInfo, playhead: number): boolean {
    const answer = this.#answer;
    if (answer === null) return false;
    if (answer.bucket === 'all') return true;
    if (kind === 'live') return Date.now() - this.#answeredAt < LIVE_MS;
    return answer.at <= playhead && playhead < answer.next;
  }

  async #ask(url: string): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      const at = Math.floor(this.#feed.playhead ?? 0);
      const response = await fetch(`${url}&at=${at}`, { signal: asking.signal });
      if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
      this.#answer = (await response.json()) as Alerts;
      this.#answeredAt = Date.now();
      this.#settle(null, PAUSE_MS);
    } catch (error) {
      if (asking.signal.aborted) return;
      console.warn(`Tradewall: alerts are as they were, for ${url} gave ${String(error)}`);
      this.#settle(messageOf(error), RETRY_MS);
    }
  }

  /** @param pauseMs before which nothing more is asked */
  #settle(fault: string | null, pauseMs: number): void {
    this.#fault = fault;
    this.#asking = null;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#host.requestUpdate();
    }, pauseMs);
    this.#host.requestUpdate();
  }
}
