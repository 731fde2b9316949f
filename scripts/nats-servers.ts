import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Where Debian puts it: in no path of a user. */
const NATS_SERVER = '/usr/sbin/nats-server';

/** How often is asked whether a server is ready, ms. */
const READY_MS = 5;

/** One server of JetStream on loopback, whose port and folder outlive its process. */
export interface NatsServer {
  readonly url: string;
  /** Its monitoring, as `http://127.0.0.1:…`. */
  readonly monitor: string;
  /** Undefined while it is stopped. */
  readonly child: ChildProcess | undefined;
  start(): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface NatsServers {
  readonly servers: readonly NatsServer[];
  /** All of them, as `--nats` takes them. */
  readonly url: string;
  /** Kills them, and removes what they kept. */
  remove(): Promise<void>;
}

interface Ports {
  readonly client: number;
  readonly cluster: number;
  readonly monitor: number;
}

/** Starts one server, or a cluster of them, and waits until it takes orders. */
export async function startNats({ servers: count = 1, config = '' } = {}): Promise<NatsServers> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-nats-'));
  const free = await freePorts(3 * count);
  const ports = Array.from({ length: count }, (_, index) => {
    const [client, cluster, monitor] = free.slice(3 * index) as [number, number, number];
    return { client, cluster, monitor };
  });
  const servers = ports.map((_, index) => natsServer(folder, ports, index, config));
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

function natsServer(folder: string, ports: readonly Ports[], index: number, config: string): NatsServer {
  const { client, monitor } = ports[index]!;
  const file = join(folder, `${index}.conf`);
  writeFileSync(file, `${configOf(folder, ports, index)}\n${config}`);
  let child: ChildProcess | undefined;
  return {
    url: `nats://127.0.0.1:${client}`,
    monitor: `http://127.0.0.1:${monitor}`,
    get child() {
      return child;
    },
    start: async () => {
      const started = (child = spawn(NATS_SERVER, ['-c', file], { stdio: 'ignore' }));
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
  };
}

function configOf(folder: string, ports: readonly Ports[], index: number): string {
  const { client, cluster, monitor } = ports[index]!;
  const routes = ports.map((each) => `"nats://127.0.0.1:${each.cluster}"`).join(', ');
  return [
    `server_name: n${index}`,
    `listen: "127.0.0.1:${client}"`,
    `http: "127.0.0.1:${monitor}"`,
    `jetstream: { store_dir: "${join(folder, String(index))}" }`,
    ports.length > 1 ? `cluster: { name: test, listen: "127.0.0.1:${cluster}", routes: [${routes}] }` : '',
  ].join('\n');
}

async function isReady(monitor: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${monitor}/healthz`)).ok;
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
