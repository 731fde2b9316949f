import { join } from 'node:path';
import type { Command } from 'commander';
import { describeOptions, takeOptions } from './option-sources.js';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITED, type Amounts } from '../access/limited-amounts.js';
import type { AlertSettings } from '../alerts/alert-settings.js';
import type { ServeConfig } from '../serve-config.js';
import { createLogger } from '../logger.js';
import { startServer } from '../start-server.js';
import { LIVE_DEFAULTS, type LiveSettings } from '../timelines/live/live-settings.js';
import { closeOnSignals } from './close-on-signals.js';
import { allTermsOf, type TermFlags } from './term-flags.js';
import { userPath } from './user-path.js';

interface ServeFlags extends TermFlags {
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
  readonly logLevel: string;
  readonly tokenFile?: string;
  readonly origin: string[];
  readonly trustProxy: string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly alertBy: AlertSettings['dimensions'];
  readonly alertMeasure: AlertSettings['measure'];
  readonly alertFalseAlarms: number;
  readonly alertChange: number;
  readonly alertGroups: number;
  readonly live: boolean;
  readonly flushMs?: number;
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
    tokenFile: flags.tokenFile === undefined ? undefined : userPath(flags.tokenFile),
    origins: flags.origin,
    limits: { perAddress: saidLimits(command, 'Address'), perToken: saidLimits(command, 'Token') },
    trustedProxies: flags.trustProxy,
    alerts: {
      dimensions: flags.alertBy,
      measure: flags.alertMeasure,
      falseAlarms: flags.alertFalseAlarms,
      change: flags.alertChange / 100,
      groups: flags.alertGroups,
    },
    ...tlsOf(flags),
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

/** Those that were given of `--connections-per-address` and the others. */
function saidLimits(command: Command, by: 'Address' | 'Token'): Partial<Amounts> {
  const given = command.opts<Record<string, number | undefined>>();
  return Object.fromEntries(LIMITED.map((what) => [what, given[`${what}Per${by}`]]));
}

function tlsOf({ tlsCert, tlsKey }: ServeFlags): Pick<ServeConfig, 'tls'> {
  if (tlsCert === undefined && tlsKey === undefined) return {};
  if (tlsCert !== undefined && tlsKey !== undefined)
    return { tls: { certificate: userPath(tlsCert), key: userPath(tlsKey) } };
  const field = tlsCert === undefined ? '--tls-cert' : '--tls-key';
  const message = `${field}: missing; HTTPS takes a certificate and its key`;
  throw new ProblemError({ code: 'bad-request', field, message });
}

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
  };
}
