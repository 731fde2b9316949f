import { join } from 'node:path';
import type { Command } from 'commander';
import { describeOptions, takeOptions } from './option-sources.js';
import { ProblemError } from '../../protocol/errors.js';
import type { ServeConfig } from '../serve-config.js';
import { createLogger } from '../logger.js';
import { startServer } from '../start-server.js';
import { LIVE_DEFAULTS, type LiveSettings } from '../timelines/live/live-settings.js';
import { closeOnSignals } from './close-on-signals.js';
import { servingConfig, type ServingFlags } from './serving-flags.js';
import { allTermsOf, type TermFlags } from './term-flags.js';
import { userPath } from './user-path.js';

interface ServeFlags extends TermFlags, ServingFlags {
  readonly demo: boolean;
  readonly live: boolean;
  readonly flushMs?: number;
  readonly maxIds?: number;
  readonly nats?: string;
  readonly replicas?: number;
}

/** `tradewall serve [FILE…]`: serves until it is told to stop, and prints the one address to open. */
export async function serve(files: string[], _given: ServeFlags, command: Command): Promise<void> {
  await takeOptions(command);
  const flags = command.opts<ServeFlags>();
  const logger = createLogger({ json: flags.jsonLog, level: flags.logLevel });
  logger.info({ options: describeOptions(command) }, 'configuration');
  const config = {
    ...servingConfig(files, flags, command),
    demo: flags.demo,
    ...(flags.live ? { live: liveSettings(flags) } : {}),
    ...natsOf(flags),
  };
  const starting = startServer(config, { logger, now: Date.now });
  closeOnSignals(starting, logger);
  const { url } = await starting;
  process.stdout.write(`Tradewall is at ${url}\n`);
}

/** Records that are sent outlive the process even where nobody named a store. */
const DEFAULT_STORE = 'tradewall-store';

function natsOf({ nats, live, replicas }: ServeFlags): Pick<ServeConfig, 'nats'> {
  if (nats === undefined) return {};
  if (live) return { nats: { url: nats, replicas, recordBytes: undefined } };
  const message = '--nats: records are taken only with --live; give that, too';
  throw new ProblemError({ code: 'bad-request', field: '--nats', message });
}

function liveSettings(flags: ServeFlags): LiveSettings {
  return {
    ...allTermsOf(flags),
    folder: join(userPath(flags.store ?? DEFAULT_STORE), 'live'),
    flushMs: flags.flushMs ?? LIVE_DEFAULTS.flushMs,
    maxIds: flags.maxIds ?? LIVE_DEFAULTS.maxIds,
  };
}
