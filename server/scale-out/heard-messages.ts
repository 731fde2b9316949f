import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { ProblemError } from '../../protocol/errors.js';
import { WATCHED } from './streams.js';

/** How often is looked whether anything was heard, ms: as often as servers say that they are there. */
const LOOK_MS = WATCHED.idle_heartbeat;

/** Looks in a row that heard nothing, after which the consumer is given up: three seconds. A process that stood still looks once. */
const SILENT_LOOKS = 6;

/**
 * Messages of an ordered consumer for as long as its server is heard. Such a consumer lives on one server, and where that is
 * held or cut off, the library asks it again for ever: whoever reads on has to have another one.
 */
export class HeardMessages implements AsyncIterable<JsMsg> {
  readonly #messages: ConsumerMessages;
  #heartbeats = 0;
  /** Heartbeats and messages up to the last look. */
  #heard = 0;
  #silentLooks = 0;
  #isSilent = false;

  private constructor(messages: ConsumerMessages) {
    this.#messages = messages;
    void this.#hear();
  }

  /** @param aheadBytes that the servers send ahead */
  static async of(consumer: Consumer, aheadBytes: number): Promise<HeardMessages> {
    return new HeardMessages(await consumer.consume({ max_bytes: aheadBytes, ...WATCHED }));
  }

  /** Who iterates ends; to be waited for is that, for messages that nobody iterates never close. */
  stop(): void {
    this.#messages.stop();
  }

  /** Throws a ProblemError `unavailable` where the server says nothing any more. */
  async *[Symbol.asyncIterator](): AsyncGenerator<JsMsg, void> {
    const timer = setInterval(() => this.#look(), LOOK_MS);
    try {
      yield* this.#messages;
    } finally {
      clearInterval(timer);
      this.#messages.stop();
    }
    if (this.#isSilent) throw silent();
  }

  async #hear(): Promise<void> {
    for await (const { type } of this.#messages.status()) if (type === 'heartbeat') this.#heartbeats++;
  }

  /** What waits to be read was heard as well. */
  #look(): void {
    const heard = this.#heartbeats + this.#messages.getReceived();
    const wasHeard = heard > this.#heard || this.#messages.getPending() > 0;
    this.#heard = heard;
    this.#silentLooks = wasHeard ? 0 : this.#silentLooks + 1;
    if (this.#silentLooks < SILENT_LOOKS) return;
    this.#isSilent = true;
    this.#messages.stop();
  }
}

function silent(): ProblemError {
  const message = `--nats: the server that the messages come from has not been heard for ${(SILENT_LOOKS * LOOK_MS) / 1_000} s; they are asked for anew`;
  return new ProblemError({ code: 'unavailable', field: '--nats', message });
}
