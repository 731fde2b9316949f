import { nanoid } from 'nanoid';
import type { WebSocket } from 'ws';
import { parseClientMessage, type ClientMessage } from '../../protocol/client-messages.js';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import { PROTOCOL } from '../../protocol/version.js';
import type { Timeline } from '../timelines/timeline.js';
import { FrameEncoder, type FrameView } from './frame-encoder.js';
import { Viewer, type Subscription } from './viewer.js';

export interface HubOptions {
  readonly timelines: ReadonlyMap<string, Timeline>;
  /** Version of this build, sent in `hello`. */
  readonly version: string;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Called with failures that are ours, not a viewer's. */
  readonly onFault: (fault: unknown, reference: string) => void;
}

/** Sends every viewer one frame per tick, holding all that changed in its views. */
export class Hub {
  readonly #options: HubOptions;
  readonly #viewers = new Set<Viewer>();
  readonly #encoder = new FrameEncoder(nanoid(8));
  #seq = 0;

  constructor(options: HubOptions) {
    this.#options = options;
  }

  get viewerCount(): number {
    return this.#viewers.size;
  }

  /** Takes over a connected socket. */
  add(socket: WebSocket): void {
    const viewer = new Viewer(nanoid(), socket, this.#options.now());
    this.#viewers.add(viewer);
    socket.on('message', (data, isBinary) => this.#receive(viewer, data as Buffer, isBinary));
    socket.on('close', () => {
      this.#viewers.delete(viewer);
      viewer.dispose();
    });
    // `close` follows; an error of one socket is no fault of the server.
    socket.on('error', () => socket.terminate());
    this.#greet(viewer);
  }

  /** One tick: all timelines move on, then every viewer gets what changed for it. */
  tick(): void {
    this.#seq++;
    for (const timeline of this.#options.timelines.values()) timeline.tick(this.#seq);
    this.#encoder.begin(this.#seq);
    const now = this.#options.now();
    for (const viewer of this.#viewers) this.#sendFrame(viewer, now);
  }

  /** Says goodbye to everybody. */
  close(reason: string, retryAfter: number): void {
    for (const viewer of this.#viewers) viewer.close(reason, retryAfter);
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
    if (!viewer.isOpen || !viewer.acceptsFrame(now)) return;
    const isDue = now - viewer.lastFrameAt >= LIMITS.heartbeatMs;
    const frame = this.#encoder.frame(
      viewer.lastSeq,
      () => clocksOf(viewer),
      () => frameViews(viewer),
      isDue,
      viewer.viewSet,
    );
    if (frame !== undefined) viewer.sendFrame(frame, this.#seq, now);
  }

  #receive(viewer: Viewer, data: Buffer, isBinary: boolean): void {
    try {
      void this.#answer(viewer, readMessage(data, isBinary));
    } catch (fault) {
      this.#report(viewer, fault, aboutOf(data));
    }
  }

  async #answer(viewer: Viewer, message: ClientMessage): Promise<void> {
    const about = message.type === 'control' ? { request: message.request } : { id: message.id };
    try {
      if (message.type === 'subscribe') await this.#subscribe(viewer, message);
      else if (message.type === 'unsubscribe') this.#unsubscribe(viewer, message.id);
      else this.#control(viewer, message);
    } catch (fault) {
      this.#report(viewer, fault, about);
    }
  }

  async #subscribe(viewer: Viewer, message: ClientMessage & { type: 'subscribe' }): Promise<void> {
    const { id, view } = message;
    const timeline = this.#timeline(view.timeline, 'timeline');
    viewer.checkRoom(id);
    viewer.drop(id);
    const from = message.resume === undefined ? 0 : this.#encoder.readToken(message.resume);
    const restarted = from === 'foreign';
    const subscription: Subscription = {
      id,
      timeline,
      view: undefined,
      from: restarted ? 0 : from,
      restarted,
    };
    viewer.subscriptions.set(id, subscription);
    viewer.viewsChanged();
    const handle = await this.#openView(viewer, subscription, view);
    // Meanwhile the viewer may have left, dropped the view, or asked for another under the same id.
    if (viewer.isOpen && viewer.subscriptions.get(id) === subscription) {
      subscription.view = handle;
      viewer.viewsChanged();
    } else handle.release();
  }

  async #openView(viewer: Viewer, subscription: Subscription, view: Parameters<Timeline['open']>[0]) {
    try {
      return await subscription.timeline.open(view);
    } catch (fault) {
      if (viewer.subscriptions.get(subscription.id) === subscription) viewer.drop(subscription.id);
      throw fault;
    }
  }

  #unsubscribe(viewer: Viewer, id: string): void {
    if (viewer.drop(id)) return;
    throw new ProblemError({
      code: 'unknown-id',
      field: 'id',
      message: `id: no subscription ${JSON.stringify(id)}; open are ${[...viewer.subscriptions.keys()].join(', ') || 'none'}`,
    });
  }

  #control(viewer: Viewer, message: ClientMessage & { type: 'control' }): void {
    const timeline = this.#timeline(message.timeline, 'timeline');
    const note = timeline.control(message);
    viewer.send({
      type: 'reply',
      request: message.request,
      timeline: timeline.name,
      clock: timeline.clock(),
      ...(note === undefined ? {} : { note }),
    });
  }

  #timeline(name: string, field: string): Timeline {
    const timeline = this.#options.timelines.get(name);
    if (timeline !== undefined) return timeline;
    const known = [...this.#options.timelines.keys()].join(', ');
    throw new ProblemError({
      code: 'unknown-timeline',
      field,
      message: `${field}: expected one of ${known}, got ${JSON.stringify(name)}`,
    });
  }

  #report(viewer: Viewer, fault: unknown, about: { id?: string; request?: number }): void {
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

function frameViews(viewer: Viewer): FrameView[] {
  const views: FrameView[] = [];
  for (const { id, view, from, restarted } of viewer.subscriptions.values()) {
    if (view !== undefined) views.push({ id, view, from, reason: restarted ? 'restarted' : undefined });
  }
  return views;
}

function clocksOf(viewer: Viewer): Record<string, ClockState> {
  const clocks: Record<string, ClockState> = {};
  for (const { timeline } of viewer.subscriptions.values()) clocks[timeline.name] ??= timeline.clock();
  return clocks;
}

/** @throws ProblemError where the message can't be read */
function readMessage(data: Buffer, isBinary: boolean): ClientMessage {
  if (isBinary) {
    throw new ProblemError({
      code: 'bad-message',
      message: 'message: expected text holding JSON, got a binary message',
    });
  }
  if (data.byteLength > LIMITS.messageBytes) {
    const message = `message: expected at most ${LIMITS.messageBytes} bytes, got ${data.byteLength}; split it up`;
    throw new ProblemError({ code: 'too-large', message });
  }
  return parseClientMessage(data.toString('utf8'));
}

/** The id or request that an unreadable message was about, as far as it can be told. */
function aboutOf(data: Buffer): { id?: string; request?: number } {
  if (data.byteLength > LIMITS.messageBytes) return {};
  try {
    const { id, request } = JSON.parse(data.toString('utf8')) as { id?: unknown; request?: unknown };
    return {
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof request === 'number' ? { request } : {}),
    };
  } catch {
    // Not JSON: then it names nothing, and the error that is sent says so.
    return {};
  }
}
