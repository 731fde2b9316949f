import type { Problem } from '../../protocol/errors.js';
import { messageOf } from './message-of.js';
import type { FeedPlatform, FeedSocket } from './feed-platform.js';
import { reconnectDelayMs } from './reconnect-delay.js';

/** `stale`: the socket is open, but silent; `offline`: there is none, and another is tried for ever. */
export type ConnectionState = 'connecting' | 'live' | 'stale' | 'offline';

/** Silence after which figures no longer count as live: three heartbeats of the server, so two may be late. */
export const STALE_AFTER_MS = 3_000;

/** Silence after which the socket is given up: a network that drops packets quietly never closes it. */
const GIVE_UP_AFTER_MS = 10_000;

/** How long a page must have been out of sight before it asks for nothing any more: a glance at another tab costs nothing. */
const REST_AFTER_MS = 10_000;

/** Who uses the socket. */
export interface SocketUser {
  /** In the order of preference, as of each new socket. */
  subprotocols(): readonly string[];
  /** Whether the connection may be let go while nobody can see the page. */
  mayRest(): boolean;
  onOpening(): void;
  onData(data: unknown): void;
  /** The socket is gone, whoever gave it up. */
  onDropped(): void;
  onState(): void;
  onProblem(problem: Problem): void;
}

/** One socket to one address, replaced by another whenever it is lost, with jitter, until it is closed. */
export class LastingSocket {
  readonly #url: string;
  readonly #user: SocketUser;
  readonly #platform: FeedPlatform;
  readonly #stopListening: readonly (() => void)[];
  #state: ConnectionState = 'connecting';
  #socket: FeedSocket | null = null;
  #hasSpoken = false;
  #isClosed = false;
  /** Out of sight, without a socket until somebody looks. */
  #isResting = false;
  #attempts = 0;
  #retryAfterMs = 0;
  #cancelTimer = (): void => {};
  #cancelRest = (): void => {};

  constructor(url: string, user: SocketUser, platform: FeedPlatform) {
    this.#url = url;
    this.#user = user;
    this.#platform = platform;
    this.#stopListening = [
      platform.onHint(() => this.#onHint()),
      platform.onHidden((isHidden) => this.#onHidden(isHidden)),
    ];
    this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  /** The server has said something that counts; silence is measured from here. */
  heard(): void {
    this.#hasSpoken = true;
    this.#state = 'live';
    this.#watchSilence();
  }

  /** Figures have come, so the next loss begins with a short wait again. */
  succeeded(): void {
    this.#attempts = 0;
  }

  /** The server has said when it wants to be asked again. */
  waitAtLeast(ms: number): void {
    this.#retryAfterMs = ms;
  }

  /** Gives the socket up, and tries another. */
  readonly lose = (): void => {
    this.#drop();
    const delayMs = reconnectDelayMs(this.#attempts++, () => this.#platform.random(), this.#retryAfterMs);
    this.#retryAfterMs = 0;
    this.#wake(delayMs, () => this.#connect());
    this.#enter('offline');
  };

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stopListening) stop();
    this.#cancelRest();
    this.#drop();
  }

  #connect(): void {
    this.#user.onOpening();
    const socket = this.#open();
    this.#socket = socket;
    if (socket === null) return this.lose();
    socket.binaryType = 'arraybuffer';
    // A socket that was given up may still report a close or a late message: it is not ours any more.
    const on = (type: 'open' | 'message' | 'close', act: (event: object) => void): void =>
      socket.addEventListener(type, (event) => {
        if (this.#socket === socket) act(event);
      });
    on('open', () => this.#watchSilence());
    on('message', (event) => this.#user.onData('data' in event ? event.data : ''));
    on('close', this.lose);
    // An error says nothing, and a close follows; unheard, the `ws` package would throw it.
    socket.addEventListener('error', () => {});
    this.#wake(GIVE_UP_AFTER_MS, this.lose);
  }

  /** A page may be forbidden to open the socket at all: a plain one from a secure page, or by its CSP. */
  #open(): FeedSocket | null {
    try {
      return this.#platform.openSocket(this.#url, this.#user.subprotocols());
    } catch (error) {
      this.#user.onProblem({
        code: 'bad-request',
        message: `src: can't open ${this.#url}: ${messageOf(error)}`,
      });
      return null;
    }
  }

  #watchSilence(): void {
    this.#wake(STALE_AFTER_MS, () => {
      if (this.#hasSpoken) this.#enter('stale');
      this.#wake(GIVE_UP_AFTER_MS - STALE_AFTER_MS, this.lose);
    });
  }

  /** A hint cuts the wait for the next try short, but is still spread: a building's network comes back for all at once. */
  #onHint(): void {
    if (this.#socket !== null || this.#isResting) return;
    this.#attempts = 0;
    this.#wake(
      reconnectDelayMs(0, () => this.#platform.random()),
      () => this.#connect(),
    );
  }

  /** What was missed out of sight comes in one frame when somebody looks: all that changed, however often it did. */
  #onHidden(isHidden: boolean): void {
    this.#cancelRest();
    if (isHidden) this.#cancelRest = this.#platform.after(REST_AFTER_MS, () => this.#rest());
    else if (this.#isResting) {
      this.#isResting = false;
      this.#attempts = 0;
      this.#connect();
    }
  }

  #rest(): void {
    if (!this.#user.mayRest()) return;
    this.#isResting = true;
    this.#drop();
    this.#enter('stale');
  }

  #drop(): void {
    this.#cancelTimer();
    const socket = this.#socket;
    this.#socket = null;
    this.#hasSpoken = false;
    this.#user.onDropped();
    socket?.close();
  }

  /** There is one thing to wait for at a time: silence, giving up, or the next try. */
  #wake(delayMs: number, callback: () => void): void {
    this.#cancelTimer();
    if (!this.#isClosed) this.#cancelTimer = this.#platform.after(delayMs, callback);
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#user.onState();
  }
}
