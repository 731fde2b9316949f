import type { Problem } from '../../protocol/errors.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import type { FeedController } from '../feed/feed-controller.js';
import type { FeedSource } from '../feed/feed-source.js';
import { PrivateClock } from '../feed/private-clock.js';
import { Playlist } from './playlist.js';
import { SourceLink, type LinkedSource } from './source-link.js';
import { sourceProblem, type PlayAttributes } from './source-problem.js';

/** The attributes of a source that plays; a link and a playlist write its timeline. */
interface PlayedSource extends LinkedSource, Omit<PlayAttributes, 'link'> {
  timeline: string | null;
}

/** What else of a source takes part in it. */
interface SourceTies {
  readonly feed: FeedController;
  /** Called when another clock or timeline is to be shown. */
  readonly changed: () => void;
  readonly tellProblem: (problem: Problem) => void;
}

/**
 * What a source does beyond naming a feed: a clock of its own, timelines played in turn, and the page's address as a link
 * to what is shown.
 */
export class SourcePlay {
  readonly #source: PlayedSource;
  readonly #feed: FeedController;
  readonly #changed: () => void;
  readonly #clock: PrivateClock;
  readonly #link: SourceLink;
  readonly #playlist = new Playlist((name) => this.#playNext(name));
  /** The page was opened by a link to an instant, which is seen with a clock of one's own. */
  #isLinked = false;

  constructor(source: PlayedSource, { feed, changed, tellProblem }: SourceTies) {
    this.#source = source;
    this.#feed = feed;
    this.#changed = changed;
    this.#link = new SourceLink(source);
    this.#clock = new PrivateClock({ onChange: changed, onProblem: tellProblem });
    this.readLink();
  }

  /** Name of the timeline that is to be shown; null while it is on its way. */
  get timeline(): string | null {
    return this.#isPrivate ? this.#clock.name : this.#source.timeline;
  }

  /** Why nothing can be shown yet, or at all. */
  get session(): FeedSource['session'] {
    const problem = sourceProblem(this.#source, this.#feed.connection);
    return problem ?? (this.#isPrivate ? this.#clock.status : null);
  }

  /** Name of the timeline of its own clock, where it has one. */
  get clockName(): string {
    return this.#clock.name ?? '';
  }

  get link(): FeedSource['link'] {
    return this.#source.link === null ? null : () => this.#link.to(this.#shownTimeline, this.#shownClock);
  }

  /** Whether a link led away from a clock that is shared. */
  get isAway(): boolean {
    return this.#isLinked && this.#source.session !== 'private' && this.#isPrivate;
  }

  /** Goes on with a shared clock. */
  comeBack(): void {
    this.#isLinked = false;
  }

  /** To be called with each frame. @returns whether another timeline was chosen */
  update(): boolean {
    if (this.#followPlaylist()) return true;
    const { connection, timeline } = this.#feed;
    this.#clock.follow(this.#isPrivate ? connection : null, timeline?.name ?? null);
    return false;
  }

  /** To be called once the page knows what is shown. */
  write(): void {
    if (this.#isToBeWritten) this.#link.write(this.#shownTimeline, this.#isPrivate ? this.#shownClock : null);
  }

  /** A link to an instant moves nobody else: it is seen with a clock of one's own. */
  readLink(): void {
    if (this.#source.link === null) return;
    const linked = this.#link.read();
    this.#source.timeline = linked.timeline ?? this.#source.timeline;
    Object.assign(this.#source, linked.filters);
    if (linked.at === null) return;
    this.#isLinked = true;
    this.#clock.startAt({ time: linked.at, speed: linked.speed ?? undefined, isPlaying: linked.isPlaying });
  }

  stop(): void {
    this.#clock.follow(null, null);
    this.#playlist.stop();
  }

  /** What follows a clock that can't be moved has none of its own. */
  get #isPrivate(): boolean {
    const { session, playlist } = this.#source;
    const isWanted = session === 'private' || this.#isLinked || playlist !== null;
    return isWanted && this.#feed.timeline?.controllable !== false;
  }

  get #shownClock(): ClockState | null {
    return this.#isPrivate ? this.#clock.clock : (this.#feed.timeline?.clock ?? null);
  }

  get #shownTimeline(): string | null {
    return this.#feed.timeline?.name ?? null;
  }

  /** The address follows a clock of one's own, not a shared one: read again, it would leave the others. */
  get #isToBeWritten(): boolean {
    const isShown = this.#source.link !== null && this.#feed.timeline !== null;
    return isShown && (!this.#isPrivate || this.#clock.name !== null);
  }

  #followPlaylist(): boolean {
    const { playlist, timeline: current } = this.#source;
    const { status } = this.#clock;
    const isRefused = this.#isPrivate && typeof status === 'object' && status !== null;
    const isOver = this.#feed.timeline === null || isRefused || this.#shownClock?.state === 'ended';
    return this.#playlist.follow(playlist, this.#feed.connection, current, isOver);
  }

  /** From its first instant, at the shared clock's speed, and once: what loops would never make room for the next. */
  #playNext(name: string): void {
    const source = this.#source;
    const time = this.#feed.connection?.timelines.get(name)?.from ?? 0;
    if (source.timeline !== name) this.#clock.follow(null, null);
    this.#clock.startAt({ time, isPlaying: true, loop: false });
    source.timeline = name;
    this.#changed();
  }
}
