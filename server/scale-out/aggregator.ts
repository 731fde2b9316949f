import type { Logger } from '../logger.js';
import type { Cluster } from './cluster.js';
import { LIVE_DEFAULTS } from '../timelines/live/live-settings.js';
import { PartitionShare, type ShareEvents } from './partition-share.js';
import { watchConnection } from './watch-connection.js';
import { Upkeep } from './upkeep.js';
import { TickSetter } from './tick-setter.js';

/** A process that counts: its share of the partitions, and the ticks while it is the one that sets them. */
export interface Aggregator {
  readonly share: PartitionShare;
  readonly ticks: TickSetter;
  readonly upkeep: Upkeep;
  /** Whether the servers of NATS are there. */
  readonly connected: () => boolean;
  close(): Promise<void>;
}

/** @param maxIds ids of records that it may know, see PartitionShare */
export async function startAggregator(
  cluster: Cluster,
  now: () => number,
  logger: Logger,
  maxIds: number = LIVE_DEFAULTS.maxIds,
): Promise<Aggregator> {
  const events: ShareEvents = {
    taken: (partition) => logger.info({ partition }, 'partition taken'),
    left: (partition, fault) => {
      if (fault === undefined) logger.info({ partition }, 'partition left');
      else logger.warn({ err: fault, partition }, 'partition lost; it is taken again');
    },
    failed: (fault) =>
      logger.warn({ err: fault }, 'the servers of NATS did not answer; they are asked again'),
    incomplete: (fault) =>
      logger.error(
        { err: fault },
        'acknowledged records are not there: what would be counted from now on would be wrong',
      ),
    full: (fault) => logger.error({ err: fault }, 'nothing more is counted until there is room for ids'),
  };
  const share = await PartitionShare.open(cluster, events, maxIds);
  const ticks = new TickSetter(cluster, now, (fault) =>
    logger.warn({ err: fault }, 'the end of a tick could not be set'),
  );
  const upkeep = new Upkeep(
    cluster,
    () => share.counting,
    () => ticks.isSetter,
    now,
    (fault) => logger.warn({ err: fault }, 'partial sums could not be rolled up; it is tried again'),
  );
  return {
    share,
    ticks,
    upkeep,
    connected: watchConnection(cluster.connection),
    close: async () => {
      await upkeep.close();
      await share.close();
      await ticks.close();
      await cluster.connection.close();
    },
  };
}
