import type { Command } from 'commander';
import { ProblemError } from '../../protocol/errors.js';
import { LIMITED, type Amounts } from '../access/limited-amounts.js';
import type { AlertSettings } from '../alerts/alert-settings.js';
import type { ServeConfig } from '../serve-config.js';
import { userPath } from './user-path.js';

/** Options of whatever serves viewers. */
export interface ServingFlags {
  readonly port: number;
  readonly host: string;
  readonly speed?: number;
  readonly loop: boolean;
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
  readonly allowHost: string[];
  readonly trustProxy: string[];
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly alertBy: AlertSettings['dimensions'];
  readonly alertMeasure: AlertSettings['measure'];
  readonly alertFalseAlarms: number;
  readonly alertChange: number;
  readonly alertGroups: number;
}

/** What they say. @throws ProblemError where they don't go together */
export function servingConfig(
  files: readonly string[],
  flags: ServingFlags,
  command: Command,
): Omit<ServeConfig, 'demo'> {
  return {
    port: flags.port,
    host: flags.host,
    files: files.map(userPath),
    samples: flags.sample === undefined ? [] : [flags.sample],
    speed: flags.speed,
    loop: flags.loop,
    gapMs: flags.gapSeconds === undefined ? undefined : flags.gapSeconds * 1_000,
    controlKey: flags.controlKey,
    keyFile: flags.keyFile === undefined ? undefined : userPath(flags.keyFile),
    seed: flags.seed,
    calendars: flags.calendar.map(userPath),
    store: flags.store === undefined ? undefined : userPath(flags.store),
    tokenFile: flags.tokenFile === undefined ? undefined : userPath(flags.tokenFile),
    origins: flags.origin,
    allowedHosts: flags.allowHost,
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
  };
}

/** Those that were given of `--connections-per-address` and the others. */
function saidLimits(command: Command, by: 'Address' | 'Token'): Partial<Amounts> {
  const given = command.opts<Record<string, number | undefined>>();
  return Object.fromEntries(LIMITED.map((what) => [what, given[`${what}Per${by}`]]));
}

function tlsOf({ tlsCert, tlsKey }: ServingFlags): Pick<ServeConfig, 'tls'> {
  if (tlsCert === undefined && tlsKey === undefined) return {};
  if (tlsCert !== undefined && tlsKey !== undefined)
    return { tls: { certificate: userPath(tlsCert), key: userPath(tlsKey) } };
  const field = tlsCert === undefined ? '--tls-cert' : '--tls-key';
  const message = `${field}: missing; HTTPS takes a certificate and its key`;
  throw new ProblemError({ code: 'bad-request', field, message });
}
