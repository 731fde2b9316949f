import type { Command } from 'commander';
import { ProblemError } from '../../protocol/errors.js';
import { createLogger } from '../logger.js';
import { startServer } from '../start-server.js';
import { closeOnSignals } from './close-on-signals.js';
import { endOnFailure } from './end-on-failure.js';
import { describeOptions, takeOptions } from './option-sources.js';
import { servingConfig, type ServingFlags } from './serving-flags.js';

interface GatewayFlags extends ServingFlags {
  readonly nats?: string;
  readonly live: boolean;
  readonly simulated: boolean;
}

/** `tradewall gateway [FILE…]`: serves viewers what the aggregators behind NATS have counted, until it is told to stop. */
export async function gateway(files: string[], _given: GatewayFlags, command: Command): Promise<void> {
  await takeOptions(command);
  const flags = command.opts<GatewayFlags>();
  const { nats: url = missing(), live: takesRecords, simulated } = flags;
  const logger = createLogger({ json: flags.jsonLog, level: flags.logLevel });
  logger.info({ options: describeOptions(command) }, 'configuration');
  const nats = { url, replicas: undefined, recordBytes: undefined };
  const config = {
    ...servingConfig(files, flags, command),
    demo: false,
    gateway: { nats, takesRecords, simulated },
  };
  const starting = startServer(config, { logger, now: Date.now });
  closeOnSignals(starting, logger);
  const running = await starting;
  process.stdout.write(`Tradewall is at ${running.url}\n`);
  // Viewers go to another gateway, and the one that is started in its place reads all from the beginning.
  void endOnFailure(running);
}

function missing(): never {
  const message =
    '--nats: missing; give the servers of NATS that aggregators publish to, as nats://127.0.0.1:4222';
  throw new ProblemError({ code: 'bad-request', field: '--nats', message });
}
