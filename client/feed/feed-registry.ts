import { FeedConnection } from './feed-connection.js';

/** How long a connection outlives its last element: a page that swaps one element for another keeps its socket. */
const LINGER_MS = 1_000;

interface Entry {
  readonly connection: FeedConnection;
  users: number;
  lingering: ReturnType<typeof setTimeout> | undefined;
}

/** The connections of a page, one per feed address, each shared by all who ask for it and closed after the last. */
export class FeedRegistry {
  readonly #entries = new Map<string, Entry>();
  readonly #open: (url: string) => FeedConnection;

  constructor(open: (url: string) => FeedConnection) {
    this.#open = open;
  }

  /** The connection to a feed; give it back once with `release`. */
  acquire(url: string): FeedConnection {
    const entry = this.#entries.get(url) ?? { connection: this.#open(url), users: 0, lingering: undefined };
    this.#entries.set(url, entry);
    clearTimeout(entry.lingering);
    entry.users++;
    return entry.connection;
  }

  release(connection: FeedConnection): void {
    const entry = this.#entries.get(connection.url);
    if (entry?.connection !== connection || --entry.users > 0) return;
    entry.lingering = setTimeout(() => {
      this.#entries.delete(connection.url);
      connection.close();
    }, LINGER_MS);
  }
}

/** The connections of this page; what a feed says that concerns no one view is told in the console, once. */
export const pageFeeds = new FeedRegistry((url) => {
  const connection = new FeedConnection(url);
  const told = new Set<string>();
  connection.listen((event) => {
    if (event.type !== 'problem' || event.viewId !== undefined || told.has(event.problem.message)) return;
    told.add(event.problem.message);
    console.warn(`Tradewall, ${url}: ${event.problem.message}`);
  });
  return connection;
});
