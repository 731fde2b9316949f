import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Problem } from '../../protocol/errors.js';
import { FeedController, type FeedHost } from '../feed/feed-controller.js';
import { announceSource, answerSource, type FeedSource, type FeedSourceHost } from '../feed/feed-source.js';
import { feedState, type FeedState } from '../feed/feed-state.js';
import { FeedTeller } from '../feed/feed-teller.js';
import { messageOf } from '../feed/message-of.js';
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
  readonly #teller = new FeedTeller(this);
  /** Most pages show the shared clock of one timeline, so what does more is loaded where it is wanted. */
  readonly #play = new LazyPart(
    async () => new (await import('./source-play.js')).SourcePlay(this, this.#ties),
    (fault) => this.#onPlay(fault),
  );
  #fault: Problem | null = null;

  constructor() {
    super();
    answerSource(this);
  }

  get feedSource(): FeedSource {
    const play = this.#play.part;
    return {
      src: this.src,
      timeline: play === null ? this.timeline : play.timeline,
      session: this.#fault ?? (this.#isIncomplete ? 'opening' : (play?.session ?? null)),
      where: whereOf(this),
      known: this.known,
      controlKey: this.controlKey,
      presenter: this.presenter,
      back: this.#wayBack(),
      link: play?.link ?? null,
    };
  }

  /** `live`, `stale`, `offline` … as the elements inside it show it. */
  get state(): FeedState {
    const { connection, state } = this.#feed;
    const own = connection?.timeline(this.#play.part?.clockName ?? '');
    return connection === null || own === undefined ? state : feedState(connection.state, own);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.#onAddress);
    this.#onAddress();
    announceSource();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#onAddress);
    this.#play.part?.stop();
    this.#teller.listenTo(null);
    announceSource();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override updated(changed: PropertyValues): void {
    if (this.#isMore) this.#play.want();
    const play = this.#play.part;
    if (this.#isIncomplete || play?.update() === true) return;
    if (changed.size > 0) announceSource();
    this.#teller.listenTo(this.#feed.connection);
    play?.write();
    this.#teller.tellState(this.state);
  }

  /** Whether it is to do more than name a feed. */
  get #isMore(): boolean {
    return [this.session, this.link, this.playlist, this.live].some((word) => word !== null);
  }

  /** What else it does chooses what is shown: another timeline would be seen before it. */
  get #isIncomplete(): boolean {
    return this.#isMore && this.#play.isToCome;
  }

  #wayBack(): NonNullable<FeedSource['back']> | null {
    const { connection, timeline } = this.#feed;
    const live =
      this.live ?? [...(connection?.timelines.values() ?? [])].find(({ kind }) => kind === 'live')?.name;
    if (live !== undefined && timeline !== null && live !== timeline.name)
      return { to: 'live', go: () => this.#follow(live) };
    return this.#play.part?.isAway === true ? { to: 'shared', go: () => this.#follow(this.timeline) } : null;
  }

  #follow(timeline: string | null): void {
    this.#play.part?.comeBack();
    this.timeline = timeline;
    this.#changed();
  }

  get #ties() {
    return {
      feed: this.#feed,
      changed: this.#changed,
      tellProblem: (problem: Problem): void => this.#teller.tellProblem(problem),
    };
  }

  /** Says to those inside it, and to itself, that something else is to be shown. */
  readonly #changed = (): void => {
    announceSource();
    this.requestUpdate();
  };

  #onPlay(fault: unknown): void {
    if (fault !== null) {
      const message = `session, link, playlist, live: what they take could not be loaded: ${messageOf(fault)}`;
      this.#fault = { code: 'internal', message };
      this.#teller.tellProblem(this.#fault);
    }
    this.#changed();
  }

  readonly #onAddress = (): void => this.#play.part?.readLink();
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-source': TradeSource;
  }
}
