import { ProblemError } from '../../protocol/errors.js';
import type { Rejection } from '../../protocol/record.js';
import { BatchReader } from '../records/batch-reader.js';
import { IntakeTally } from '../records/intake-tally.js';
import type { RecordTaker } from '../records/record-taker.js';
import { takeMessage } from '../records/take-body.js';
import type { FileMessage } from './file-messages.js';

/** Messages on their way at a time. */
const WINDOW = 8;

/** What is worth trying again. */
const PASSING = new Set(['unavailable', 'disk-full', 'too-busy']);

/** Before a message is tried again, ms. */
const PAUSE_MS = 1_000;

export interface PublishOptions {
  /** How long to try a message for, ms. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

/**
 * Gives messages to a taker that publishes them, several at a time, and again those that could not be.
 * @throws ProblemError where one can't be published for longer than is waited for
 */
export async function publishMessages(
  messages: AsyncIterable<FileMessage>,
  tally: IntakeTally,
  taker: RecordTaker,
  options: PublishOptions,
): Promise<void> {
  const sending = new Set<Promise<void>>();
  let failure: Error | undefined;
  for await (const message of messages) {
    const sent = publish(message, tally, taker, options)
      .catch((fault: Error) => void (failure ??= fault))
      .finally(() => sending.delete(sent));
    sending.add(sent);
    if (sending.size >= WINDOW) await Promise.race(sending);
    if (failure !== undefined) break;
  }
  await Promise.all(sending);
  if (failure !== undefined) throw failure;
}

async function publish(
  { text, lines }: FileMessage,
  tally: IntakeTally,
  taker: RecordTaker,
  { patienceMs, signal }: PublishOptions,
): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    const rejected: Rejection[] = [];
    const batch = new BatchReader(taker.terms, '', (rejection) => rejected.push(rejection));
    const own = new IntakeTally();
    try {
      await takeMessage(taker, batch, Buffer.from(text), own);
      tally.add(own.report);
      // The message counts its own lines, the user those of the file.
      for (const rejection of rejected) tally.reject({ ...rejection, line: lines[rejection.line - 1]! });
      return;
    } catch (fault) {
      const isPassing = fault instanceof ProblemError && PASSING.has(fault.problem.code);
      if (!isPassing || performance.now() > giveUpAt) throw fault;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
