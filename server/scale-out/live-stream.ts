import type { RejectionCode } from '../../protocol/record.js';
import type { Logger } from '../logger.js';
import type { LiveStore } from '../timelines/live/live-store.js';
import { joinCluster, type NatsSettings } from './cluster.js';
import { StreamSource } from './stream-source.js';

/** The stream as a source of the records of a live timeline. */
export interface LiveStream {
  /** Messages that are not taken yet. */
  readonly pending: number;
  /** Whether all has been taken once that was there. */
  readonly hasCaughtUp: boolean;
  /** @param onReject called with the reason for each record that is not taken */
  start(onReject: (code: RejectionCode) => void): void;
  close(): Promise<void>;
}

/**
 * Connects a live timeline to the stream of records, made where there is none.
 * @throws ProblemError where NATS can't be reached, or other terms were settled there
 */
export async function openLiveStream(
  nats: NatsSettings,
  store: LiveStore,
  logger: Logger,
): Promise<LiveStream> {
  const asked = { utcOffset: store.utcOffset, currency: store.terms.currency ?? undefined };
  const { connection, manager } = await joinCluster(nats, 'serve', asked, store.now);
  let rejected: (code: RejectionCode) => void = () => undefined;
  const source = new StreamSource(connection, manager, store, {
    rejected: (code) => rejected(code),
    failed: (fault) => logger.error({ err: fault }, 'records of the stream could not be taken'),
  });
  return {
    get pending() {
      return source.pending;
    },
    get hasCaughtUp() {
      return source.hasCaughtUp;
    },
    start: (onReject) => {
      rejected = onReject;
      source.start();
    },
    close: async () => {
      await source.close();
      await connection.close();
    },
  };
}
