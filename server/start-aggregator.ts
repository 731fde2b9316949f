import { createAdaptorServer } from '@hono/node-server';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildVersion } from './build-version.js';
import { healthRoutes } from './http/health-routes.js';
import { addressOf, closeServer, listen } from './http/listening.js';
import type { Logger } from './logger.js';
import { aggregatorMetrics } from './metrics/aggregator-metrics.js';
import { createMetrics } from './metrics/create-metrics.js';
import { startAggregator, type Aggregator } from './scale-out/aggregator.js';
import { joinCluster, type NatsSettings } from './scale-out/cluster.js';
import type { AskedTerms } from './scale-out/timeline-terms.js';

export interface AggregateConfig {
  readonly nats: NatsSettings;
  /** What the timeline is to be, where it is not begun yet. */
  readonly terms: AskedTerms;
  /** Ids of records that may be known at most, where not as many as is usual. */
  readonly maxIds: number | undefined;
  /** Where its health and metrics are; 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

export interface RunningAggregator {
  readonly url: string;
  /** Resolves where it can't go on truthfully, with what is wrong. */
  readonly failure: Promise<unknown>;
  close(): Promise<void>;
}

const CLIENT_DIR = fileURLToPath(new URL('../client', import.meta.url));

/** Starts a process that counts, and tells how it is; the counterpart of `startServer`. */
export async function startAggregating(
  { nats, terms, maxIds, port, host }: AggregateConfig,
  { logger, now }: { logger: Logger; now: () => number },
): Promise<RunningAggregator> {
  const version = await buildVersion(CLIENT_DIR);
  const cluster = await joinCluster(nats, 'aggregate', terms, now);
  const aggregator = await startAggregator(cluster, now, logger, maxIds);
  const metrics = createMetrics();
  aggregatorMetrics(metrics, aggregator);
  let isClosing = false;
  const app = healthRoutes({
    version,
    metrics,
    notReady: () => (isClosing ? 'nothing any more: it is shutting down' : waitingFor(aggregator)),
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await listen(server, { port, host });
  return {
    url: addressOf('http', host, (server.address() as AddressInfo).port),
    failure: aggregator.share.failure,
    close: async () => {
      isClosing = true;
      await aggregator.close();
      await closeServer(server);
    },
  };
}

function waitingFor({ share, connected }: Aggregator): string | undefined {
  if (share.fault !== undefined) return `a restart: ${share.fault.message}`;
  if (!connected()) return 'the servers of NATS';
  if (share.fullness !== undefined) return `room for ids: ${share.fullness.message}`;
  if (!share.hasLooked) return 'its share of the partitions';
  const behind = [...share.counting].filter(([, { hasCaughtUp }]) => !hasCaughtUp);
  if (behind.length === 0) return undefined;
  return `what was sent before, of the partitions ${behind.map(([partition]) => partition).join(', ')}`;
}
