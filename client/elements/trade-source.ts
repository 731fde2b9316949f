import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Problem } from '../../protocol/errors.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import type { FeedEvent } from '../feed/feed-connection.js';
import { FeedController, type FeedHost } from '../feed/feed-controller.js';
import { announceSource, SOURCE_CONTEXT, type FeedSource, type FeedSourceHost } from '../feed/feed-source.js';
import { feedState, type FeedState } from '../feed/feed-state.js';
import { messageOf } from '../feed/message-of.js';
import type { ClockStart, PrivateClockOptions } from '../feed/private-clock.js';
import { whereOf, type FilterAttributes } from './filter-attributes.js';
import { LazyPart } from './lazy-part.js';
import type { LinkPlace } from './link-state.js';

/**
 * Says once, for all elements inside it or naming it by `source`, which feed and timeline they show, whose clock they
 * follow, and what they are filtered by. Shows nothing itself.
 *
 * @element trade-source
 * @attr {string} src - address of the feed, such as `wss://host/feed`; by default the host that the script came from
 * @attr {string} timeline - name of a timeline of that feed; by default its first
 * @attr {string} session - `shared` (default) or `private`: a clock of the viewer's own, where the timeline can be controlled
 * @attr {string} control-key - what control of the shared clock takes, where the server asks for it
 * @attr {string} presenter - who to say commands, for the others who watch
 * @attr {string} live - the timeline to go back to from a replay; by default the feed's first live one
 * @attr {string} playlist - names of timelines, separated by spaces, to be played in turn from start to end
 * @attr {string} link - `hash` or `query`: keeps timeline, instant, speed and filters in that part of the page's address
 * @attr {string} known - of figures that were revised: `now` (default), or `then`, as published by the instant shown
 * @attr {string} flow - filters what has no such filter of its own: `export` or `import`
 * @attr {string} partner - the same of partners, comma-separated
 * @attr {string} commodity - the same of HS codes
 * @attr {string} port - the same of ports
 * @attr {string} mode - the same of trade modes
 * @attr {string} transport - the same of modes of transport
 * @slot - whatever is to use the source
 * @event {CustomEvent<{state: FeedState}>} trade-state - the connection or the clock came into another state
 * @event {CustomEvent<{problem: Problem}>} trade-error - the server refused something, or could not be understood
 */
export class TradeSource extends LitElement implements FeedHost, FeedSourceHost, FilterAttributes {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  @property() src: string | null = null;
  @property() timeline: string | null = null;
  @property() session: 'shared' | 'private' | null = null;
  @property({ attribute: 'control-key' }) controlKey: string | null = null;
  @property() presenter: string | null = null;
  @property() live: string | null = null;
  @property() playlist: string | null = null;
  @property() link: LinkPlace | null = null;
  @property() known: string | null = null;
  @property() flow: string | null = null;
  @property() partner: string | null = null;
  @property() commodity: string | null = null;
  @property() port: string | null = null;
  @property() mode: string | null = null;
  @property() transport: string | null = null;

  /** A source takes its figures from no other by name. */
  readonly source = null;

  readonly #feed = new FeedController(this);
  /** Most pages show the shared clock of one timeline, so what does more is loaded where it is wanted. */
  readonly #clock = new LazyPart(
    async () => new (await import('../feed/private-clock.js')).PrivateClock(this.#clockUser),
    (error) => this.#onPart('session', error),
  );
  readonly #link = new LazyPart(
    async () => new (await import('./source-link.js')).SourceLink(this),
    (error) => this.#onPart('link', error),
  );
  readonly #playlist = new LazyPart(
    async () => new (await import('./playlist.js')).Playlist((name) => this.#playNext(name)),
    (error) => this.#onPart('playlist', error),
  );
  /** Where the clock is to begin once there is one. */
  #start: ClockStart | null = null;
  /** The page was opened by a link to an instant, which is seen with a clock of one's own. */
  #isLinked = false;
  #state: FeedState | null = null;
  #listeningTo: object | null = null;
  #stop = (): void => {};

  constructor() {
    super();
    this.addEventListener('context-request', (event) => this.#answer(event));
  }

  get feedSource(): FeedSource {
    const isPrivate = this.#isPrivate;
    const [clock, link] = [this.#clock.part, this.#link.part];
    return {
      src: this.src,
      timeline: isPrivate ? (clock?.name ?? null) : this.timeline,
      session: this.#session,
      where: whereOf(this),
      known: this.known,
      controlKey: this.controlKey,
      presenter: this.presenter,
      back: this.#wayBack(),
      link: link === null || this.link === null ? null : () => link.to(this.#shownTimeline, this.#shownClock),
    };
  }

  /** `live`, `stale`, `offline` … as the elements inside it show it. */
  get state(): FeedState {
    const { connection, state } = this.#feed;
    const session = connection?.timeline(this.#clock.part?.name ?? '');
    return connection === null || session === undefined ? state : feedState(connection.state, session);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.#onAddress);
    this.#readLink();
    announceSource();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#onAddress);
    this.#clock.part?.follow(null, null);
    this.#playlist.part?.stop();
    this.#stop();
    this.#listeningTo = null;
    announceSource();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.link !== null) this.#link.want();
    if (this.playlist !== null) this.#playlist.want();
    if (this.#isIncomplete || this.#followPlaylist()) return;
    const { connection, timeline } = this.#feed;
    if (this.#isPrivate) this.#clock.want();
    this.#clock.part?.follow(this.#isPrivate ? connection : null, timeline?.name ?? null);
    if (changed.size > 0) announceSource();
    this.#listen();
    if (this.#isToBeWritten)
      this.#link.part?.write(this.#shownTimeline, this.#isPrivate ? this.#shownClock : null);
    if (this.#state === this.state) return;
    this.#state = this.state;
    this.#fire('trade-state', { state: this.state });
  }

  /** What follows a clock that can't be moved has none of its own. */
  get #isPrivate(): boolean {
    const isWanted = this.session === 'private' || this.#isLinked || this.playlist !== null;
    return isWanted && this.#feed.timeline?.controllable !== false;
  }

  get #shownClock(): ClockState | null {
    return this.#isPrivate ? (this.#clock.part?.clock ?? null) : (this.#feed.timeline?.clock ?? null);
  }

  get #shownTimeline(): string | null {
    return this.#feed.timeline?.name ?? null;
  }

  /** What link and playlist choose is waited for, or another timeline would be seen before it. */
  get #isIncomplete(): boolean {
    const isLinkComing = this.link !== null && this.#link.isToCome;
    return isLinkComing || (this.playlist !== null && this.#playlist.isToCome);
  }

  get #session(): NonNullable<FeedSource['session']> | null {
    if (this.#isIncomplete) return 'opening';
    if (!this.#isPrivate) return null;
    const clock = this.#clock.part;
    return clock === null ? 'opening' : clock.status;
  }

  /** The address follows a clock of one's own, not a shared one: read again, it would leave the others. */
  get #isToBeWritten(): boolean {
    return (
      this.link !== null &&
      this.#feed.timeline !== null &&
      (!this.#isPrivate || this.#clock.part?.name != null)
    );
  }

  #wayBack(): NonNullable<FeedSource['back']> | null {
    const { connection, timeline } = this.#feed;
    const live =
      this.live ?? [...(connection?.timelines.values() ?? [])].find(({ kind }) => kind === 'live')?.name;
    if (live !== undefined && timeline !== null && live !== timeline.name)
      return { to: 'live', go: () => this.#follow(live) };
    const isAway = this.#isLinked && this.session !== 'private' && this.#isPrivate;
    return isAway ? { to: 'shared', go: () => this.#follow(this.timeline) } : null;
  }

  #followPlaylist(): boolean {
    const { connection, timeline } = this.#feed;
    const status = this.#clock.part?.status ?? null;
    const isRefused = this.#isPrivate && typeof status === 'object' && status !== null;
    const isOver = timeline === null || isRefused || this.#shownClock?.state === 'ended';
    return this.#playlist.part?.follow(this.playlist, connection, this.timeline, isOver) === true;
  }

  /** From its first instant, at the shared clock's speed, and once: what loops would never make room for the next. */
  #playNext(name: string): void {
    const isSame = this.timeline === name;
    const time = this.#feed.connection?.timelines.get(name)?.from ?? 0;
    if (!isSame) this.#clock.part?.follow(null, null);
    this.#startAt({ time, isPlaying: true, loop: false });
    this.timeline = name;
    this.#changed();
  }

  #startAt(start: ClockStart): void {
    const clock = this.#clock.part;
    if (clock === null) this.#start = start;
    else clock.startAt(start);
  }

  get #clockUser(): PrivateClockOptions {
    return {
      onChange: () => this.#changed(),
      onProblem: (problem) => this.#fire('trade-error', { problem }),
    };
  }

  /** @param name of the attribute that wants the part */
  #onPart(name: 'session' | 'link' | 'playlist', fault: unknown): void {
    if (fault !== null) {
      const message = `${name}: what it takes could not be loaded: ${messageOf(fault)}`;
      this.#fire('trade-error', { problem: { code: 'internal', message } });
    } else if (name === 'session') this.#clock.part?.startAt(this.#start);
    else if (name === 'link') this.#readLink();
    this.#changed();
  }

  #follow(timeline: string | null): void {
    this.#isLinked = false;
    this.timeline = timeline;
    this.#changed();
  }

  #changed(): void {
    announceSource();
    this.requestUpdate();
  }

  readonly #onAddress = (): void => this.#readLink();

  /** A link to an instant moves nobody else: it is seen with a clock of one's own. */
  #readLink(): void {
    const link = this.#link.part;
    if (link === null || this.link === null) return;
    const linked = link.read();
    this.timeline = linked.timeline ?? this.timeline;
    Object.assign(this, linked.filters);
    if (linked.at === null) return;
    this.#isLinked = true;
    this.#startAt({ time: linked.at, speed: linked.speed ?? undefined, isPlaying: linked.isPlaying });
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
