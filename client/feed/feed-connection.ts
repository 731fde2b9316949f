import type { ClientMessageInput, ControlMessage } from '../../protocol/client-messages.js';
import type { ColumnUpdate } from '../../protocol/column-update.js';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import type {
  ControlNotice,
  ErrorMessage,
  Hello,
  Reply,
  ServerMessage,
  Update,
  ViewUpdate,
} from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from '../../protocol/version.js';
import type { View } from '../../protocol/view.js';
import { browserPlatform, type FeedPlatform } from './feed-platform.js';
import { KnownTimelines } from './known-timelines.js';
import { LastingSocket, type ConnectionState, type SocketUser } from './lasting-socket.js';
import { messageOf } from './message-of.js';
import { MessageStream } from './message-stream.js';
import { ConnectionLostError, PendingRequests } from './pending-requests.js';
import type { Subscription } from './subscription.js';
import { Subscriptions } from './subscriptions.js';

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
  readonly #subscriptions = new Subscriptions();
  readonly #requests = new PendingRequests();
  readonly #known: KnownTimelines;
  readonly #socket: LastingSocket;
  #stream: MessageStream | null = null;
  #subprotocols: readonly string[] = [SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON];
  #isGreeted = false;
  #resume: string | undefined;

  constructor(url: string, platform: FeedPlatform = browserPlatform) {
    this.url = url;
    this.#platform = platform;
    this.#known = new KnownTimelines(() => platform.now());
    this.#socket = this.#openSocket();
  }

  get state(): ConnectionState {
    return this.#socket.state;
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
    let subscription = this.#subscriptions.get(view);
    if (subscription === undefined) {
      const timeline = this.timeline(view.timeline);
      if (timeline === undefined)
        throw new RangeError(`subscribe: the feed has no timeline ${view.timeline}`);
      subscription = this.#subscriptions.add(view, timeline);
      if (this.#isGreeted) this.#request(subscription);
    }
    subscription.users++;
    return subscription;
  }

  unsubscribe(subscription: Subscription): void {
    if (--subscription.users > 0) return;
    this.#subscriptions.remove(subscription);
    const isKnown = this.timeline(subscription.view.timeline) !== undefined;
    if (this.#isGreeted && isKnown) this.#socket.send({ type: 'unsubscribe', id: subscription.id });
  }

  close(): void {
    this.#socket.close();
    this.#listeners.clear();
  }

  #openSocket(): LastingSocket {
    const user: SocketUser = {
      subprotocols: () => this.#subprotocols,
      // A page with a private clock goes on: the server gives up one whose viewer is gone for a minute.
      mayRest: () => this.#known.sessions.size === 0,
      onOpening: () => (this.#stream = this.#openStream()),
      onData: (data) => this.#stream?.take(data),
      onDropped: () => this.#onDropped(),
      onState: () => this.#emit({ type: 'frame' }),
      onProblem: (problem) => this.#emitProblem(problem),
    };
    return new LastingSocket(this.url, user, this.#platform);
  }

  #openStream(): MessageStream {
    return new MessageStream({
      onMessage: (message) => this.#take(message),
      onFrame: (frame) => this.#onUpdate(frame, (id) => frame.views.get(id)),
      onProblem: (problem) => this.#emitProblem(problem),
      onUnreadable: (error) => this.#goOnInJson(error),
    });
  }

  #onDropped(): void {
    this.#stream?.end();
    this.#isGreeted = false;
    this.#requests.abandon();
  }

  /**
   * Each binary frame builds on those before, so after one that can't be read there is nothing to go on with: what was held
   * before it is resumed, and in JSON from now on, which can't fail in the same way.
   */
  #goOnInJson(error: unknown): void {
    this.#subprotocols = [SUBPROTOCOL_JSON];
    const message = `binary frame not read, going on in JSON: ${messageOf(error)}`;
    this.#emitProblem({ code: 'bad-message', message });
    this.#socket.lose();
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
        return this.#socket.waitAtLeast(message.retryAfter * 1_000);
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
    for (const subscription of this.#subscriptions.of(timeline)) this.#request(subscription);
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
    this.#socket.succeeded();
    this.#resume = update.resume;
    this.#known.take(update);
    this.#subscriptions.apply(changesOf);
    this.#onFrame();
  }

  #onError({ code, message, field, id, request }: ErrorMessage): void {
    const problem: Problem = { code, message, ...(field === undefined ? {} : { field }) };
    if (this.#requests.reject(request, problem)) return;
    const subscription = this.#subscriptions.byId(id);
    if (subscription !== undefined) {
      subscription.problem = problem;
      if (code === 'timeline-ended') this.#known.end(subscription.view.timeline, problem);
    }
    this.#emitProblem(problem, id);
  }

  #onFrame(): void {
    const now = this.#platform.now();
    this.frameGapMs = this.lastFrameAt === null ? 0 : now - this.lastFrameAt;
    this.lastFrameAt = now;
    this.#socket.heard();
    this.#emit({ type: 'frame' });
  }

  #request(subscription: Subscription): void {
    this.#socket.send(subscription.request(this.#resume));
  }

  #ask(message: Request): Promise<Reply> {
    if (!this.#isGreeted) return Promise.reject(new ConnectionLostError());
    const { request, reply } = this.#requests.open();
    this.#socket.send({ ...message, request });
    return reply;
  }

  #emitProblem(problem: Problem, viewId?: string): void {
    this.#emit({ type: 'problem', problem, ...(viewId === undefined ? {} : { viewId }) });
  }

  #emit(event: FeedEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
