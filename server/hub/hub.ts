import type { Duplex } from 'node:stream';
import { nanoid } from 'nanoid';
import type { RawData, WebSocket } from 'ws';
import type { ClientMessage, ControlMessage } from '../../protocol/client-messages.js';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import type { Reply } from '../../protocol/server-messages.js';
import { PROTOCOL } from '../../protocol/version.js';
import type { View } from '../../protocol/view.js';
import type { ClientShare } from '../access/client-share.js';
import { OPEN_CONTROL, type ControlKeys } from '../timelines/control-keys.js';
import { Sessions, type Session } from '../timelines/sessions.js';
import type { CommandResult, Timeline, ViewHandle } from '../timelines/timeline.js';
import { contentFor } from './frame-content.js';
import { FrameEncoder } from './frame-encoder.js';
import { HubCounts, type ViewerClass } from './hub-counts.js';
import { aboutOf, readMessage } from './read-message.js';
import { ViewRoom } from './view-room.js';
import { ViewSets } from './view-sets.js';
import { TickWaits } from './tick-waits.js';
import { Viewer, type Subscription } from './viewer.js';
import { findTimeline } from '../timelines/find-timeline.js';
import { checkCells } from '../views/cell-room.js';

export interface HubOptions {
  readonly timelines: ReadonlyMap<string, Timeline>;
  /** Version of this build, sent in `hello`. */
  readonly version: string;
  /** Who may control the timelines; by default everybody. */
  readonly keys?: ControlKeys;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** What resume tokens are known by on all servers that show the same; by default on this one alone. */
  readonly epoch?: string | undefined;
  /** Carries out a command on a shared timeline; by default on this server alone. */
  readonly control?: (timeline: Timeline, message: ControlMessage) => CommandResult | Promise<CommandResult>;
  /** Called with failures that are ours, not a viewer's. */
  readonly onFault: (fault: unknown, reference: string) => void;
}

/** How far another server may be ahead of this one, in ticks: a minute. */
const AHEAD_TICKS = 60_000 / LIMITS.tickMs;

/** Sends every viewer one frame per tick, holding all that changed in its views. */
export class Hub {
  readonly counts = new HubCounts();
  readonly #options: HubOptions;
  readonly #viewers = new Map<WebSocket, Viewer>();
  readonly #encoder: FrameEncoder<Viewer>;
  readonly #viewSets = new ViewSets();
  readonly #sessions: Sessions;
  readonly #viewRoom = new ViewRoom(() => this.#allTimelines());
  /** Listeners that all sockets share, which tell them by `this`: ten thousand sockets are to cost no closures. */
  readonly #onMessage: (this: WebSocket, data: RawData, isBinary: boolean) => void;
  readonly #onPing: (this: WebSocket) => void;
  readonly #onClose: (this: WebSocket) => void;
  /** Views that wait for a tick which their viewers have seen on another server. */
  readonly #awaited = new TickWaits();
  #seq = 0;

  constructor(options: HubOptions) {
    this.#options = options;
    const { epoch } = options;
    this.#encoder = new FrameEncoder(epoch ?? nanoid(8), contentFor, epoch === undefined ? 0 : AHEAD_TICKS);
    this.#sessions = new Sessions(options.now);
    const receive = (socket: WebSocket, data: Buffer, isBinary: boolean): void =>
      this.#receive(this.#viewers.get(socket)!, data, isBinary);
    const remove = (socket: WebSocket): void => this.#remove(socket);
    this.#onMessage = function (data, isBinary) {
      receive(this, data as Buffer, isBinary);
    };
    const countPing = (socket: WebSocket): void => this.#countPing(this.#viewers.get(socket));
    this.#onPing = function () {
      countPing(this);
    };
    this.#onClose = function () {
      remove(this);
    };
  }

  /** Viewers by how they stand. */
  get viewerClasses(): Readonly<Record<ViewerClass, number>> {
    const counts = { healthy: 0, conflated: 0, slowed: 0, leaving: 0 };
    for (const viewer of this.#viewers.values()) counts[viewer.class]++;
    return counts;
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** Bytes that wait to be taken by the connections of all viewers. */
  get outboxBytes(): number {
    let bytes = 0;
    for (const viewer of this.#viewers.values()) bytes += viewer.outboxBytes;
    return bytes;
  }

  /**
   * Takes over a connected socket, and the stream that it writes to.
   * @param share what it is to be counted by, where anything is
   */
  add(socket: WebSocket, stream: Duplex, share?: ClientShare): void {
    const viewer = new Viewer(nanoid(), socket, stream, this.#viewSets, this.#options.now(), share);
    this.#viewers.set(socket, viewer);
    this.counts.viewers++;
    socket.on('message', this.#onMessage);
    socket.on('ping', this.#onPing);
    socket.on('close', this.#onClose);
    socket.on('error', terminate);
    this.#greet(viewer);
  }

  /** One tick: all timelines move on, then every viewer gets what changed for it. @param seq its number, higher than the last */
  tick(seq = this.#seq + 1): void {
    this.#seq = seq;
    this.#awaited.reach(seq);
    for (const timeline of this.#options.timelines.values()) timeline.tick(this.#seq);
    this.#sessions.tick(this.#seq);
    this.#encoder.begin(this.#seq);
    const now = this.#options.now();
    for (const viewer of this.#viewers.values()) this.#sendFrame(viewer, now);
  }

  /** Ends the views and the sessions over a timeline that is no longer served, telling their viewers why. */
  endTimeline(name: string, reason: string): void {
    this.#endViews((timeline) => timeline.name === name, reason);
    this.endSessions(name, reason);
  }

  /** A viewer's private session, by the name that only its owner was told. */
  session(name: string): Session | undefined {
    return this.#sessions.named(name);
  }

  /** Ends the sessions over a timeline that has become another one, telling their viewers why. */
  endSessions(of: string, reason: string): void {
    this.#endViews((timeline, viewer) => this.#sessions.find(viewer, timeline.name)?.of === of, reason);
    this.#sessions.endOver(of);
  }

  /** Greets every viewer again: other timelines are served than those that its `hello` named. */
  greetAll(): void {
    for (const viewer of this.#viewers.values()) this.#greet(viewer);
  }

  #endViews(isOver: (timeline: Timeline, viewer: Viewer) => boolean, reason: string): void {
    for (const viewer of this.#viewers.values()) {
      for (const { id, timeline } of viewer.watched) {
        if (!isOver(timeline, viewer)) continue;
        viewer.drop(id);
        viewer.sendError(
          {
            code: 'timeline-ended',
            field: 'timeline',
            message: `timeline: ${timeline.name} has ended: ${reason}`,
          },
          { id },
        );
      }
    }
  }

  /** Says goodbye to everybody. */
  close(reason: string, retryAfter: number): void {
    for (const viewer of this.#viewers.values()) viewer.close(reason, retryAfter);
  }

  *#allTimelines(): Iterable<Timeline> {
    yield* this.#options.timelines.values();
    yield* this.#sessions.timelines();
  }

  /** A ping is answered by the socket itself: whoever does not read the answers is not read from either. */
  #countPing(viewer: Viewer | undefined): void {
    viewer?.countMessage(0);
    viewer?.holdBack();
  }

  #remove(socket: WebSocket): void {
    const viewer = this.#viewers.get(socket)!;
    this.#viewers.delete(socket);
    viewer.dispose();
    this.#sessions.leave(viewer);
  }

  #greet(viewer: Viewer): void {
    viewer.send({
      type: 'hello',
      protocol: PROTOCOL,
      session: viewer.session,
      version: this.#options.version,
      now: this.#options.now(),
      timelines: [...this.#options.timelines.values()].map((timeline) => timeline.info()),
      limits: { ...LIMITS },
    });
  }

  #sendFrame(viewer: Viewer, now: number): void {
    if (!viewer.isOpen) return viewer.cutOffIfOverdue(now);
    if (!viewer.acceptsFrame(now)) {
      this.counts.skippedFrames++;
      return;
    }
    const isDue = now - viewer.lastFrameAt >= LIMITS.heartbeatMs;
    const frame = this.#encoder.frame(viewer, isDue);
    if (frame === undefined) return;
    this.counts.frames++;
    this.counts.frameBytes += frame.length;
    viewer.sendFrame(frame, this.#seq, now);
  }

  #receive(viewer: Viewer, data: Buffer, isBinary: boolean): void {
    this.counts.messages++;
    viewer.countMessage(data.length);
    viewer.holdBack();
    try {
      void this.#answer(viewer, readMessage(data, isBinary));
    } catch (fault) {
      this.#report(viewer, fault, aboutOf(data));
    }
  }

  async #answer(viewer: Viewer, message: ClientMessage): Promise<void> {
    const about = 'request' in message ? { request: message.request } : { id: message.id };
    try {
      if (message.type === 'subscribe') await this.#subscribe(viewer, message);
      else if (message.type === 'unsubscribe') this.#unsubscribe(viewer, message.id);
      else if (message.type === 'control') await this.#control(viewer, message);
      else if (message.type === 'open') this.#open(viewer, message);
      else this.#close(viewer, message);
    } catch (fault) {
      this.#report(viewer, fault, about);
    }
  }

  async #subscribe(viewer: Viewer, message: ClientMessage & { type: 'subscribe' }): Promise<void> {
    const { id, view } = message;
    const timeline = this.#timelineOf(viewer, view.timeline);
    viewer.checkRoom(id);
    this.#viewRoom.check(timeline, view);
    const from = message.resume === undefined ? 0 : this.#encoder.readToken(message.resume);
    const restarted = from === 'foreign';
    const subscription: Subscription = {
      id,
      timeline,
      view: undefined,
      from: restarted ? 0 : from,
      restarted,
    };
    viewer.subscribe(subscription);
    const handle = await this.#openView(viewer, subscription, view);
    // Never an older frame than the viewer has of another server.
    await this.#awaited.until(subscription.from, this.#seq);
    // Meanwhile the viewer may have left, dropped the view, or asked for another under the same id.
    if (viewer.isOpen && viewer.wants(subscription)) subscription.view = handle;
    else handle.release();
  }

  async #openView(viewer: Viewer, subscription: Subscription, view: View): Promise<ViewHandle> {
    try {
      return await openWithin(viewer.cellCount, subscription.timeline, view);
    } catch (fault) {
      if (viewer.wants(subscription)) viewer.drop(subscription.id);
      throw fault;
    }
  }

  #unsubscribe(viewer: Viewer, id: string): void {
    if (viewer.drop(id)) return;
    throw new ProblemError({
      code: 'unknown-id',
      field: 'id',
      message: `id: no subscription ${JSON.stringify(id)}; open are ${viewer.watched.map((view) => view.id).join(', ') || 'none'}`,
    });
  }

  /** Nobody else can command a session; whose timeline it is not must not learn by trying whether there is one. */
  async #control(viewer: Viewer, message: ControlMessage): Promise<void> {
    const session = this.#sessions.find(viewer, message.timeline);
    if (session === undefined) (this.#options.keys ?? OPEN_CONTROL).check(message.timeline, message.key);
    const timeline = session?.timeline ?? this.#timelineOf(viewer, message.timeline);
    const { control } = this.#options;
    const isOwn = session !== undefined || control === undefined;
    const { order, note } = isOwn ? timeline.control(message) : await control(timeline, message);
    reply(viewer, message.request, timeline, { order, ...(note === undefined ? {} : { note }) });
  }

  #open(viewer: Viewer, { timeline, secret, request }: ClientMessage & { type: 'open' }): void {
    const session =
      secret === undefined
        ? this.#sessions.open(viewer, this.#timelineOf(viewer, timeline))
        : this.#sessions.resume(viewer, timeline, secret);
    reply(viewer, request, session.timeline, { session: sessionInfo(session) });
  }

  #close(viewer: Viewer, { timeline: name, request }: ClientMessage & { type: 'close' }): void {
    const session = this.#sessions.find(viewer, name);
    if (session === undefined) {
      const message = `timeline: expected a session of this connection, got ${JSON.stringify(name.slice(0, 80))}`;
      throw new ProblemError({ code: 'unknown-session', field: 'timeline', message });
    }
    for (const { id, timeline } of viewer.watched) if (timeline === session.timeline) viewer.drop(id);
    this.#sessions.close(viewer, name);
    reply(viewer, request, session.timeline, {});
  }

  /** A timeline that the viewer may watch: one of all, or a session of its own. */
  #timelineOf(viewer: Viewer, name: string): Timeline {
    return this.#sessions.find(viewer, name)?.timeline ?? findTimeline(this.#options.timelines, name);
  }

  #report(viewer: Viewer, fault: unknown, about: { id?: string; request?: number }): void {
    this.counts.problem(fault instanceof ProblemError ? fault.problem.code : 'internal');
    if (fault instanceof ProblemError) {
      viewer.sendError(fault.problem, about);
      return;
    }
    const reference = nanoid(8);
    this.#options.onFault(fault, reference);
    viewer.sendError(
      { code: 'internal', message: `the server failed; its log has the details at ${reference}` },
      about,
    );
  }
}

/** Opens a view that leaves its viewer, with the cells of its other views, within what one may hold. */
async function openWithin(otherCells: number, timeline: Timeline, view: View): Promise<ViewHandle> {
  const handle = await timeline.open(view);
  try {
    checkCells(otherCells + handle.cellCount());
    return handle;
  } catch (problem) {
    handle.release();
    throw problem;
  }
}

/** `close` follows; an error of one socket is no fault of the server. */
function terminate(this: WebSocket): void {
  this.terminate();
}

function reply(viewer: Viewer, request: number, timeline: Timeline, more: Partial<Reply>): void {
  viewer.send({ type: 'reply', request, timeline: timeline.name, clock: timeline.clock(), ...more });
}

function sessionInfo({ of, secret, timeline }: Session): NonNullable<Reply['session']> {
  return { of, secret, info: timeline.info() };
}
