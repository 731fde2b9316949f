import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Problem } from '../../protocol/errors.js';
import type { FeedEvent } from '../feed/feed-connection.js';
import { FeedController, type FeedHost } from '../feed/feed-controller.js';
import { announceSource, SOURCE_CONTEXT, type FeedSource, type FeedSourceHost } from '../feed/feed-source.js';
import type { FeedState } from '../feed/feed-state.js';

/**
 * Says once, for all elements inside it or naming it by `source`, which feed and timeline they show. Shows nothing itself.
 *
 * @element trade-source
 * @attr {string} src - address of the feed, such as `wss://host/feed`; by default the host that the script came from
 * @attr {string} timeline - name of a timeline of that feed; by default its first
 * @slot - whatever is to use the source
 * @fires {CustomEvent<{state: FeedState}>} trade-state - the connection or the clock came into another state
 * @fires {CustomEvent<{problem: Problem}>} trade-error - the server refused something, or could not be understood
 */
export class TradeSource extends LitElement implements FeedHost, FeedSourceHost {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  @property() src: string | null = null;
  @property() timeline: string | null = null;

  /** A source takes its figures from no other by name. */
  readonly source = null;

  readonly #feed = new FeedController(this);
  #state: FeedState | null = null;
  #listeningTo: object | null = null;
  #stop = (): void => {};

  constructor() {
    super();
    this.addEventListener('context-request', (event) => this.#answer(event));
  }

  get feedSource(): FeedSource {
    return { src: this.src, timeline: this.timeline };
  }

  /** `live`, `stale`, `offline` … as the elements inside it show it. */
  get state(): FeedState {
    return this.#feed.state;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    announceSource();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    this.#listeningTo = null;
    announceSource();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('src') || changed.has('timeline')) announceSource();
    this.#listen();
    if (this.#state === this.state) return;
    this.#state = this.state;
    this.#fire('trade-state', { state: this.state });
  }

  #answer(event: Event): void {
    const { context, callback } = event as Event & {
      context?: unknown;
      callback?: (source: FeedSource) => void;
    };
    if (context !== SOURCE_CONTEXT || event.composedPath()[0] === this) return;
    event.stopPropagation();
    callback?.(this.feedSource);
  }

  #listen(): void {
    const { connection } = this.#feed;
    if (connection === this.#listeningTo) return;
    this.#stop();
    this.#listeningTo = connection;
    this.#stop = connection?.listen((event) => this.#onFeedEvent(event)) ?? ((): void => {});
  }

  #onFeedEvent(event: FeedEvent): void {
    if (event.type === 'problem') this.#fire('trade-error', { problem: event.problem });
  }

  #fire(type: string, detail: { state: FeedState } | { problem: Problem }): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-source': TradeSource;
  }
}
