import { WebSocketServer, type WebSocket } from 'ws';
import { ProblemError } from '../../protocol/errors.js';
import type { Rejection } from '../../protocol/record.js';
import { RECORDS_PROTOCOL, SENDER_LIMITS, type SenderMessage } from '../../protocol/record-messages.js';
import type { ClientShare } from '../access/client-share.js';
import { BatchReader } from '../records/batch-reader.js';
import { IntakeTally } from '../records/intake-tally.js';
import type { RecordTaker } from '../records/record-taker.js';
import { takeMessage } from '../records/take-body.js';
import { retryAfter } from './retry-after.js';
import { endHandshake, GOODBYE_MS, type Upgrade } from './upgrades.js';

export interface RecordSocketOptions {
  readonly taker: RecordTaker;
  readonly onReject: (rejection: Rejection) => void;
  /** Called with failures that are ours; returns the reference that the log has them under. */
  readonly onFault: (fault: unknown) => string;
}

/** How often senders are asked whether they are still there, ms; who has not answered by the next time is cut off. */
const PING_MS = 30_000;

const SOCKET_OPTIONS = {
  noServer: true,
  maxPayload: SENDER_LIMITS.messageBytes,
  perMessageDeflate: false,
  clientTracking: false,
  closeTimeout: GOODBYE_MS,
  handleProtocols: (offered: Set<string>) => (offered.has(RECORDS_PROTOCOL) ? RECORDS_PROTOCOL : false),
};

/** Takes records over WebSockets: each message is a body, as of `POST /api/records`, and is answered in turn. */
export class RecordSockets {
  readonly #options: RecordSocketOptions;
  readonly #senders = new Set<RecordSocket>();
  readonly #sockets = new WebSocketServer(SOCKET_OPTIONS);

  readonly #timer: NodeJS.Timeout;

  constructor(options: RecordSocketOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.pingAll(), PING_MS).unref();
  }

  /** Asks every sender whether it is still there. */
  pingAll(): void {
    for (const sender of this.#senders) sender.ping();
  }

  get count(): number {
    return this.#senders.size;
  }

  /**
   * @param name whose ids the records have that name no source
   * @param share what the sender is to be counted by, where anything is
   */
  readonly upgrade =
    (name: string, share?: ClientShare): Upgrade =>
    (request, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (connected) => {
        endHandshake(socket);
        const sender = new RecordSocket(connected, { name, share }, this.#options);
        this.#senders.add(sender);
        connected.on('close', () => this.#senders.delete(sender));
      });
    };

  /** Reads no more, answers what was read, and says goodbye. */
  async close(reason: string, retrySeconds: number): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([...this.#senders].map((sender) => sender.close(reason, retrySeconds)));
  }
}

interface Sender {
  readonly name: string;
  readonly share: ClientShare | undefined;
}

/** One sender's connection. */
class RecordSocket {
  readonly #socket: WebSocket;
  readonly #options: RecordSocketOptions;
  readonly #batch: BatchReader;
  #tally: IntakeTally;
  #count = 0;
  #isThere = true;
  /** Messages without an answer yet. */
  readonly #unanswered = new Set<Promise<void>>();
  /** The answer to the newest message. */
  #last = Promise.resolve();
  readonly #share: ClientShare | undefined;
  /** Runs while the sender is ahead of what it may send. */
  #ahead: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, { name, share }: Sender, options: RecordSocketOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#share = share;
    this.#tally = new IntakeTally();
    this.#batch = new BatchReader(options.taker.terms, name, (rejection) => this.#tally.reject(rejection));
    socket.on('pong', () => (this.#isThere = true));
    socket.on('message', (data) => this.#receive(data as Buffer));
    // `close` follows; an error of one socket is no fault of the server.
    socket.on('error', () => socket.terminate());
    this.#send({ type: 'hello', protocol: RECORDS_PROTOCOL, limits: { ...SENDER_LIMITS } });
  }

  /** Cuts off a sender that has not answered the last time; one that is not read from can't have. */
  ping(): void {
    if (!this.#isThere && !this.#socket.isPaused) return this.#socket.terminate();
    this.#isThere = false;
    this.#socket.ping();
  }

  async close(reason: string, retrySeconds: number): Promise<void> {
    this.#socket.pause();
    await Promise.all(this.#unanswered);
    this.#send({ type: 'bye', reason, retryAfter: retrySeconds });
    this.#socket.resume();
    this.#socket.close(1001, reason);
  }

  #receive(data: Buffer): void {
    this.#share?.takeAll(1, data.length);
    const answered = this.#answer(data, ++this.#count, this.#last).finally(() => {
      this.#unanswered.delete(answered);
      this.#holdBack();
    });
    this.#last = answered;
    this.#unanswered.add(answered);
    this.#holdBack();
  }

  /** A sender that is ahead of the disk, or of what it may send, is not read from, and so its own socket makes it wait. */
  #holdBack(): void {
    const most = this.#options.taker.isBusy ? 1 : SENDER_LIMITS.window;
    const aheadMs = this.#share?.aheadMs ?? 0;
    if (aheadMs > 0) this.#lookAgainIn(aheadMs);
    if (this.#unanswered.size >= most || aheadMs > 0) this.#socket.pause();
    else this.#socket.resume();
  }

  #lookAgainIn(ms: number): void {
    clearTimeout(this.#ahead);
    this.#ahead = setTimeout(() => this.#holdBack(), ms).unref();
  }

  /** Takes a message at once, and answers it after the one before it. */
  async #answer(data: Buffer, batch: number, before: Promise<void>): Promise<void> {
    const tally = new IntakeTally(this.#options.onReject);
    this.#tally = tally;
    try {
      await takeMessage(this.#options.taker, this.#batch, data, tally);
      await before;
      this.#send({ type: 'ack', batch, ...tally.report });
    } catch (fault) {
      await before;
      this.#send({ type: 'error', batch, ...this.#problemOf(fault), ...tally.report });
    }
  }

  #problemOf(fault: unknown): Pick<SenderMessage & { type: 'error' }, 'code' | 'message' | 'retryAfter'> {
    if (!(fault instanceof ProblemError)) {
      const reference = this.#options.onFault(fault);
      return { code: 'internal', message: `the server failed; its log has the details at ${reference}` };
    }
    const seconds = retryAfter(fault.problem.code);
    return { ...fault.problem, ...(seconds === undefined ? {} : { retryAfter: seconds }) };
  }

  #send(message: SenderMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
