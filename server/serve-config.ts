import type { ClientLimitSettings } from './access/client-limits.js';
import type { AlertSettings } from './alerts/alert-settings.js';
import type { CertificateFiles } from './http/certificate.js';
import type { NatsSettings } from './scale-out/cluster.js';
import type { LiveSettings } from './timelines/live/live-settings.js';

/** How a gateway shows what a cluster has counted. */
export interface GatewaySettings {
  readonly nats: NatsSettings;
  /** Whether it takes records, which it publishes. */
  readonly takesRecords: boolean;
  /** Whether the simulated timeline is shown, too. */
  readonly simulated: boolean;
}

/** All that `tradewall serve` can be told; every field has its default in the command line. */
export interface ServeConfig {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Files to play; none: the simulated timeline. */
  readonly files: readonly string[];
  /** Samples that ship, by name, to play. */
  readonly samples: readonly string[];
  /** Event seconds per second; undefined: 1 for the simulated timeline, a day for replays. */
  readonly speed: number | undefined;
  readonly loop: boolean;
  /** Play all datasets in turn, on one timeline. */
  readonly demo: boolean;
  /** Wall time in ms that a stretch without records takes at most; undefined: two seconds. */
  readonly gapMs: number | undefined;
  /** Key that control of any shared timeline takes; undefined: see `keyFile`. */
  readonly controlKey: string | undefined;
  /** JSON file of keys by timeline; without either, everybody on this machine may control, and nobody elsewhere. */
  readonly keyFile: string | undefined;
  readonly seed: number;
  /** The user's own calendar files, besides the one that ships. */
  readonly calendars: readonly string[];
  /** Folder of the store whose datasets are served too; undefined: a store that ends with the process. */
  readonly store: string | undefined;
  /** JSON file of tokens and their roles; undefined: all is open that is on this machine. */
  readonly tokenFile?: string | undefined;
  /** Origins of other sites whose pages may use the server; none: any may watch. */
  readonly origins?: readonly string[];
  /** Names by which the server is asked for, besides localhost and addresses; none: any where others reach it. */
  readonly allowedHosts?: readonly string[];
  /** What one address and one token may use; absent: the usual. */
  readonly limits?: ClientLimitSettings;
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** Certificate and key for HTTPS. */
  readonly tls?: CertificateFiles;
  /** What makes a flow unusual; absent: as usual. */
  readonly alerts?: AlertSettings;
  /** How records that are sent are taken; absent: they are not. */
  readonly live?: LiveSettings;
  /** Servers of NATS whose partial sums are shown, and by whose ticks; absent: this is no gateway. */
  readonly gateway?: GatewaySettings;
  /** Servers of NATS that records come from, besides what is sent here. */
  readonly nats?: NatsSettings;
}
