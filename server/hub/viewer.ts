import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import type { ServerMessage } from '../../protocol/server-messages.js';
import { SUBPROTOCOL_BINARY } from '../../protocol/version.js';
import type { ClientShare } from '../access/client-share.js';
import type { Timeline, ViewHandle } from '../timelines/timeline.js';
import { Backlog, type Pace } from './backlog.js';
import type { FeedForm } from './frame-form.js';
import type { ViewerClass } from './hub-counts.js';
import type { NamedView, ViewSet, ViewSets } from './view-sets.js';
import { GOODBYE_MS } from '../http/upgrades.js';

/** One view that a viewer has asked for and not got a frame of yet. */
export interface Subscription {
  readonly id: string;
  readonly timeline: Timeline;
  /** Undefined until the view's cells are filled. */
  view: ViewHandle | undefined;
  /** Tick up to which the viewer has the view; 0: nothing yet. */
  readonly from: number;
  readonly restarted: boolean;
}

/** The reason, close code and seconds until the next try of a viewer that did not take its frames: "try again later". */
const TOO_SLOW = { reason: 'too slow to keep up', code: 1013, retryAfter: 30 };

/** Messages that are read of a viewer between two ticks, twice what the densest page begins with; more wait for the tick. */
const MESSAGES_PER_TICK = 128;

const GOING_AWAY = 1001;

/** One feed connection: what it watches, and its outbox. */
export class Viewer {
  readonly session: string;
  readonly form: FeedForm;
  /** Tick of the last frame sent, and when that was. */
  lastSeq = 0;
  lastFrameAt: number;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #viewSets: ViewSets;
  #viewSet: ViewSet;
  /** Views that the next frames are to begin, by id; mostly there are none. */
  #fresh: Map<string, Subscription> | undefined;
  /** Whether a view that the last frame was about is watched no more. */
  #hasDropped = false;
  #backlog: Backlog | undefined;
  /** Messages since the last tick. */
  #messages = 0;
  #cutOffAt = Infinity;
  readonly #share: ClientShare | undefined;

  /** @param stream the stream beneath the socket, which ws writes to as well, always whole frames */
  constructor(
    session: string,
    socket: WebSocket,
    stream: Duplex,
    viewSets: ViewSets,
    now: number,
    share: ClientShare | undefined,
  ) {
    this.#share = share;
    this.session = session;
    this.form = socket.protocol === SUBPROTOCOL_BINARY ? 'binary' : 'json';
    this.#viewSets = viewSets;
    this.#viewSet = viewSets.enter();
    this.#socket = socket;
    this.#stream = stream;
    this.lastFrameAt = now;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Bytes that wait to be taken by the system. */
  get outboxBytes(): number {
    return this.#stream.writableLength;
  }

  /** How it stands. */
  get class(): ViewerClass {
    if (!this.isOpen) return 'leaving';
    if (this.#backlog === undefined) return 'healthy';
    return this.#backlog.isSlowed ? 'slowed' : 'conflated';
  }

  send(message: ServerMessage): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
  }

  /** Sends a framed message that brings the viewer to tick `seq`. */
  sendFrame(frame: Buffer, seq: number, now: number): void {
    this.#stream.write(frame);
    this.lastSeq = seq;
    this.lastFrameAt = now;
    this.#hasDropped = false;
    if (this.#fresh !== undefined) this.#settle(this.#fresh);
  }

  /**
   * The views that the viewer has up to its last frame: viewers of the same with the same last frame get the same next one.
   * Undefined while a view is still to get its snapshot, or the viewer to be told that one is gone.
   */
  get viewSet(): ViewSet | undefined {
    return this.#fresh === undefined && !this.#hasDropped ? this.#viewSet : undefined;
  }

  /** Whether the next frame is about other views than the last, or is the first. */
  get hasOtherViews(): boolean {
    if (this.lastSeq === 0 || this.#hasDropped) return true;
    for (const { view } of this.freshViews) if (view !== undefined) return true;
    return false;
  }

  /** Those that the viewer has up to its last frame, in the order of their ids, and the timelines that they are on. */
  get settled(): Pick<ViewSet, 'views' | 'timelines'> {
    return this.#viewSet;
  }

  /** Those that it has asked for since. */
  get freshViews(): Iterable<Subscription> {
    return this.#fresh?.values() ?? [];
  }

  /** All views, with the timeline that each is on. */
  get watched(): readonly { readonly id: string; readonly timeline: Timeline }[] {
    return [...this.#viewSet.views, ...this.freshViews];
  }

  /** Cells of all views that are there. */
  get cellCount(): number {
    let cells = 0;
    for (const { view } of [...this.#viewSet.views, ...this.freshViews]) cells += view?.cellCount() ?? 0;
    return cells;
  }

  /** Begins a view, in the place of one that has its id. */
  subscribe(subscription: Subscription): void {
    this.drop(subscription.id);
    this.#share?.hold('subscriptions');
    this.#fresh ??= new Map();
    this.#fresh.set(subscription.id, subscription);
  }

  /** Whether that is still wanted, and not another under its id. */
  wants(subscription: Subscription): boolean {
    return this.#fresh?.get(subscription.id) === subscription;
  }

  sendError(problem: Problem, about: { id?: string; request?: number } = {}): void {
    this.send({ type: 'error', ...problem, ...about });
  }

  /** Whether the viewer takes a frame now. To be asked at each tick; one that takes none for long is closed, with a reason. */
  acceptsFrame(now: number): boolean {
    this.#messages = 0;
    const pace = this.#pace(now);
    if (pace === 'close') {
      this.close(TOO_SLOW.reason, TOO_SLOW.retryAfter, TOO_SLOW.code);
      this.#cutOffAt = now + GOODBYE_MS;
    } else if (pace === 'send' && this.#socket.isPaused && this.#share?.isAhead !== true)
      this.#socket.resume();
    return pace === 'send';
  }

  #pace(now: number): Pace {
    const { outboxBytes } = this;
    if (outboxBytes > LIMITS.outboxBytes) this.#backlog ??= new Backlog(now);
    else if (this.#backlog?.isOver(now) === true) this.#backlog = undefined;
    return this.#backlog?.pace(outboxBytes, now - this.lastFrameAt, now) ?? 'send';
  }

  /** Counts a message or a ping of the viewer; of one that sends too many, no more are read before a later tick. */
  countMessage(bytes: number): void {
    const excess = this.#share?.takeAll(1, bytes);
    if (excess !== undefined) this.sendError(excess);
    if (++this.#messages >= MESSAGES_PER_TICK || this.#share?.isAhead === true) this.#socket.pause();
  }

  /** Reads no more from who does not read the answers, until `acceptsFrame` finds room again. */
  holdBack(): void {
    if (this.outboxBytes > LIMITS.outboxBytes) this.#socket.pause();
  }

  /** Room for one more view, or a problem that says how many there may be. */
  checkRoom(id: string): void {
    const { watched } = this;
    if (watched.length < LIMITS.viewsPerViewer || watched.some((view) => view.id === id)) return;
    throw new ProblemError({
      code: 'too-many-views',
      field: 'id',
      message: `id: ${LIMITS.viewsPerViewer} views are open already; unsubscribe one first`,
    });
  }

  drop(id: string): boolean {
    const fresh = this.#fresh?.get(id);
    if (fresh !== undefined) {
      fresh.view?.release();
      this.#share?.giveBack('subscriptions');
      this.#fresh!.delete(id);
      if (this.#fresh!.size === 0) this.#fresh = undefined;
      return true;
    }
    if (!this.#viewSet.views.some((view) => view.id === id)) return false;
    this.#viewSet = this.#viewSets.exchange(this.#viewSet, [], new Set([id]));
    this.#share?.giveBack('subscriptions');
    this.#hasDropped = this.lastSeq > 0;
    return true;
  }

  /** Lets go of every view; called when the socket has closed. */
  dispose(): void {
    this.#share?.giveBack('subscriptions', this.watched.length);
    for (const { view } of this.freshViews) view?.release();
    this.#fresh = undefined;
    this.#viewSets.release(this.#viewSet);
    this.#viewSet = this.#viewSets.enter();
  }

  /** Says goodbye and closes; a peer that does not answer is cut off. */
  close(reason: string, retryAfter: number, code = GOING_AWAY): void {
    this.send({ type: 'bye', reason, retryAfter });
    this.#socket.resume();
    this.#socket.close(code, reason);
  }

  /** Cuts off a viewer that was closed for being slow and has not gone. */
  cutOffIfOverdue(now: number): void {
    if (now >= this.#cutOffAt) this.#socket.terminate();
  }

  /** Views that the frame just sent has begun belong to those that the viewer has. */
  #settle(fresh: Map<string, Subscription>): void {
    const begun: NamedView[] = [];
    for (const { id, timeline, view } of fresh.values())
      if (view !== undefined) begun.push({ id, timeline, view });
    for (const { id } of begun) fresh.delete(id);
    if (fresh.size === 0) this.#fresh = undefined;
    this.#viewSet = this.#viewSets.exchange(this.#viewSet, begun, NOTHING);
  }
}

const NOTHING: ReadonlySet<string> = new Set();
