import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { FeedConnection } from '../feed/feed-connection.js';
import { pageFeeds } from '../feed/feed-registry.js';

/** An address is asked once nobody has typed for this long. */
const SETTLED_MS = 500;

/** The timelines of a feed whose address may be another at any time. */
export class ServedTimelines {
  readonly #onChange: () => void;
  #connection: FeedConnection | null = null;
  #stop = (): void => {};
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #wanted = '';
  #names = '';

  /** @param onChange told when there are others */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get all(): readonly TimelineInfo[] {
    return [...(this.#connection?.timelines.values() ?? [])];
  }

  /** Address of the feed that they are of; null before there is one. */
  get feed(): string | null {
    return this.#connection?.url ?? null;
  }

  /** Those of the feed at an address, the first at once. */
  follow(url: string): void {
    if (url === this.#wanted) return;
    const isFirst = this.#wanted === '';
    this.#wanted = url;
    clearTimeout(this.#waiting);
    if (isFirst) this.#connect(url);
    else this.#waiting = setTimeout(() => this.#connect(url), SETTLED_MS);
  }

  #connect(url: string): void {
    this.#stop();
    if (this.#connection !== null) pageFeeds.release(this.#connection);
    this.#connection = pageFeeds.acquire(url);
    this.#stop = this.#connection.listen(() => this.#look());
    this.#look();
  }

  /** Frames come all the time, and other timelines hardly ever. */
  #look(): void {
    const names = this.all.map(({ name, title }) => `${name} ${title}`).join('\n');
    if (names === this.#names) return;
    this.#names = names;
    this.#onChange();
  }
}
