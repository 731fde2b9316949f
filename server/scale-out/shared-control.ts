import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { nanoid } from 'nanoid';
import type { ControlMessage } from '../../protocol/client-messages.js';
import { ProblemError } from '../../protocol/errors.js';
import type { CommandResult, Timeline } from '../timelines/timeline.js';
import { readSharedCommand, writeSharedCommand } from './shared-command.js';
import { CONTROL_SUBJECT } from './streams.js';

/** How long a command may take until it has come round, ms; a cluster that lost a server has another leader by then. */
const ROUND_MS = 10_000;

interface Given {
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (fault: unknown) => void;
}

/**
 * Commands over timelines that all gateways show: each carries them out in the order of the stream, as of the time that they
 * tell, so that what they come to is the same on a gateway that reads them later.
 */
export class SharedControl {
  readonly #stream: JetStreamClient;
  readonly #timelines: () => ReadonlyMap<string, Timeline>;
  /** Commands of viewers of this gateway that have not come round. */
  readonly #given = new Map<string, Given>();

  constructor(connection: NatsConnection, timelines: () => ReadonlyMap<string, Timeline>) {
    this.#stream = jetstream(connection);
    this.#timelines = timelines;
  }

  /**
   * Gives a command, and answers when this gateway has carried it out with all others.
   * @param at time of the last marker
   * @throws ProblemError where it is wrong, or the servers do not take it
   */
  async give(timeline: Timeline, message: ControlMessage, at: number): Promise<CommandResult> {
    timeline.checkControl(message);
    const { type: _type, request: _request, key: _key, ...command } = message;
    const id = nanoid();
    const done = new Promise<CommandResult>((resolve, reject) => this.#given.set(id, { resolve, reject }));
    const timer = setTimeout(() => this.#given.get(id)?.reject(unheard()), ROUND_MS);
    try {
      await Promise.race([this.#publish(id, writeSharedCommand({ id, at, command })), done]);
      return await done;
    } finally {
      clearTimeout(timer);
      this.#given.delete(id);
    }
  }

  /** Carries out a command of the stream. */
  carryOut(bytes: Uint8Array): void {
    const { id, at, command } = readSharedCommand(bytes);
    const given = this.#given.get(id);
    // Another gateway may serve files that this one was not given.
    const timeline = this.#timelines().get(command.timeline);
    if (timeline === undefined) return;
    try {
      const result = timeline.control({ type: 'control', request: 0, ...command }, at);
      given?.resolve(result);
    } catch (fault) {
      if (!(fault instanceof ProblemError)) throw fault;
      // Who gave it is told; to all others it is as if it had not been given.
      given?.reject(fault);
    }
  }

  async #publish(id: string, data: Uint8Array): Promise<void> {
    try {
      await this.#stream.publish(CONTROL_SUBJECT, data, { msgID: id, timeout: ROUND_MS });
    } catch (cause) {
      throw unheard(cause);
    }
  }
}

/** The problem of a command that nobody has carried out. */
export function unheard(cause?: unknown): ProblemError {
  const message = 'control: the servers of NATS have not taken the command; give it again when frames go on';
  return new ProblemError({ code: 'unavailable', message }, { cause });
}
