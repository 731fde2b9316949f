import { join } from 'node:path';
import { createLogger, type Logger } from '../logger.js';
import { startServer, type RunningServer } from '../start-server.js';
import { LIVE_DEFAULTS, type LiveSettings } from '../timelines/live/live-settings.js';
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
  readonly live: boolean;
  readonly currency?: string;
  readonly utcOffset?: string;
  readonly flushMs?: number;
  readonly idDays?: number;
  readonly lateDays?: number;
  readonly futureMinutes?: number;
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
    ...(flags.live ? { live: liveSettings(flags) } : {}),
  };
  const starting = startServer(config, { logger, now: Date.now });
  closeOnSignals(starting, logger);
  const { url } = await starting;
  process.stdout.write(`Tradewall is at ${url}\n`);
}

/** Records that are sent outlive the process even where nobody named a store. */
const DEFAULT_STORE = 'tradewall-store';

const MINUTE = 60_000;
const DAY = 86_400_000;

function liveSettings(flags: ServeFlags): LiveSettings {
  const { currency, utcOffset, flushMs, idDays, lateDays, futureMinutes } = flags;
  return {
    folder: join(userPath(flags.store ?? DEFAULT_STORE), 'live'),
    currency: currency ?? LIVE_DEFAULTS.currency,
    utcOffset: utcOffset ?? LIVE_DEFAULTS.utcOffset,
    flushMs: flushMs ?? LIVE_DEFAULTS.flushMs,
    idWindowMs: idDays === undefined ? LIVE_DEFAULTS.idWindowMs : idDays * DAY,
    lateMs: lateDays === undefined ? LIVE_DEFAULTS.lateMs : lateDays * DAY,
    futureMs: futureMinutes === undefined ? LIVE_DEFAULTS.futureMs : futureMinutes * MINUTE,
  };
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
