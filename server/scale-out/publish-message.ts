import { JetStreamApiError, type JetStreamClient, type JetStreamPublishOptions } from '@nats-io/jetstream';
import { ClosedConnectionError } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';

/** How long a server may take to acknowledge before the message is published again, ms. */
const ACK_MS = 5_000;

/** How long to go on for, ms: a cluster that lost a server has another leader in a few seconds. */
const PATIENCE_MS = 30_000;

/** A pause before what failed at once is tried again, ms. */
const PAUSE_MS = 250;

/** JetStream's codes where it has no room: for the stream, of memory or disk, of the account. */
const FULL = new Set([10_077, 10_023, 10_047, 10_002, 10_028]);

/** JetStream's code of a message whose place in its subject another one took. */
const WRONG_LAST_SEQUENCE = 10_071;

/**
 * Publishes a message, again where there is no answer. Returns its number in the stream.
 * @param optionsOf of each time that it is published. By an id that stays the same it is taken once, but a leader of 2.9 that
 * is cut off may know an id whose message it never got, and then leaves that out of its copy: where a message may be there
 * twice, or expects the one before it, it has another id each time, or none
 * @throws ProblemError `disk-full` where there is no room, `unavailable` where there is no answer for half a minute
 * @throws JetStreamApiError where what is expected of the stream is not so: see `isOvertaken`
 */
export async function publishMessage(
  stream: JetStreamClient,
  subject: string,
  data: Uint8Array,
  optionsOf: () => Partial<JetStreamPublishOptions>,
  isEnded: () => boolean = () => false,
): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return (await stream.publish(subject, data, { timeout: ACK_MS, ...optionsOf() })).seq;
    } catch (fault) {
      if (isOvertaken(fault)) throw fault;
      if (isFull(fault)) throw fullProblem(fault as Error);
      const isFinal = fault instanceof ClosedConnectionError || isEnded();
      if (isFinal || performance.now() > giveUpAt) throw unavailable(fault as Error);
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Whether a message was refused because another one had come in its place. */
export function isOvertaken(fault: unknown): boolean {
  return fault instanceof JetStreamApiError && fault.code === WRONG_LAST_SEQUENCE;
}

function isFull(fault: unknown): boolean {
  return fault instanceof JetStreamApiError && FULL.has(fault.code);
}

function fullProblem(cause: Error): ProblemError {
  const message = `records: the servers of NATS have no room, so they were not taken; send them again once there is (${cause.message})`;
  return new ProblemError({ code: 'disk-full', message }, { cause });
}

function unavailable(cause: Error): ProblemError {
  const message = `records: the servers of NATS do not acknowledge them (${cause.message}); send them again: what was taken is known by its ids`;
  return new ProblemError({ code: 'unavailable', message }, { cause });
}
