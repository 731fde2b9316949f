import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { setMaxListeners } from 'node:events';
import type { Server } from 'node:http';
import { createServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { nanoid } from 'nanoid';
import type { Registry } from 'prom-client';
import { RECORDS_PATH } from '../protocol/record-messages.js';
import { ALERT_DEFAULTS } from './alerts/alert-settings.js';
import { loadCalendar } from './calendar/load-calendar.js';
import { createApp } from './http/app.js';
import { acceptPresenters } from './access/accept-presenters.js';
import { ClientLimits } from './access/client-limits.js';
import { trusting } from './access/client-address.js';
import { limitConnections } from './access/connection-limits.js';
import type { Access } from './access/access.js';
import { isPublic, loadAccess, type AccessSettings } from './access/load-access.js';
import { Hosts } from './access/hosts.js';
import { Origins } from './access/origins.js';
import { WrongTokens } from './access/wrong-tokens.js';
import { admitUpgrade } from './http/admit-upgrade.js';
import { Certificate } from './http/certificate.js';
import { addressOf, closeServer, listen } from './http/listening.js';
import { startingApp } from './http/starting-app.js';
import { RecordSockets } from './http/record-socket.js';
import { NO_RECORDS, type RecordRouteOptions } from './http/record-routes.js';
import type { AnsweredRequest } from './http/request-log.js';
import { createMetrics, requestMetrics } from './metrics/create-metrics.js';
import { feedMetrics } from './metrics/feed-metrics.js';
import { limitMetrics } from './metrics/limit-metrics.js';
import { streamMetrics } from './metrics/stream-metrics.js';
import { counter, gauge } from './metrics/register.js';
import type { LoadedTimelines } from './loaded-timelines.js';
import { acceptUpgrades, refuseUpgrade } from './http/upgrades.js';
import { FEED_PATH, feedUpgrade } from './hub/feed-endpoint.js';
import { Hub } from './hub/hub.js';
import type { Logger } from './logger.js';
import { loadControlKeys } from './load-control-keys.js';
import { loadTimelines } from './load-timelines.js';
import { ownPulse } from './pulse.js';
import type { Gateway } from './scale-out/gateway.js';
import type { ServeConfig } from './serve-config.js';
import { buildVersion } from './build-version.js';

export interface RunningServer {
  readonly port: number;
  /** Address to open in a browser. */
  readonly url: string;
  /** Resolves where it can't go on truthfully, with what is wrong; undefined: there is nothing that could come to that. */
  readonly failure: Promise<unknown> | undefined;
  /** Says goodbye to the viewers and frees the port. */
  close(): Promise<void>;
}

export interface ServerParts {
  readonly logger: Logger;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  /** Folder of the built client; by default the one that was built with this. */
  readonly clientDir?: string;
}

/** Folder of the built client, beside this file's. */
const CLIENT_DIR = fileURLToPath(new URL('../client', import.meta.url));

/** Seconds that viewers wait before they look for the server again after an orderly shutdown. */
const RESTART_SECONDS = 1;

/** How often is looked whether the head of a request takes too long, ms. */
const CHECK_MS = 2_000;

const NO_LIMITS_SAID = { perAddress: {}, perToken: {} };

const SHUTTING_DOWN = 'server is shutting down';

/** Starts a server: it listens at once, and says that it is not ready until everything is loaded. */
export async function startServer(config: ServeConfig, parts: ServerParts): Promise<RunningServer> {
  const version = await buildVersion(parts.clientDir ?? CLIENT_DIR);
  const access = await loadAccess(accessSettings(config), parts.now);
  const answers: Answers = { app: startingApp(version) };
  const certificate = config.tls === undefined ? undefined : await Certificate.of(config.tls);
  // Hono's adaptor is typed for HTTP/2 as well, which it makes only where it is told to.
  const server = createAdaptorServer({
    fetch: (request, env) => answers.app.fetch(request, env),
    ...(await serverOptions(certificate)),
  }) as Server;
  await listen(server, config);
  try {
    return await startParts(config, parts, { server, certificate, answers, version, access });
  } catch (fault) {
    await closeServer(server);
    throw fault;
  }
}

/** What answers requests now. */
interface Answers {
  app: Hono;
}

interface ListeningServer {
  readonly server: Server;
  /** Of one that is asked by HTTPS. */
  readonly certificate: Certificate | undefined;
  readonly answers: Answers;
  readonly version: string;
  readonly access: Access;
}

/** Puts the parts together and starts them: the only place that knows every part. */
async function startParts(
  config: ServeConfig,
  { logger, now, clientDir = CLIENT_DIR }: ServerParts,
  { server, certificate, answers, version, access }: ListeningServer,
): Promise<RunningServer> {
  const onFault = (fault: unknown, reference: string): void =>
    logger.error({ err: fault, reference }, 'internal fault');
  const origins = new Origins(config.origins ?? []);
  const hosts = new Hosts(allowedHosts(config));
  const keys = acceptPresenters(await loadControlKeys(config), access);
  const calendar = await loadCalendar(config.calendars);
  const chapterStart = (id: string): number | undefined => calendar.find(id)?.from;
  const gateway = await openGateway(config, logger, now);
  const pulse = gateway ?? ownPulse(now);
  const options = { keyed: keys.keyed, chapterStart };
  const loaded = await loadTimelines(config, options, pulse.now, logger, gateway);
  const { timelines } = loaded;
  const hub = new Hub({
    timelines,
    version,
    keys,
    now: pulse.now,
    epoch: pulse.epoch,
    control: (timeline, message) => pulse.control(timeline, message),
    onFault,
  });
  const metrics = createMetrics();
  const timeTick = feedMetrics(metrics, hub, timelines);
  const records = recordsOf(loaded, metrics);
  const { stream } = loaded;
  stream?.start(streamMetrics(metrics, stream));
  const isTrusted = trusting(config.trustedProxies ?? []);
  const limits = new ClientLimits(config.limits ?? NO_LIMITS_SAID, isTrusted, now);
  limitMetrics(metrics, limits);
  const wrongTokens = new WrongTokens(now, () => limits.noteMet('wrong-tokens-per-address'));
  gateway?.measure(metrics);
  const admission = { access, origins, hosts, wrongTokens, limits, isTrusted };
  const closing = new AbortController();
  // Each body that is being read listens.
  setMaxListeners(0, closing.signal);
  const app = createApp({
    timelines,
    calendar,
    fileNames: loaded.fileNames,
    alerts: {
      settings: config.alerts ?? ALERT_DEFAULTS,
      now,
      sessionOf: (name) => hub.session(name),
    },
    version,
    clientDir,
    notReady: () => {
      if (closing.signal.aborted) return 'nothing any more: the server is shutting down';
      return stream?.hasCaughtUp === false ? 'the records that are in the stream' : pulse.notReady();
    },
    onFault,
    guard: admission,
    limits: { limits, isTrusted },
    metrics,
    onRequest: requestLogger(logger, requestMetrics(metrics)),
    ...(records === undefined ? {} : { records: { ...records, closing: closing.signal } }),
    ...(loaded.sent === undefined ? {} : { sent: loaded.sent }),
  });
  const feed = feedUpgrade(hub);
  const viewers = { ...admission, role: 'viewer', isOpenToSites: true } as const;
  const endpoints = new Map([[FEED_PATH, admitUpgrade(viewers, (_identity, share) => feed(share))]]);
  const senders =
    records === undefined ? undefined : new RecordSockets({ ...records, onFault: faultReference(onFault) });
  if (senders === undefined)
    endpoints.set(RECORDS_PATH, (_request, socket) =>
      refuseUpgrade(socket, 404, NO_RECORDS.code, NO_RECORDS.message),
    );
  else {
    const sending = { ...admission, role: 'sender', isOpenToSites: false } as const;
    endpoints.set(
      RECORDS_PATH,
      admitUpgrade(sending, (identity, share) => senders.upgrade(identity?.name ?? '', share)),
    );
  }
  gauge(metrics, 'tradewall_senders', 'Senders on a WebSocket.', () => senders?.count ?? 0);
  acceptUpgrades(server, endpoints);
  const counts = limitConnections(server, limits);
  counter(
    metrics,
    'tradewall_connections_refused_total',
    'Connections of addresses that had too many.',
    () => counts.refused,
  );
  answers.app = app;
  pulse.start((seq) => {
    timeTick(() => {
      loaded.beforeTick();
      hub.tick(seq);
    });
  });
  const stopLooking = startWatching(async () => {
    await loaded.lookAtFiles(hub);
    await certificate?.look(server as SecureServer, logger);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: addressOf(config.tls === undefined ? 'http' : 'https', config.host, port),
    failure: gateway?.failure,
    close: async () => {
      closing.abort();
      pulse.stop();
      await stopLooking();
      hub.close(SHUTTING_DOWN, RESTART_SECONDS);
      await senders?.close(SHUTTING_DOWN, RESTART_SECONDS);
      await closeServer(server);
      await loaded.close();
    },
  };
}

/** How often files are looked at: as soon as somebody who saved one expects to see it, and next to nothing to do. */
const LOOK_MS = 2_000;

/** Looks at the files again and again, one look after the other; returns what ends that, once the last is done. */
function startWatching(look: () => Promise<void>): () => Promise<void> {
  let looking = Promise.resolve();
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look().finally(() => (isLooking = false));
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    return looking;
  };
}

async function serverOptions(certificate: Certificate | undefined): Promise<object> {
  const options = { connectionsCheckingInterval: CHECK_MS };
  if (certificate === undefined) return { serverOptions: options };
  return { createServer, serverOptions: { ...options, ...(await certificate.read()) } };
}

function accessSettings({
  host,
  tokenFile,
  trustedProxies = [],
  live,
  gateway,
}: ServeConfig): AccessSettings {
  return { host, tokenFile, trustedProxies, isLive: live !== undefined || gateway?.takesRecords === true };
}

/** Where only this machine's own reach the server, a name that leads to it is none of its own unless somebody said so. */
function allowedHosts({
  host,
  trustedProxies = [],
  allowedHosts: said = [],
}: ServeConfig): string[] | undefined {
  return said.length === 0 && isPublic({ host, trustedProxies }) ? undefined : [host, ...said];
}

function recordsOf({ intake }: LoadedTimelines, metrics: Registry): RecordRouteOptions | undefined {
  if (intake === undefined) return undefined;
  const count = intake.measure(metrics);
  return { taker: intake.taker, onReject: ({ code }) => count(code) };
}

/** What speaks to NATS is loaded only by those who have it. */
async function openGateway(
  { gateway }: ServeConfig,
  logger: Logger,
  now: () => number,
): Promise<Gateway | undefined> {
  if (gateway === undefined) return undefined;
  const { Gateway } = await import('./scale-out/gateway.js');
  return Gateway.open(gateway, logger, now);
}

/** What went wrong is logged always, all else where somebody wants to know. */
function requestLogger(
  logger: Logger,
  count: (request: AnsweredRequest) => void,
): (request: AnsweredRequest) => void {
  return (request) => {
    count(request);
    logger[request.status >= 500 ? 'warn' : 'debug'](request, 'request');
  };
}

function faultReference(onFault: (fault: unknown, reference: string) => void): (fault: unknown) => string {
  return (fault) => {
    const reference = nanoid(8);
    onFault(fault, reference);
    return reference;
  };
}
