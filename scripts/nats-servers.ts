import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { holdProcess } from './hold-process.js';
import type { ServerNetwork } from './server-network.js';

/** Where Debian puts it: in no path of a user. */
const NATS_SERVER = '/usr/sbin/nats-server';

/** How often is asked whether a server is ready, ms. */
const READY_MS = 5;

/** One server of JetStream, whose port and folder outlive its process. */
export interface NatsServer {
  readonly url: string;
  /** Its monitoring, as `http://127.0.0.1:4222`. */
  readonly monitor: string;
  /** Undefined while it is stopped. */
  readonly child: ChildProcess | undefined;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Lets nothing through to it or from it, and tells nobody; without a network of their own it is held instead. */
  cutOff(): Promise<void>;
  /** Ends that. */
  letThrough(): void;
}

export interface NatsServers {
  readonly servers: readonly NatsServer[];
  /** All of them, as `--nats` takes them. */
  readonly url: string;
  /** Kills them, and removes what they kept. */
  remove(): Promise<void>;
}

interface Place {
  readonly host: string;
  readonly client: number;
  readonly cluster: number;
  readonly monitor: number;
}

interface NatsOptions {
  readonly servers?: number;
  /** More of their configuration. */
  readonly config?: string;
  /** Where each has a host of its own; otherwise they are all on loopback. */
  readonly network?: ServerNetwork | undefined;
}

/** Starts one server, or a cluster of them, and waits until it takes orders. */
export async function startNats({
  servers: count = 1,
  config = '',
  network,
}: NatsOptions = {}): Promise<NatsServers> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-nats-'));
  const free = await freePorts(3 * count);
  const places = Array.from({ length: count }, (_, index) => {
    const [client, cluster, monitor] = free.slice(3 * index) as [number, number, number];
    return { host: network?.hosts[index] ?? '127.0.0.1', client, cluster, monitor };
  });
  const servers = places.map((_, index) => natsServer({ folder, places, config, network }, index));
  await Promise.all(servers.map((server) => server.start()));
  return {
    servers,
    url: servers.map(({ url }) => url).join(','),
    remove: async () => {
      await Promise.all(servers.map((server) => server.stop('SIGKILL')));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Cluster {
  readonly folder: string;
  readonly places: readonly Place[];
  readonly config: string;
  readonly network: ServerNetwork | undefined;
}

function natsServer({ folder, places, config, network }: Cluster, index: number): NatsServer {
  const { host, client, monitor: monitorPort } = places[index]!;
  const file = join(folder, `${index}.conf`);
  writeFileSync(file, `${configOf(folder, places, index)}\n${config}`);
  const monitor = `http://${host}:${monitorPort}`;
  const [program, ...args] = [...(network?.on(index) ?? []), NATS_SERVER, '-c', file];
  let child: ChildProcess | undefined;
  return {
    url: `nats://${host}:${client}`,
    monitor,
    get child() {
      return child;
    },
    start: async () => {
      const started = (child = spawn(program, args, { stdio: 'ignore' }));
      await once(started, 'spawn');
      while (!(await isReady(monitor))) {
        if (started.exitCode !== null || started.signalCode !== null)
          throw new Error(`nats-server ${index} ended before it was ready`);
        await pause(READY_MS);
      }
    },
    stop: async (signal = 'SIGTERM') => {
      if (child === undefined) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      // One that is held takes no other signal before it goes on.
      child.kill('SIGCONT');
      await exited;
      child = undefined;
    },
    cutOff: async () => {
      if (network !== undefined) network.cut(index);
      else if (child !== undefined) await holdProcess(child);
    },
    letThrough: () => {
      if (network === undefined) child?.kill('SIGCONT');
      else network.mend(index);
    },
  };
}

function configOf(folder: string, places: readonly Place[], index: number): string {
  const { host, client, cluster, monitor } = places[index]!;
  const routes = places.map((each) => `"nats://${each.host}:${each.cluster}"`).join(', ');
  return [
    `server_name: n${index}`,
    `listen: "${host}:${client}"`,
    `http: "${host}:${monitor}"`,
    `jetstream: { store_dir: "${join(folder, String(index))}" }`,
    places.length > 1 ? `cluster: { name: test, listen: "${host}:${cluster}", routes: [${routes}] }` : '',
  ].join('\n');
}

async function isReady(monitor: string): Promise<boolean> {
  try {
    return (await fetch(`${monitor}/healthz`)).ok;
  } catch {
    return false;
  }
}

/** Ports that nothing listens at just now. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return ports;
}
