import { WebSocket } from 'ws';
import { ProblemError } from '../../protocol/errors.js';
import {
  parseSenderMessage,
  RECORDS_PROTOCOL,
  SENDER_LIMITS,
  type SenderMessage,
} from '../../protocol/record-messages.js';
import type { IntakeTally } from '../records/intake-tally.js';
import type { FileMessage } from './file-messages.js';

export interface SendOptions {
  /** Address of the socket, `ws://…/api/records`. */
  readonly url: string;
  readonly token: string | undefined;
  /** How long to try for without any answer, ms. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/** Waiting time after a connection that came to nothing, ms; doubled each time, up to the last. */
const FIRST_DELAY_MS = 250;
const LAST_DELAY_MS = 10_000;

/** Messages that are to be answered, by their number on the connection. */
type Unanswered = Map<number, FileMessage>;

/**
 * Sends messages in order, several on their way at a time, and again on another connection those that had no answer.
 * @throws ProblemError where the server refuses them, or there is no answer for longer than is waited for
 */
export async function sendMessages(
  messages: AsyncIterable<FileMessage>,
  tally: IntakeTally,
  options: SendOptions,
): Promise<void> {
  const source = messages[Symbol.asyncIterator]();
  let waiting: FileMessage[] = [];
  let delay = FIRST_DELAY_MS;
  let lastAnswer = Date.now();
  for (;;) {
    const connection = new SendingConnection(options, tally);
    const end = await connection.run(waiting, source);
    if (end.isDone) return;
    if (end.answers > 0) {
      lastAnswer = Date.now();
      delay = FIRST_DELAY_MS;
    }
    waiting = end.unanswered;
    if (Date.now() - lastAnswer > options.patienceMs) throw gaveUp(options, end.reason);
    await pause(Math.max(delay, end.retryMs), options.signal);
    delay = Math.min(2 * delay, LAST_DELAY_MS);
  }
}

function gaveUp({ url }: SendOptions, reason: string): ProblemError {
  const message = `--to: no answer from ${url}: ${reason}; send the file again later: what was taken is known by its ids`;
  return new ProblemError({ code: 'bad-request', field: '--to', message });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

/** How a connection ended. */
interface ConnectionEnd {
  readonly isDone: boolean;
  readonly answers: number;
  /** In the order in which they are to be sent again. */
  readonly unanswered: FileMessage[];
  readonly retryMs: number;
  readonly reason: string;
}

class SendingConnection {
  readonly #socket: WebSocket;
  readonly #tally: IntakeTally;
  readonly #unanswered: Unanswered = new Map();
  #window: number = SENDER_LIMITS.window;
  #number = 0;
  #answers = 0;
  #retryMs = 0;
  #reason = 'the connection was lost';
  #failure: Error | undefined;
  #isOpen = false;
  #isClosed = false;
  /** Called when something has changed that `run` may wait for. */
  #wake: () => void = () => undefined;
  readonly #signal: AbortSignal;
  readonly #end = (): void => {
    this.#isClosed = true;
    this.#wake();
  };

  constructor({ url, token, signal }: SendOptions, tally: IntakeTally) {
    this.#tally = tally;
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    this.#socket = new WebSocket(url, RECORDS_PROTOCOL, { headers, signal });
    this.#socket.on('message', (data) => this.#take(data as Buffer));
    this.#socket.on('unexpected-response', (_request, response) => {
      this.#reason = `HTTP ${response.statusCode}`;
      const isFinal = response.statusCode! >= 400 && response.statusCode! < 429;
      if (isFinal) this.#failure = refused(url, response.statusCode!);
      response.resume();
      this.#end();
    });
    this.#socket.on('error', ({ message }) => (this.#reason = message || this.#reason));
    this.#socket.on('close', () => this.#end());
    this.#signal = signal;
    signal.addEventListener('abort', this.#end);
  }

  /** Sends those that wait and then all that come, until all are answered or the connection ends. */
  async run(waiting: readonly FileMessage[], source: AsyncIterator<FileMessage>): Promise<ConnectionEnd> {
    const queue = [...waiting];
    try {
      const isExhausted = await this.#exchange(queue, source);
      if (this.#failure !== undefined) throw this.#failure;
      const unanswered = [...this.#unanswered.values(), ...queue];
      const isDone = isExhausted && unanswered.length === 0;
      return { isDone, answers: this.#answers, unanswered, retryMs: this.#retryMs, reason: this.#reason };
    } finally {
      this.#signal.removeEventListener('abort', this.#end);
      this.#socket.close();
    }
  }

  /** Returns whether nothing more comes. */
  async #exchange(queue: FileMessage[], source: AsyncIterator<FileMessage>): Promise<boolean> {
    let isExhausted = false;
    while (!this.#isClosed) {
      const isReady = this.#isOpen && this.#unanswered.size < this.#window;
      if (isReady && queue.length > 0) this.#send(queue.shift()!);
      else if (isReady && !isExhausted) {
        const next = await source.next();
        if (next.done === true) isExhausted = true;
        else queue.push(next.value);
      } else if (isExhausted && this.#unanswered.size === 0) break;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return isExhausted;
  }

  #send(message: FileMessage): void {
    this.#unanswered.set(++this.#number, message);
    this.#socket.send(message.text);
  }

  #take(data: Buffer): void {
    try {
      this.#answer(parseSenderMessage(data.toString('utf8')));
    } catch (fault) {
      this.#failure = fault as Error;
      this.#end();
    }
    this.#wake();
  }

  #answer(message: SenderMessage): void {
    switch (message.type) {
      case 'hello':
        this.#window = message.limits.window;
        this.#isOpen = true;
        return;
      case 'ack':
        this.#count(message);
        return;
      case 'bye':
        this.#reason = message.reason;
        this.#retryMs = message.retryAfter * 1_000;
        return;
      case 'error':
        this.#refuse(message);
    }
  }

  #count(message: SenderMessage & { type: 'ack' }): void {
    const { lines } = this.#unanswered.get(message.batch)!;
    this.#unanswered.delete(message.batch);
    this.#answers++;
    this.#tally.add(message);
    // The server counts the lines of the message, the user those of the file.
    for (const rejection of message.rejected)
      this.#tally.reject({ ...rejection, line: lines[rejection.line - 1]! });
  }

  /** What could not be taken now is sent again on another connection, and so is all behind it: in the same order. */
  #refuse({ code, message, retryAfter }: SenderMessage & { type: 'error' }): void {
    if (retryAfter === undefined) throw new ProblemError({ code, message });
    this.#reason = message;
    this.#retryMs = retryAfter * 1_000;
    this.#end();
  }
}

function refused(url: string, status: number): ProblemError {
  const remedy =
    status === 401 || status === 403 ? 'give a sender token with --token' : 'is it a server with --live?';
  return new ProblemError({
    code: 'bad-request',
    field: '--to',
    message: `--to: ${url} answered HTTP ${status}; ${remedy}`,
  });
}
