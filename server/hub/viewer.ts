import type { WebSocket } from 'ws';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import type { ServerMessage } from '../../protocol/server-messages.js';
import type { Timeline, ViewHandle } from '../timelines/timeline.js';
import type { ViewSet, ViewSets } from './view-sets.js';

/** One view that a viewer watches. */
export interface Subscription {
  readonly id: string;
  readonly timeline: Timeline;
  /** Undefined until the view's cells are filled. */
  view: ViewHandle | undefined;
  /** Tick up to which the viewer has the view; 0: nothing yet. */
  from: number;
  restarted: boolean;
}

/**
 * Bytes in a viewer's outbox above which ticks are skipped for it. A snapshot of the largest wall is about 1 MB; once it
 * has drained, the viewer gets all that changed meanwhile in one frame, so it loses ticks, never state.
 */
const CONFLATE_ABOVE_BYTES = 262_144;

/** A viewer whose outbox has not drained for this long is gone or hopeless, and would only hold memory. */
export const DRAIN_TIMEOUT_MS = 30_000;

/** Seconds after which a viewer that was closed for being slow may try again. */
const SLOW_RETRY_SECONDS = 30;

/** One feed connection: what it watches, and its outbox. */
export class Viewer {
  readonly session: string;
  readonly subscriptions = new Map<string, Subscription>();
  /** Tick of the last frame sent, and when that was. */
  lastSeq = 0;
  lastFrameAt: number;
  readonly #socket: WebSocket;
  readonly #viewSets: ViewSets;
  #viewSet: ViewSet | undefined;
  #blockedSince: number | undefined;

  constructor(session: string, socket: WebSocket, viewSets: ViewSets, now: number) {
    this.session = session;
    this.#viewSets = viewSets;
    this.#socket = socket;
    this.lastFrameAt = now;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(message: ServerMessage): void {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
  }

  /** Sends a frame, given as UTF-8, that brings the viewer to tick `seq`. */
  sendFrame(frame: Buffer, seq: number, now: number): void {
    this.#socket.send(frame, { binary: false });
    this.lastSeq = seq;
    this.lastFrameAt = now;
    for (const subscription of this.subscriptions.values()) {
      if (subscription.view === undefined) continue;
      subscription.from = seq;
      subscription.restarted = false;
    }
  }

  /**
   * The views that the viewer has up to its last frame: viewers with the same and the same last frame get the same next
   * one. Undefined while a view is still to get its snapshot.
   */
  get viewSet(): ViewSet | undefined {
    if (this.#viewSet !== undefined) return this.#viewSet;
    const name = nameOfSet(this.subscriptions.values(), this.lastSeq);
    if (name !== undefined) this.#viewSet = this.#viewSets.acquire(name);
    return this.#viewSet;
  }

  /** To be called when a subscription has come, has gone or has got its cells. */
  viewsChanged(): void {
    if (this.#viewSet !== undefined) this.#viewSets.release(this.#viewSet);
    this.#viewSet = undefined;
  }

  sendError(problem: Problem, about: { id?: string; request?: number } = {}): void {
    this.send({ type: 'error', ...problem, ...about });
  }

  /** Whether the viewer takes frames now; one that has not drained its outbox for long is closed, with a reason. */
  acceptsFrame(now: number): boolean {
    if (this.#socket.bufferedAmount <= CONFLATE_ABOVE_BYTES) {
      this.#blockedSince = undefined;
      return true;
    }
    this.#blockedSince ??= now;
    if (now - this.#blockedSince > DRAIN_TIMEOUT_MS) this.close('too slow to keep up', SLOW_RETRY_SECONDS);
    return false;
  }

  /** Room for one more view, or a problem that says how many there may be. */
  checkRoom(id: string): void {
    if (this.subscriptions.has(id) || this.subscriptions.size < LIMITS.viewsPerViewer) return;
    throw new ProblemError({
      code: 'too-many-views',
      field: 'id',
      message: `id: ${LIMITS.viewsPerViewer} views are open already; unsubscribe one first`,
    });
  }

  drop(id: string): boolean {
    const subscription = this.subscriptions.get(id);
    subscription?.view?.release();
    this.viewsChanged();
    return this.subscriptions.delete(id);
  }

  /** Lets go of every view; called when the socket has closed. */
  dispose(): void {
    for (const id of this.subscriptions.keys()) this.drop(id);
    this.viewsChanged();
  }

  /** Says goodbye and closes; a peer that does not answer is cut off. */
  close(reason: string, retryAfter: number): void {
    this.send({ type: 'bye', reason, retryAfter });
    if (reason.startsWith('too slow')) this.#socket.terminate();
    else this.#socket.close(1001, reason);
  }
}

function nameOfSet(subscriptions: Iterable<Subscription>, lastSeq: number): string | undefined {
  const names: string[] = [];
  for (const { id, view, from, restarted } of subscriptions) {
    if (view === undefined || from !== lastSeq || restarted) return undefined;
    names.push(`${JSON.stringify(id)}${view.number}`);
  }
  return names.join();
}
