import {
  DiscardPolicy,
  JetStreamApiError,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { ProblemError } from '../../protocol/errors.js';

/** Records as they were sent, by partition. */
export const RECORDS_STREAM = 'TRADEWALL_RECORDS';

/** Partial sums, tick markers and commands, in the one order that decides what every gateway shows. */
export const TICKS_STREAM = 'TRADEWALL_TICKS';

/** What partitions came to, so that whoever starts need not read all partial sums. */
export const STATES_STREAM = 'TRADEWALL_STATES';

export const TICK_SUBJECT = 'tradewall.tick';
export const CONTROL_SUBJECT = 'tradewall.control';

export function recordsSubject(partition: number): string {
  return `tradewall.records.${partition}`;
}

/**
 * How whoever reads a stream notices that nothing comes any more, ms: servers say at least so often that they are there, and
 * a reader that hears nothing twice asks anew.
 */
export const WATCHED = { idle_heartbeat: 500, expires: 5_000 } as const;

export function partialsSubject(partition: number): string {
  return `tradewall.partials.${partition}`;
}

export function stateSubject(partition: number): string {
  return `tradewall.state.${partition}`;
}

/** How a cluster's streams are kept; what there is already stays as it is. */
export interface StreamSettings {
  /** Copies of each message; undefined: three in a cluster, one on a server by itself. */
  readonly replicas: number | undefined;
  /** Bytes that records may take; undefined: as many as the servers allow. No more is taken when they are full. */
  readonly recordBytes: number | undefined;
}

/** For so long a message that is published again, its acknowledgement having been lost, is known by its id. */
const DUPLICATE_WINDOW_MS = 120_000;

/** Copies in a cluster: a majority is left when one server is lost. */
const CLUSTER_REPLICAS = 3;

/**
 * Makes the streams where there are none.
 * @throws ProblemError where the servers have no JetStream, or are too few for the copies asked for
 */
export async function openStreams(
  connection: NatsConnection,
  { replicas, recordBytes }: StreamSettings,
): Promise<JetStreamManager> {
  const copies = replicasOf(connection, replicas);
  const manager = await managerOf(connection);
  const kept = {
    storage: StorageType.File,
    retention: RetentionPolicy.Limits,
    num_replicas: copies,
  } as const;
  await openStream(manager, {
    ...kept,
    name: RECORDS_STREAM,
    subjects: ['tradewall.records.*'],
    // What is acknowledged is never dropped for what is not yet.
    discard: DiscardPolicy.New,
    max_bytes: recordBytes ?? -1,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
  });
  await openStream(manager, {
    ...kept,
    name: TICKS_STREAM,
    subjects: ['tradewall.partials.*', TICK_SUBJECT, CONTROL_SUBJECT],
    discard: DiscardPolicy.New,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
  });
  await openStream(manager, {
    ...kept,
    name: STATES_STREAM,
    subjects: ['tradewall.state.*'],
    discard: DiscardPolicy.New,
  });
  return manager;
}

/** Removes the messages of a subject before this one. */
export async function purgeBefore(
  { streams }: JetStreamManager,
  stream: string,
  subject: string,
  seq: number,
): Promise<void> {
  // Servers take the first message, before which there is nothing, for no number at all, and remove everything.
  if (seq > 1) await streams.purge(stream, { filter: subject, seq });
}

/** Copies of what is kept, unless so many are asked for. */
export function replicasOf({ info }: NatsConnection, asked: number | undefined): number {
  return asked ?? (info?.cluster === undefined ? 1 : CLUSTER_REPLICAS);
}

async function managerOf(connection: NatsConnection): Promise<JetStreamManager> {
  try {
    return await jetstreamManager(connection);
  } catch (cause) {
    const message = `--nats: ${connection.getServer()} has no JetStream (${(cause as Error).message}); start it with --jetstream, and a --store_dir that lasts`;
    throw new ProblemError({ code: 'unavailable', field: '--nats', message }, { cause });
  }
}

async function openStream(
  manager: JetStreamManager,
  config: Partial<StreamConfig> & { name: string },
): Promise<void> {
  try {
    await manager.streams.info(config.name);
    return;
  } catch (fault) {
    if (!(fault instanceof JetStreamApiError) || fault.status !== 404) throw fault;
  }
  try {
    await manager.streams.add(config);
  } catch (cause) {
    if (isThereBy(cause)) return;
    const message = `--nats: the stream ${config.name} can't be made with ${config.num_replicas} copies (${(cause as Error).message}); start as many servers, or give fewer --replicas`;
    throw new ProblemError({ code: 'unavailable', field: '--nats', message }, { cause });
  }
}

/** Another process made it meanwhile, with other settings than ours: those that came first count. */
function isThereBy(fault: unknown): boolean {
  const STREAM_NAME_IN_USE = 10_058;
  return fault instanceof JetStreamApiError && fault.code === STREAM_NAME_IN_USE;
}
