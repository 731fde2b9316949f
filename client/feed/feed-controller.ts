import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { parseView, viewKey, type View, type ViewRequest } from '../../protocol/view.js';
import type { Reply } from '../../protocol/server-messages.js';
import type { ControlCommand, FeedConnection } from './feed-connection.js';
import { pageFeeds } from './feed-registry.js';
import { onSourceAnnounced, sourceAround, sourceById, type FeedSource } from './feed-source.js';
import { feedState, isCurrent, type FeedState } from './feed-state.js';
import { feedUrl } from './feed-url.js';
import type { Subscription } from './subscription.js';
import type { Still } from './still.js';
import type { ViewData } from './view-data.js';

/** An element whose attributes say where its figures come from. */
export interface FeedHost extends ReactiveControllerHost, Element {
  /** The id of a `<trade-source>`. */
  source: string | null;
  src: string | null;
  timeline: string | null;
  /** `now` or `then`: which of the figures that were revised; by default what the source says, or `now`. */
  known: string | null;
}

/** What an element wants to see of a timeline; null while it wants no view. */
export type ViewChoice = (timeline: TimelineInfo) => Omit<ViewRequest, 'timeline'> | null;

/** The narrowest view there is: frames carry the clock of a timeline only to who has a view of it. */
export const CLOCK_VIEW: ReturnType<ViewChoice> = { measures: ['records'], bucket: '1s', last: 1 };

const NO_SOURCE: FeedSource = { src: null, timeline: null };

/** How often an element whose figures are not current is shown again, for the age it tells. */
const AGE_STEP_MS = 1_000;

/**
 * Gives its host the data of one view, its timeline and the state of the connection, and asks it to update with each
 * frame. The feed is that of the host's `source`, else of the nearest source around it, else its own `src`.
 * What can't be had is a `problem`, never an exception.
 */
export class FeedController implements ReactiveController {
  readonly #host: FeedHost;
  readonly #choose: ViewChoice;
  readonly #isWanted: () => boolean;
  #connection: FeedConnection | null = null;
  #subscription: Subscription | null = null;
  #timelineName: string | null = null;
  #source: FeedSource = NO_SOURCE;
  #problem: Problem | null = null;
  #still: Still | null = null;
  #stop: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isWanted while false there is no connection: the host shows what another has */
  constructor(host: FeedHost, choose: ViewChoice = () => null, isWanted = () => true) {
    this.#host = host;
    this.#choose = choose;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  get connection(): FeedConnection | null {
    return this.#connection;
  }

  /** The timeline with its clock as of the newest frame; null before the first hello, or where it does not exist. */
  get timeline(): TimelineInfo | null {
    return this.#still?.timeline ?? this.#connection?.timeline(this.#timelineName ?? '') ?? null;
  }

  /** What the host is tied to, as of its newest update; its own `src` and `timeline` go before the source's. */
  get source(): FeedSource {
    return this.#source;
  }

  /** Which of the figures that were revised: its own choice, or the source's; null where neither says. */
  get known(): string | null {
    return this.#host.known ?? this.#source.known ?? null;
  }

  /** The playhead at this moment, the same on every screen; null while there is no timeline. */
  get playhead(): number | null {
    const { timeline } = this;
    if (timeline === null) return null;
    return this.state === 'stale' || this.state === 'offline'
      ? timeline.clock.time
      : this.#connection!.playhead(timeline);
  }

  /**
   * Commands the timeline's clock, with the source's key. What it comes to is seen when the server has carried it out.
   * @throws ProblemError what the server refused, and why
   */
  async control(command: ControlCommand): Promise<Reply> {
    const { timeline, connection, source } = this;
    if (timeline === null || connection === null)
      throw new ProblemError({ code: 'bad-control', message: 'timeline: there is none to control yet' });
    const { controlKey, presenter } = source;
    return connection.control(timeline.name, {
      ...command,
      ...(timeline.keyed === true && controlKey ? { key: controlKey } : {}),
      ...(presenter ? { by: presenter } : {}),
    });
  }

  /** Shows another instant than the clock's in place of what frames bring; null: what they bring again. */
  hold(still: Still | null): void {
    this.#still = still;
    this.#host.requestUpdate();
  }

  get view(): View | null {
    return this.#still?.data.view ?? this.#subscription?.view ?? null;
  }

  /** The view's data once its snapshot has come. */
  get data(): ViewData | null {
    const data = this.#still?.data ?? this.#subscription?.data;
    return data?.isLoaded === true ? data : null;
  }

  get state(): FeedState {
    return feedState(this.#connection?.state ?? 'connecting', this.timeline);
  }

  /** Why there is nothing to show, in words for the page's author. */
  get problem(): Problem | null {
    return this.#problem ?? this.#subscription?.problem ?? null;
  }

  hostConnected(): void {
    this.#stop = [onSourceAnnounced(() => this.#host.requestUpdate())];
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const stop of this.#stop) stop();
    clearTimeout(this.#timer);
    this.#leave();
  }

  /** Follows the host's attributes before each update, so that they may change at any time. */
  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    if (!this.#isWanted()) return this.#leave();
    try {
      this.#problem = null;
      this.#follow();
    } catch (error) {
      this.#drop();
      this.#problem = problemOf(error);
    }
    this.#showAge();
  }

  #follow(): void {
    const source = this.#findSource();
    this.#source = source;
    this.#join(feedUrl(this.#host.src ?? source.src));
    const connection = this.#connection!;
    if (connection.serverVersion === null) return;
    if (this.#host.timeline === null && source.session) return this.#wait(source.session);
    const first = [...connection.timelines.keys()][0] ?? this.#timelineName ?? '';
    this.#timelineName = this.#host.timeline ?? source.timeline ?? first;
    const timeline = connection.timeline(this.#timelineName);
    if (timeline === undefined) throw unknownTimeline(this.#timelineName, connection);
    // By the name that authors know: that of a private clock is nobody's to be told.
    this.#see(this.#choose({ ...timeline, name: connection.baseOf(timeline.name) }), timeline);
  }

  /** A clock that is being opened is waited for with empty hands: figures of another one would be wrong. */
  #wait(session: 'opening' | Problem): void {
    this.#timelineName = null;
    this.#drop();
    if (session !== 'opening') throw new ProblemError(session);
  }

  #findSource(): FeedSource {
    const id = this.#host.source;
    if (id === null || id === '') return sourceAround(this.#host) ?? NO_SOURCE;
    const source = sourceById(this.#host, id);
    if (source !== undefined) return source;
    const message = `source: there is no <trade-source id="${id}"> on the page; add one, or leave source out`;
    throw new ProblemError({ code: 'bad-request', field: 'source', message });
  }

  #join(url: string): void {
    if (this.#connection?.url === url) return;
    this.#leave();
    this.#connection = pageFeeds.acquire(url);
    this.#stop.push(this.#connection.listen(() => this.#host.requestUpdate()));
  }

  #leave(): void {
    this.#drop();
    this.#stop.splice(1).forEach((stop) => stop());
    if (this.#connection !== null) pageFeeds.release(this.#connection);
    this.#connection = null;
    this.#timelineName = null;
  }

  #see(request: ReturnType<ViewChoice>, timeline: TimelineInfo): void {
    if (request === null) return this.#drop();
    const view = parseView({ ...request, known: this.known ?? undefined, timeline: timeline.name });
    const shown = this.#subscription;
    if (shown !== null && viewKey(shown.view) === viewKey(view)) return;
    this.#drop();
    this.#subscription = this.#connection!.subscribe(view);
  }

  #drop(): void {
    if (this.#subscription !== null) this.#connection!.unsubscribe(this.#subscription);
    this.#subscription = null;
  }

  #showAge(): void {
    clearTimeout(this.#timer);
    if (isCurrent(this.state)) return;
    this.#timer = setTimeout(() => this.#host.requestUpdate(), AGE_STEP_MS);
  }
}

function unknownTimeline(name: string, connection: FeedConnection): ProblemError {
  const ended = connection.whyEnded(name);
  if (ended !== undefined) return new ProblemError(ended);
  const known = [...connection.timelines.keys()].join(', ');
  return new ProblemError({
    code: 'unknown-timeline',
    field: 'timeline',
    message: `timeline: expected one of ${known || 'none'}, got ${JSON.stringify(name)}`,
  });
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: 'bad-request', message: error instanceof Error ? error.message : String(error) };
}
