import type { Command } from 'commander';
import { ProblemError } from '../../protocol/errors.js';
import { createLogger } from '../logger.js';
import { startAggregating } from '../start-aggregator.js';
import { closeOnSignals } from './close-on-signals.js';
import { endOnFailure } from './end-on-failure.js';
import { describeOptions, takeOptions } from './option-sources.js';
import { termsOf, type TermFlags } from './term-flags.js';

interface AggregateFlags extends TermFlags {
  readonly nats?: string;
  readonly replicas?: number;
  readonly recordsGb?: number;
  readonly partitions?: number;
  readonly maxIds?: number;
  readonly port: number;
  readonly host: string;
  readonly jsonLog: boolean;
  readonly logLevel: string;
}

const GIGABYTE = 1e9;

function missing(): never {
  const message =
    '--nats: missing; give the servers of NATS that records go through, as nats://127.0.0.1:4222';
  throw new ProblemError({ code: 'bad-request', field: '--nats', message });
}

/** `tradewall aggregate`: counts its share of the records that go through NATS, until it is told to stop. */
export async function aggregate(_given: AggregateFlags, command: Command): Promise<void> {
  await takeOptions(command);
  const flags = command.opts<AggregateFlags>();
  const { nats: url = missing(), replicas, recordsGb, partitions, maxIds, port, host } = flags;
  const logger = createLogger({ json: flags.jsonLog, level: flags.logLevel });
  logger.info({ options: describeOptions(command) }, 'configuration');
  const recordBytes = recordsGb === undefined ? undefined : Math.round(recordsGb * GIGABYTE);
  const config = {
    nats: { url, replicas, recordBytes },
    terms: { ...termsOf(flags), partitions },
    maxIds,
    port,
    host,
  };
  const starting = startAggregating(config, { logger, now: Date.now });
  closeOnSignals(starting, logger);
  const running = await starting;
  process.stdout.write(`Tradewall counts; its health is at ${running.url}readyz\n`);
  void endOnFailure(running);
}
