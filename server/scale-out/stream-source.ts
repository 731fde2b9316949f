import { DeliverPolicy, jetstream, type JetStreamManager, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';
import type { RejectionCode } from '../../protocol/record.js';
import type { LiveStore } from '../timelines/live/live-store.js';
import { HeardMessages } from './heard-messages.js';
import { RecordMessageReader } from './record-message-reader.js';
import { RECORDS_STREAM } from './streams.js';

/** Bytes that the servers send ahead: as much as one flush takes, and then some. */
const AHEAD_BYTES = 16 * 1_048_576;

/** After a failure what is not on disk is read again after so long, ms. */
const AGAIN_MS = 1_000;

export interface StreamSourceEvents {
  /** A record was not taken. */
  rejected(code: RejectionCode): void;
  /** What could not be read or written; it is tried again. */
  failed(fault: unknown): void;
}

/**
 * Takes the records of the stream into a store, each once: how far it has got is written with the records themselves, so
 * that after a crash it goes on behind the last one that is on disk.
 */
export class StreamSource {
  readonly #connection: NatsConnection;
  readonly #manager: JetStreamManager;
  readonly #store: LiveStore;
  readonly #events: StreamSourceEvents;
  readonly #reader: RecordMessageReader;
  #messages: HeardMessages | undefined;
  #running: Promise<void> = Promise.resolve();
  #wake: () => void = () => undefined;
  #isEnded = false;
  #pending = Infinity;
  #hasCaughtUp = false;

  constructor(
    connection: NatsConnection,
    manager: JetStreamManager,
    store: LiveStore,
    events: StreamSourceEvents,
  ) {
    this.#connection = connection;
    this.#manager = manager;
    this.#store = store;
    this.#events = events;
    this.#reader = new RecordMessageReader(store.terms, store.dictionaries);
  }

  /** Messages of the stream that are not taken yet; Infinity until that is known. */
  get pending(): number {
    return this.#pending;
  }

  /** Whether all has been taken once that was there. */
  get hasCaughtUp(): boolean {
    return this.#hasCaughtUp;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Reads no more, and ends once what was read is on disk. */
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
        if (this.#isEnded) return;
        this.#events.failed(fault);
        await this.#pause();
      }
    }
  }

  async #read(): Promise<void> {
    const { created, state } = await this.#manager.streams.info(RECORDS_STREAM);
    const position = this.#store.position?.stream === created ? this.#store.position : undefined;
    const done = position ?? { message: 0, batches: 0 };
    if (position !== undefined && state.first_seq > done.message + 1)
      this.#events.failed(gone(done.message, state.first_seq));
    if (state.last_seq <= done.message) this.#note(0);
    const consumer = await jetstream(this.#connection).consumers.get(RECORDS_STREAM, {
      // The message itself, too: it may have batches that were not taken.
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: Math.max(1, done.message),
    });
    this.#messages = await HeardMessages.of(consumer, AHEAD_BYTES);
    // It may have been closed meanwhile, when there was nothing to close yet.
    if (this.#isEnded) return this.#messages.stop();
    const { counts } = this.#store;
    const failures = counts.writeFailures;
    let written = Promise.resolve();
    try {
      for await (const message of this.#messages) {
        // What comes after a message that is not on disk must not be there before it.
        if (counts.writeFailures > failures) break;
        const skip = message.seq === done.message ? done.batches : 0;
        written = this.#take(message, created, skip);
        if (this.#store.isBusy) await written;
        if (this.#isEnded) break;
      }
    } finally {
      this.#messages.stop();
      await written;
    }
  }

  /** Resolves once the whole message is on disk. */
  async #take(message: JsMsg, stream: string, skip: number): Promise<void> {
    const written: Promise<void>[] = [];
    let batches = 0;
    for (const rows of this.#reader.read(message, ({ code }) => this.#events.rejected(code))) {
      if (++batches <= skip) continue;
      const position = { stream, message: message.seq, batches };
      const { durable } = this.#store.take(rows, ({ code }) => this.#events.rejected(code), position);
      written.push(durable);
    }
    const { pending } = message.info;
    const done = Promise.all(written).then(() => this.#note(pending));
    // What failed is read again, with all that came after it.
    done.catch(() => this.#messages?.stop());
    await done;
  }

  #note(pending: number): void {
    this.#pending = pending;
    this.#hasCaughtUp ||= pending === 0;
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

function gone(taken: number, first: number): ProblemError {
  const message = `--nats: messages ${taken + 1} to ${first - 1} of ${RECORDS_STREAM} are gone and were never read; keep more of it`;
  return new ProblemError({ code: 'store-damaged', field: '--nats', message });
}
