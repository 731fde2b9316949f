import { createLogger } from '../logger.js';
import { startServer } from '../start-server.js';
import { userPath } from './user-path.js';

interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly speed?: number;
  readonly loop: boolean;
  readonly demo: boolean;
  readonly gapSeconds?: number;
  readonly controlKey?: string;
  readonly keyFile?: string;
  readonly seed: number;
  readonly calendar: string[];
  readonly sample?: string;
  readonly store?: string;
  readonly jsonLog: boolean;
}

/** `tradewall serve [FILE…]`: serves until it is told to stop, and prints the one address to open. */
export async function serve(files: string[], flags: ServeFlags): Promise<void> {
  const logger = createLogger({ json: flags.jsonLog });
  const config = {
    port: flags.port,
    host: flags.host,
    files: files.map(userPath),
    samples: flags.sample === undefined ? [] : [flags.sample],
    speed: flags.speed,
    loop: flags.loop,
    demo: flags.demo,
    gapMs: flags.gapSeconds === undefined ? undefined : flags.gapSeconds * 1_000,
    controlKey: flags.controlKey,
    keyFile: flags.keyFile === undefined ? undefined : userPath(flags.keyFile),
    seed: flags.seed,
    calendars: flags.calendar.map(userPath),
    store: flags.store === undefined ? undefined : userPath(flags.store),
  };
  const server = await startServer(config, { logger, now: Date.now });
  process.stdout.write(`Tradewall is at ${server.url}\n`);
  const stop = (signal: NodeJS.Signals): void => {
    logger.info({ signal }, 'shutting down');
    void server.close().then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
}
