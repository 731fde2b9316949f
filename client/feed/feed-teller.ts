import type { Problem } from '../../protocol/errors.js';
import type { FeedConnection } from './feed-connection.js';
import type { FeedState } from './feed-state.js';

/** What a source tells its page by events. */
interface Told {
  'trade-state': { readonly state: FeedState };
  'trade-error': { readonly problem: Problem };
}

/** Tells a page by events of its source what becomes of the connection, and what the server refused. */
export class FeedTeller {
  readonly #host: Element;
  #state: FeedState | null = null;
  #connection: FeedConnection | null = null;
  #stop = (): void => {};

  constructor(host: Element) {
    this.#host = host;
  }

  /** Once for each state. */
  tellState(state: FeedState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#fire('trade-state', { state });
  }

  tellProblem(problem: Problem): void {
    this.#fire('trade-error', { problem });
  }

  /** Tells of what this connection refuses, and no more of the one before. */
  listenTo(connection: FeedConnection | null): void {
    if (connection === this.#connection) return;
    this.#stop();
    this.#connection = connection;
    this.#stop =
      connection?.listen((event) => event.type === 'problem' && this.tellProblem(event.problem)) ??
      ((): void => {});
  }

  #fire<Name extends keyof Told>(name: Name, detail: Told[Name]): void {
    this.#host.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
