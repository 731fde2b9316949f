import type { ClientMessageInput, ControlMessage } from '../../protocol/client-messages.js';
import type { ColumnUpdate } from '../../protocol/column-update.js';
import type { ColumnFrame, FrameReader } from '../../protocol/column-frame.js';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import {
  parseServerMessage,
  type Bye,
  type ControlNotice,
  type ErrorMessage,
  type Hello,
  type Reply,
  type ServerMessage,
  type Update,
  type ViewUpdate,
} from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from '../../protocol/version.js';
import { viewKey, type View } from '../../protocol/view.js';
import { browserPlatform, type FeedPlatform, type FeedSocket } from './feed-platform.js';
import { KnownTimelines } from './known-timelines.js';
import { ConnectionLostError, PendingRequests } from './pending-requests.js';
import { reconnectDelayMs } from './reconnect-delay.js';
import { Subscription } from './subscription.js';

/** `stale`: the socket is open, but silent; `offline`: there is none, and another is tried for ever. */
export type ConnectionState = 'connecting' | 'live' | 'stale' | 'offline';

/** Silence after which figures no longer count as live: three heartbeats of the server, so two may be late. */
export const STALE_AFTER_MS = 3_000;

/** Silence after which the socket is given up: a network that drops packets quietly never closes it. */
const GIVE_UP_AFTER_MS = 10_000;

/** How long a page must have been out of sight before it asks for nothing any more: a glance at another tab costs nothing. */
const REST_AFTER_MS = 10_000;

/** A command to a timeline's clock, as `control` takes it. */
export type ControlCommand = Omit<ControlMessage, 'type' | 'request' | 'timeline'>;

type Request = Unnumbered<Extract<ClientMessageInput, { request: number }>>;

type Unnumbered<Message> = Message extends unknown ? Omit<Message, 'request'> : never;

/** What a listener is called for; `frame` comes with each update and each change of state or of the timelines. */
export type FeedEvent =
  | { readonly type: 'frame' }
  | { readonly type: 'problem'; readonly problem: Problem; readonly viewId?: string };

/**
 * One socket to one feed, kept up for as long as it is not closed. Holds what the server said last: its timelines, their
 * clocks, and the data of each view subscribed to, which stays readable while the connection is lost.
 */
export class FeedConnection {
  readonly url: string;
  /** Version of the server's build; null before the first hello. */
  serverVersion: string | null = null;
  /** When the newest frame came, and how long after the one before; epoch ms and ms. */
  lastFrameAt: number | null = null;
  frameGapMs = 0;
  readonly #platform: FeedPlatform;
  readonly #listeners = new Set<(event: FeedEvent) => void>();
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #requests = new PendingRequests();
  readonly #known: KnownTimelines;
  readonly #stopListening: readonly (() => void)[];
  #state: ConnectionState = 'connecting';
  #socket: FeedSocket | null = null;
  #subprotocols: readonly string[] = [SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON];
  /** Reads binary frames; loaded once a server sends them. */
  #frames: FrameReader | null = null;
  /** What has come while that was on its way, to be taken in order; null: nothing is waited for. */
  #early: unknown[] | null = null;
  #isGreeted = false;
  #isClosed = false;
  /** Out of sight, without a socket until somebody looks. */
  #isResting = false;
  #resume: string | undefined;
  #attempts = 0;
  #retryAfterMs = 0;
  #viewCount = 0;
  #cancelTimer = (): void => {};
  #cancelRest = (): void => {};

  constructor(url: string, platform: FeedPlatform = browserPlatform) {
    this.url = url;
    this.#platform = platform;
    this.#known = new KnownTimelines(() => platform.now());
    this.#stopListening = [
      platform.onHint(() => this.#onHint()),
      platform.onHidden((isHidden) => this.#onHidden(isHidden)),
    ];
    this.#connect();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Milliseconds since the newest frame; null before the first. */
  get ageMs(): number | null {
    return this.lastFrameAt === null ? null : Math.max(0, this.#platform.now() - this.lastFrameAt);
  }

  /** Those that the server offers to everybody, in its order; the first is the default one. */
  get timelines(): ReadonlyMap<string, TimelineInfo> {
    return this.#known.served;
  }

  /** A timeline of the server, or a private session of this connection. */
  timeline(name: string): TimelineInfo | undefined {
    return this.#known.get(name);
  }

  /** Why a timeline that was served is served no more. */
  whyEnded(timeline: string): Problem | undefined {
    return this.#known.ended.get(timeline);
  }

  /** The timeline that a private session plays, as HTTP knows it; any other is its own. */
  baseOf(name: string): string {
    return this.#known.baseOf(name);
  }

  /** Where a timeline's playhead is at the newest tick by the server's clock, epoch ms: the same on every screen. */
  playhead(timeline: TimelineInfo): number {
    return this.#known.playhead(timeline);
  }

  /** The server's wall clock, epoch ms; the local one before it has said anything. */
  get serverNow(): number {
    return this.#known.serverNow;
  }

  /** Milliseconds until the next tick of the server. */
  get untilTickMs(): number {
    return this.#known.untilTickMs;
  }

  /** The newest command that somebody gave to a timeline while it was watched here. */
  notice(timeline: string): ControlNotice | undefined {
    return this.#known.notice(timeline);
  }

  /**
   * Commands a timeline's clock. Resolves when the server has carried it out.
   * @throws ProblemError what the server refused, and why; or that the connection is lost
   */
  control(timeline: string, command: ControlCommand): Promise<Reply> {
    return this.#ask({ type: 'control', timeline, ...command });
  }

  /**
   * Opens a private clock over a timeline, which stands where that one stands. It outlives a lost connection; where it
   * could not be kept, `timeline` does not know it any more.
   * @returns the name of its timeline
   * @throws ProblemError what the server refused, and why; or that the connection is lost
   */
  async openSession(of: string): Promise<string> {
    const { session, timeline } = await this.#ask({ type: 'open', timeline: of });
    if (session === undefined)
      throw new ProblemError({ code: 'bad-message', message: 'open: no session came' });
    this.#known.sessions.set(timeline, session);
    return timeline;
  }

  closeSession(name: string): void {
    if (!this.#known.sessions.delete(name) || !this.#isGreeted) return;
    // One that is not there to be closed is what was asked for.
    this.#ask({ type: 'close', timeline: name }).catch(() => undefined);
  }

  /** Calls back after each frame and on each problem; returns what ends that. */
  listen(listener: (event: FeedEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks for a view of a timeline that the server has named; the same view asked for twice is one subscription.
   * Give it back with `unsubscribe`.
   */
  subscribe(view: View): Subscription {
    const key = viewKey(view);
    let subscription = this.#subscriptions.get(key);
    if (subscription === undefined) {
      const timeline = this.timeline(view.timeline);
      if (timeline === undefined)
        throw new RangeError(`subscribe: the feed has no timeline ${view.timeline}`);
      subscription = new Subscription(`v${++this.#viewCount}`, view, timeline);
      this.#subscriptions.set(key, subscription);
      if (this.#isGreeted) this.#request(subscription);
    }
    subscription.users++;
    return subscription;
  }

  unsubscribe(subscription: Subscription): void {
    if (--subscription.users > 0) return;
    this.#subscriptions.delete(viewKey(subscription.view));
    const isKnown = this.timeline(subscription.view.timeline) !== undefined;
    if (this.#isGreeted && isKnown) this.#send({ type: 'unsubscribe', id: subscription.id });
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stopListening) stop();
    this.#cancelRest();
    this.#dropSocket();
    this.#listeners.clear();
  }

  #connect(): void {
    const socket = this.#openSocket();
    this.#socket = socket;
    if (socket === null) return this.#onLost();
    socket.binaryType = 'arraybuffer';
    this.#frames = null;
    this.#early = null;
    // A socket that was given up may still report a close or a late message: it is not ours any more.
    const on = (type: 'open' | 'message' | 'close', act: (event: object) => void): void =>
      socket.addEventListener(type, (event) => {
        if (this.#socket === socket) act(event);
      });
    on('open', () => this.#watchSilence());
    on('message', (event) => this.#onMessage('data' in event ? event.data : ''));
    on('close', () => this.#onLost());
    // An error says nothing, and a close follows; unheard, the `ws` package would throw it.
    socket.addEventListener('error', () => {});
    this.#wake(GIVE_UP_AFTER_MS, () => this.#onLost());
  }

  /** A page may be forbidden to open the socket at all: a plain one from a secure page, or by its CSP. */
  #openSocket(): FeedSocket | null {
    try {
      return this.#platform.openSocket(this.url, this.#subprotocols);
    } catch (error) {
      this.#emitProblem({ code: 'bad-request', message: `src: can't open ${this.url}: ${messageOf(error)}` });
      return null;
    }
  }

  #onMessage(data: unknown): void {
    if (this.#early !== null) return void this.#early.push(data);
    if (data instanceof ArrayBuffer) return this.#onBytes(data);
    try {
      this.#take(parseServerMessage(String(data)));
    } catch (error) {
      this.#emitProblem({ code: 'bad-message', message: `server message dropped: ${messageOf(error)}` });
    }
  }

  #onBytes(data: ArrayBuffer): void {
    const frames = this.#frames;
    if (frames === null) return void this.#loadReader(data);
    let frame: ColumnFrame;
    try {
      frame = frames.read(new Uint8Array(data));
    } catch (error) {
      return this.#goOnInJson(error);
    }
    this.#onUpdate(frame, (id) => frame.views.get(id));
  }

  async #loadReader(first: ArrayBuffer): Promise<void> {
    const socket = this.#socket;
    this.#early = [first];
    try {
      const { FrameReader } = await import('../../protocol/column-frame.js');
      if (this.#socket !== socket) return;
      this.#frames = new FrameReader();
    } catch (error) {
      return this.#socket === socket ? this.#goOnInJson(error) : undefined;
    }
    const early = this.#early;
    this.#early = null;
    for (const data of early) if (this.#socket === socket) this.#onMessage(data);
  }

  /**
   * Each binary frame builds on those before, so after one that can't be read there is nothing to go on with: what was held
   * before it is resumed, and in JSON from now on, which can't fail in the same way.
   */
  #goOnInJson(error: unknown): void {
    this.#subprotocols = [SUBPROTOCOL_JSON];
    this.#emitProblem({
      code: 'bad-message',
      message: `binary frame not read, going on in JSON: ${messageOf(error)}`,
    });
    this.#onLost();
  }

  #take(message: ServerMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#onHello(message);
      case 'update':
        return this.#onUpdate(message, (id) => message.views[id]);
      case 'error':
        return this.#onError(message);
      case 'bye':
        return this.#onBye(message);
      case 'reply':
        return this.#onReply(message);
    }
  }

  #onHello(hello: Hello): void {
    this.serverVersion = hello.version;
    this.#known.greet(hello);
    this.#isGreeted = true;
    for (const name of this.timelines.keys()) this.#requestViewsOf(name);
    for (const [name, { secret }] of this.#known.sessions) void this.#resumeSession(name, secret);
    this.#onFrame();
  }

  #requestViewsOf(timeline: string): void {
    for (const subscription of this.#subscriptions.values())
      if (subscription.view.timeline === timeline) this.#request(subscription);
  }

  /** A session that is not kept any more is forgotten; one whose answer got lost is asked for again after the next hello. */
  async #resumeSession(name: string, secret: string): Promise<void> {
    try {
      await this.#ask({ type: 'open', timeline: name, secret });
      this.#requestViewsOf(name);
    } catch (error) {
      if (error instanceof ConnectionLostError) return;
      this.#known.sessions.delete(name);
      this.#emit({ type: 'frame' });
    }
  }

  #onReply(reply: Reply): void {
    this.#known.setClocks({ [reply.timeline]: reply.clock });
    this.#requests.resolve(reply);
    this.#emit({ type: 'frame' });
  }

  #onUpdate(
    update: Omit<Update, 'type' | 'views'>,
    changesOf: (id: string) => ViewUpdate | ColumnUpdate | undefined,
  ): void {
    this.#attempts = 0;
    this.#resume = update.resume;
    this.#known.take(update);
    for (const subscription of this.#subscriptions.values()) {
      const changes = changesOf(subscription.id);
      if (changes !== undefined) subscription.apply(changes);
    }
    this.#onFrame();
  }

  #onError({ code, message, field, id, request }: ErrorMessage): void {
    const problem: Problem = { code, message, ...(field === undefined ? {} : { field }) };
    if (this.#requests.reject(request, problem)) return;
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.id !== id) continue;
      subscription.problem = problem;
      if (code === 'timeline-ended') this.#known.end(subscription.view.timeline, problem);
    }
    this.#emitProblem(problem, id);
  }

  #onBye({ retryAfter }: Bye): void {
    this.#retryAfterMs = retryAfter * 1_000;
  }

  #onFrame(): void {
    const now = this.#platform.now();
    this.frameGapMs = this.lastFrameAt === null ? 0 : now - this.lastFrameAt;
    this.lastFrameAt = now;
    this.#watchSilence();
    this.#state = 'live';
    this.#emit({ type: 'frame' });
  }

  #watchSilence(): void {
    this.#wake(STALE_AFTER_MS, () => {
      if (this.#isGreeted) this.#enter('stale');
      this.#wake(GIVE_UP_AFTER_MS - STALE_AFTER_MS, () => this.#onLost());
    });
  }

  #onLost(): void {
    this.#dropSocket();
    const delayMs = reconnectDelayMs(this.#attempts++, () => this.#platform.random(), this.#retryAfterMs);
    this.#retryAfterMs = 0;
    this.#wake(delayMs, () => this.#connect());
    this.#enter('offline');
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

  /** A page with a private clock goes on: the server gives up one whose viewer is gone for a minute. */
  #rest(): void {
    if (this.#known.sessions.size > 0) return;
    this.#isResting = true;
    this.#dropSocket();
    this.#enter('stale');
  }

  #dropSocket(): void {
    this.#cancelTimer();
    const socket = this.#socket;
    this.#socket = null;
    this.#isGreeted = false;
    this.#requests.abandon();
    socket?.close();
  }

  #request(subscription: Subscription): void {
    this.#send(subscription.request(this.#resume));
  }

  #ask(message: Request): Promise<Reply> {
    if (!this.#isGreeted) return Promise.reject(new ConnectionLostError());
    const { request, reply } = this.#requests.open();
    this.#send({ ...message, request });
    return reply;
  }

  #send(message: object): void {
    this.#socket?.send(JSON.stringify(message));
  }

  /** There is one thing to wait for at a time: silence, giving up, or the next try. */
  #wake(delayMs: number, callback: () => void): void {
    this.#cancelTimer();
    if (!this.#isClosed) this.#cancelTimer = this.#platform.after(delayMs, callback);
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#emit({ type: 'frame' });
  }

  #emitProblem(problem: Problem, viewId?: string): void {
    this.#emit({ type: 'problem', problem, ...(viewId === undefined ? {} : { viewId }) });
  }

  #emit(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function messageOf(error: unknown): string {
  return error instanceof ProblemError ? error.problem.message : String(error);
}
