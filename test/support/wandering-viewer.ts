import { WebSocket } from 'ws';
import type { ServerMessage } from '../../protocol/server-messages.js';
import type { ViewRequest } from '../../protocol/view.js';
import { messageReader } from './message-reader.js';
import { applyUpdate, type PlainView } from './plain-feed-client.js';
import type { Random } from './random.js';

/** Before another gateway is tried, ms. */
const AGAIN_MS = 50;

/** A viewer that goes to another gateway whenever it loses its own, and resumes there. */
export class WanderingViewer {
  readonly view: ViewRequest;
  readonly #random: Random;
  readonly #feeds: readonly string[];
  readonly #onUpdate: (viewer: WanderingViewer) => void;
  readonly #views = new Map<string, PlainView>();
  readonly #state = { seq: 0, resume: undefined as string | undefined };
  #socket: WebSocket | undefined;
  #isEnded = false;
  /** Whether the next update is the first on its connection. */
  #isFirst = true;
  /** How often it went on where it had been, and how often from a snapshot. */
  readonly counts = { resumed: 0, begun: 0, frames: 0 };

  /** @param onUpdate called after each frame, may throw where something is wrong in it */
  constructor(
    view: ViewRequest,
    feeds: readonly string[],
    random: Random,
    onUpdate: (viewer: WanderingViewer) => void,
  ) {
    this.view = view;
    this.#feeds = feeds;
    this.#random = random;
    this.#onUpdate = onUpdate;
    this.#connect();
  }

  /** Its rows now; undefined before the first frame. */
  get shown(): PlainView | undefined {
    return this.#views.get('x');
  }

  close(): void {
    this.#isEnded = true;
    this.#socket?.terminate();
  }

  #connect(): void {
    if (this.#isEnded) return;
    const socket = (this.#socket = new WebSocket(this.#random.pick(this.#feeds)));
    const read = messageReader();
    this.#isFirst = true;
    socket.on('open', () => {
      const { resume } = this.#state;
      const message = {
        type: 'subscribe',
        id: 'x',
        view: this.view,
        ...(resume === undefined ? {} : { resume }),
      };
      socket.send(JSON.stringify(message));
    });
    socket.on('message', (data) => this.#take(read((data as Buffer).toString())));
    socket.on('error', () => undefined);
    socket.on('close', () => setTimeout(() => this.#connect(), AGAIN_MS));
  }

  #take(message: ServerMessage): void {
    if (message.type !== 'update') return;
    const change = message.views['x'];
    if (change !== undefined && this.#isFirst) {
      this.#isFirst = false;
      if (change.kind === 'changes') this.counts.resumed++;
      else this.counts.begun++;
    }
    applyUpdate(message, this.#views, this.#state);
    this.counts.frames++;
    this.#onUpdate(this);
  }
}
