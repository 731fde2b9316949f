import { DeliverPolicy, jetstream, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';
import { HeardMessages } from './heard-messages.js';

/** Bytes that the servers send ahead. */
const AHEAD_BYTES = 16 * 1_048_576;

/** After a failure the stream is asked for again after so long, ms. */
const AGAIN_MS = 250;

/** How often is looked whether there is more than was read, ms. */
const LOOK_MS = 1_500;

/** Looks in a row that read nothing though there is more, after which another consumer is asked for. */
const BEHIND_LOOKS = 2;

export interface StreamFollowerEvents {
  /** Takes the next message; what it throws ends the following. */
  take(message: JsMsg): void;
  /** The servers could not be read from; it is tried again. */
  interrupted(fault: unknown): void;
  /** A message could not be taken, or the stream is another one: nothing more is read. */
  failed(fault: unknown): void;
}

/** Reads a stream from a position on, each message once and in order, and goes on behind the last whenever servers were lost. */
export class StreamFollower {
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #stream: string;
  readonly #events: StreamFollowerEvents;
  #created: string | undefined;
  #next = 1;
  #messages: HeardMessages | undefined;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  #isEnded = false;

  constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    stream: string,
    events: StreamFollowerEvents,
  ) {
    this.#connection = connection;
    this.#manager = manager;
    this.#stream = stream;
    this.#events = events;
  }

  /** Begins with the message at `next`, or the first after it that is kept. */
  start(next: number): void {
    this.#next = next;
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#isEnded = true;
    this.#wake();
    this.#messages?.stop();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isEnded) {
      try {
        await this.#read();
      } catch (fault) {
        if (!this.#isEnded) this.#events.interrupted(fault);
      }
      if (!this.#isEnded) await this.#pause();
    }
  }

  async #read(): Promise<void> {
    const { created } = await this.#manager.streams.info(this.#stream);
    this.#created ??= created;
    if (created !== this.#created) return this.#fail(replaced(this.#stream));
    const consumer = await jetstream(this.#connection).consumers.get(this.#stream, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: this.#next,
    });
    const messages = (this.#messages = await HeardMessages.of(consumer, AHEAD_BYTES));
    // It may have been closed meanwhile, when there was nothing to close yet.
    if (this.#isEnded) return messages.stop();
    const stopLooking = this.#lookWhether(messages);
    try {
      for await (const message of messages) {
        if (this.#isEnded) return;
        this.#take(message);
      }
    } finally {
      stopLooking();
    }
  }

  /**
   * Stops messages that come no more though the stream has them: a consumer whose server was held or started again may say that
   * it is there, and send nothing. Returns what ends the looking.
   */
  #lookWhether(messages: HeardMessages): () => void {
    let [next, behind] = [this.#next, 0];
    const look = async (): Promise<void> => {
      const wasRead = this.#next > next;
      next = this.#next;
      behind = wasRead || !(await this.#hasMore()) ? 0 : behind + 1;
      if (behind < BEHIND_LOOKS || this.#next > next) return;
      messages.stop();
      this.#events.interrupted(withheld(this.#stream, next));
    };
    // Servers that do not answer are the matter of who reads from them.
    const timer = setInterval(() => void look().catch(() => (behind = 0)), LOOK_MS);
    return () => clearInterval(timer);
  }

  async #hasMore(): Promise<boolean> {
    return (await this.#manager.streams.info(this.#stream)).state.last_seq >= this.#next;
  }

  #take(message: JsMsg): void {
    try {
      this.#events.take(message);
      this.#next = message.seq + 1;
    } catch (fault) {
      this.#fail(fault);
    }
  }

  #fail(fault: unknown): void {
    this.#isEnded = true;
    this.#messages?.stop();
    this.#events.failed(fault);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, AGAIN_MS);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function withheld(stream: string, seq: number): ProblemError {
  const message = `${stream}: expected the message ${seq}, which is there, got none; it is asked for anew`;
  return new ProblemError({ code: 'unavailable', message });
}

function replaced(stream: string): ProblemError {
  const message = `${stream}: expected the stream that was there, got another that was made since; start again to read it`;
  return new ProblemError({ code: 'unavailable', message });
}
