import { createLogger, type Logger } from '../logger.js';
import { startServer, type RunningServer } from '../start-server.js';
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
  const starting = startServer(config, { logger, now: Date.now });
  closeOnSignals(starting, logger);
  const { url } = await starting;
  process.stdout.write(`Tradewall is at ${url}\n`);
}

/** Listens from the start: who reads the address may ask for the end at once. */
function closeOnSignals(starting: Promise<RunningServer>, logger: Logger): void {
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    logger.info({ signal }, 'shutting down');
    await (await starting).close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));
}
