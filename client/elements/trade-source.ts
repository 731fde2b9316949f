import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Problem } from '../../protocol/errors.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import { DIMENSIONS } from '../../protocol/dimensions.js';
import type { FeedEvent } from '../feed/feed-connection.js';
import { FeedController, type FeedHost } from '../feed/feed-controller.js';
import { announceSource, SOURCE_CONTEXT, type FeedSource, type FeedSourceHost } from '../feed/feed-source.js';
import { feedState, type FeedState } from '../feed/feed-state.js';
import type { ClockStart, PrivateClock } from '../feed/private-clock.js';
import { whereOf, type FilterAttributes } from './filter-attributes.js';
import { Playlist } from './playlist.js';
import { linkInstant, readLink, withLink, type LinkPlace } from './link-state.js';

/** How often the address follows a clock that plays: browsers forbid to change it much oftener. */
const LINK_STEP_MS = 1_000;

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
  /** Loaded where one is wanted: most pages show the shared one. */
  #clock: PrivateClock | null = null;
  #isClockComing = false;
  /** Where the clock is to begin once there is one. */
  #start: ClockStart | null = null;
  readonly #playlist = new Playlist((name) => this.#playNext(name));
  /** The page was opened by a link to an instant, which is seen with a clock of one's own. */
  #isLinked = false;
  #linkedAt = 0;
  #shown = '';
  #state: FeedState | null = null;
  #listeningTo: object | null = null;
  #stop = (): void => {};

  constructor() {
    super();
    this.addEventListener('context-request', (event) => this.#answer(event));
  }

  get feedSource(): FeedSource {
    const isPrivate = this.#isPrivate;
    return {
      src: this.src,
      timeline: isPrivate ? (this.#clock?.name ?? null) : this.timeline,
      session: isPrivate ? (this.#clock === null ? 'opening' : this.#clock.status) : null,
      where: whereOf(this),
      known: this.known,
      controlKey: this.controlKey,
      presenter: this.presenter,
      back: this.#wayBack(),
      link: this.link === null ? null : () => this.#linkTo(this.#shownClock).href,
    };
  }

  /** `live`, `stale`, `offline` … as the elements inside it show it. */
  get state(): FeedState {
    const { connection, state } = this.#feed;
    const session = connection?.timeline(this.#clock?.name ?? '');
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
    this.#clock?.follow(null, null);
    this.#playlist.stop();
    this.#stop();
    this.#listeningTo = null;
    announceSource();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.#followPlaylist()) return;
    const { connection, timeline } = this.#feed;
    if (this.#isPrivate && this.#clock === null) void this.#loadClock();
    this.#clock?.follow(this.#isPrivate ? connection : null, timeline?.name ?? null);
    if (changed.size > 0) announceSource();
    this.#listen();
    this.#writeLink();
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
    return this.#isPrivate ? (this.#clock?.clock ?? null) : (this.#feed.timeline?.clock ?? null);
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

  /**
   * What is in the list and not served is passed over: a demonstration goes on without it.
   * @returns whether another timeline was chosen
   */
  #followPlaylist(): boolean {
    const { connection, timeline } = this.#feed;
    if (connection?.state !== 'live') {
      this.#playlist.stop();
      return false;
    }
    const wanted = (this.playlist ?? '').split(/[\s,]+/);
    const names = wanted.filter((name) => connection.timelines.get(name)?.controllable === true);
    if (names.length > 0 && !names.includes(this.timeline ?? '')) {
      this.#playNext(names[0]!);
      return true;
    }
    const status = this.#clock?.status ?? null;
    const isRefused = this.#isPrivate && typeof status === 'object' && status !== null;
    const isOver = timeline === null || isRefused || this.#shownClock?.state === 'ended';
    this.#playlist.follow(names, this.timeline, isOver);
    return false;
  }

  /** From its first instant, at the shared clock's speed, and once: what loops would never make room for the next. */
  #playNext(name: string): void {
    const isSame = this.timeline === name;
    const time = this.#feed.connection?.timelines.get(name)?.from ?? 0;
    if (!isSame) this.#clock?.follow(null, null);
    this.#startAt({ time, isPlaying: true, loop: false });
    this.timeline = name;
    this.#changed();
  }

  #startAt(start: ClockStart): void {
    if (this.#clock === null) this.#start = start;
    else this.#clock.startAt(start);
  }

  async #loadClock(): Promise<void> {
    if (this.#isClockComing) return;
    this.#isClockComing = true;
    try {
      const { PrivateClock } = await import('../feed/private-clock.js');
      this.#clock = new PrivateClock({
        onChange: () => this.#changed(),
        onProblem: (problem) => this.#fire('trade-error', { problem }),
      });
      this.#clock.startAt(this.#start);
    } catch (error) {
      const message = `session: what keeps a clock of one's own could not be loaded: ${String(error)}`;
      this.#fire('trade-error', { problem: { code: 'internal', message } });
    }
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
    if (this.link === null) return;
    const linked = readLink(new URL(location.href), this.link);
    this.timeline = linked.timeline ?? this.timeline;
    Object.assign(this, linked.filters);
    if (linked.at === null) return;
    this.#isLinked = true;
    this.#startAt({ time: linked.at, speed: linked.speed ?? undefined, isPlaying: linked.isPlaying });
  }

  /** The address follows a clock of one's own, not a shared one: read again, it would leave the others. */
  #writeLink(): void {
    if (
      this.link === null ||
      this.#feed.timeline === null ||
      (this.#isPrivate && (this.#clock?.name ?? null) === null)
    )
      return;
    const clock = this.#isPrivate ? this.#shownClock : null;
    const { href } = this.#linkTo(clock);
    const shown = JSON.stringify([this.timeline, clock?.state, clock?.speed, whereOf(this)]);
    const isSoon = performance.now() - this.#linkedAt < LINK_STEP_MS;
    if (href === location.href || (shown === this.#shown && isSoon && clock?.state === 'playing')) return;
    this.#shown = shown;
    this.#linkedAt = performance.now();
    history.replaceState(history.state, '', href);
  }

  #linkTo(clock: ClockState | null): URL {
    const filters = Object.fromEntries(
      DIMENSIONS.flatMap((name) => (this[name] ? [[name, this[name]]] : [])),
    );
    return withLink(new URL(location.href), this.link ?? 'hash', {
      timeline: this.#feed.timeline?.name ?? this.timeline,
      at: clock === null ? null : linkInstant(clock.time),
      speed: clock?.speed ?? null,
      isPlaying: clock?.state === 'playing',
      filters,
    });
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
