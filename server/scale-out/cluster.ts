import type { JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { nanoid } from 'nanoid';
import { ProblemError } from '../../protocol/errors.js';
import { LIVE_DEFAULTS } from '../timelines/live/live-settings.js';
import { connectNats } from './nats-connection.js';
import { openStreams, replicasOf, type StreamSettings } from './streams.js';
import { DEFAULT_PARTITIONS, SettledTerms, type AskedTerms } from './timeline-terms.js';

/** Where NATS is, and how what is kept there is. */
export interface NatsSettings extends StreamSettings {
  /** Addresses, separated by commas. */
  readonly url: string;
}

/** What all processes of one timeline share. */
export interface Cluster {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly terms: SettledTerms;
  /** Copies of what is kept there. */
  readonly replicas: number;
}

/**
 * Joins the timeline that NATS has, or begins one. Whoever opens it closes its connection.
 * @param role what the servers know the process by
 * @throws ProblemError where NATS can't be reached, or other terms were settled there than are asked for
 */
export async function joinCluster(
  nats: NatsSettings,
  role: string,
  asked: AskedTerms,
  now: () => number,
): Promise<Cluster> {
  const connection = await connectNats(nats.url, role);
  try {
    return await persistently(() => openAll(connection, nats, asked, now));
  } catch (fault) {
    await connection.close();
    throw fault;
  }
}

async function openAll(
  connection: NatsConnection,
  nats: NatsSettings,
  asked: AskedTerms,
  now: () => number,
): Promise<Cluster> {
  const manager = await openStreams(connection, nats);
  const replicas = replicasOf(connection, nats.replicas);
  const { utcOffset, currency, idWindowMs, keepMs, futureMs, lateMs } = LIVE_DEFAULTS;
  const defaults = { utcOffset, currency, idWindowMs, keepMs, futureMs, lateMs };
  const begun = { ...defaults, partitions: DEFAULT_PARTITIONS, begunAt: now(), epoch: nanoid() };
  const terms = await SettledTerms.open(connection, asked, begun, replicas);
  return { connection, manager, terms, replicas };
}

/** Servers that have just been started, or lost one of them, take a few seconds to agree on who leads, ms. */
const AGREED_MS = 10_000;

const PAUSE_MS = 250;

/** Does what may fail as long as the servers have not agreed, until it does not or has had time enough. */
async function persistently<T>(work: () => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + AGREED_MS;
  for (;;) {
    try {
      return await work();
    } catch (fault) {
      const isFinal = fault instanceof ProblemError && fault.problem.code === 'bad-request';
      if (isFinal || performance.now() > giveUpAt) throw fault;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
