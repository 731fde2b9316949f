import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';
import { RECORDS_STREAM } from './streams.js';

/** How much of the stream's limit is used: a server that is killed after it met it has a copy that differs (docs/scale-out.md). */
const FILLED = 0.95;

/** How long an answer holds, ms, and how much of the room that it tells of may be published by then. */
const [ASKED_MS, ASKED_PART] = [1_000, 0.25];

/** How long servers may take to answer, ms: where they do not, publishing itself has the patience for it. */
const ANSWER_MS = 1_000;

/** How much more the stream of records takes, as its servers say: asked once a second while anything is published, oftener near the limit. */
export class StreamRoom {
  readonly #connection: NatsConnection;
  #manager: JetStreamManager | undefined;
  #askedAt = -Infinity;
  #asking: Promise<void> | undefined;
  /** Bytes that were free at the last answer, and those that were published here since. */
  #room = Infinity;
  #published = 0;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Takes room for so many bytes. @throws ProblemError `disk-full` where the stream would come near its limit */
  async take(bytes: number): Promise<void> {
    if (this.#isDated) await (this.#asking ??= this.#ask());
    if (this.#published + bytes > this.#room) throw full(bytes, this.#room - this.#published);
    this.#published += bytes;
  }

  get #isDated(): boolean {
    return this.#published > ASKED_PART * this.#room || performance.now() - this.#askedAt > ASKED_MS;
  }

  async #ask(): Promise<void> {
    try {
      this.#manager ??= await jetstreamManager(this.#connection, { checkAPI: false, timeout: ANSWER_MS });
      const { config, state } = await this.#manager.streams.info(RECORDS_STREAM);
      const isLimited = config.max_bytes > 0;
      this.#room = isLimited ? Math.max(0, Math.floor(FILLED * config.max_bytes) - state.bytes) : Infinity;
      this.#published = 0;
    } catch {
      // Nobody answers: what was known last holds, and whether the rest is taken is for the servers to say.
    } finally {
      this.#askedAt = performance.now();
      this.#asking = undefined;
    }
  }
}

function full(bytes: number, room: number): ProblemError {
  const message =
    `records: expected at most ${room} bytes, which ${RECORDS_STREAM} has room for up to ${FILLED * 100} % of its max_bytes, got ${bytes}; ` +
    'they were not taken: send them again once there is room';
  return new ProblemError({ code: 'disk-full', message });
}
