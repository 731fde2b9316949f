import { setTimeout as pause } from 'node:timers/promises';
import { connectNats } from '../../server/scale-out/nats-connection.js';
import { LIMITS } from '../../protocol/limits.js';
import { startNats } from '../nats-servers.js';
import { startChild, type BenchChild } from './child.js';
import { cpuMsOf, serveProcess, type ServedProcess } from './served-process.js';

/** Viewers of each gateway. */
export const VIEWERS = 500;
export const RECORDS_PER_SECOND = 2_000;

/** So long a server runs with viewers before anything is counted: until then it is still being compiled. */
const WARM_UP_MS = 10_000;
const MEASURED_MS = 10_000;

export interface GatewaysRound {
  /** CPU time of all gateways, or of nats-server. */
  readonly cpuPerViewerAndTickUs: number;
  /** CPU time of a gateway and tick without a viewer; of nats-server it is not asked for. */
  readonly idleCpuPerTickMs: number;
  readonly bytesPerViewerAndTick: number;
  readonly viewerCpuShare: number;
}

interface ViewersUsage {
  readonly cpuMs: number;
  readonly frames: number;
  readonly bytes: number;
}

/** Runs gateways with viewers on each, and then without them, while an aggregator counts what is sent. */
export async function measureGatewaysRound(count: number): Promise<GatewaysRound> {
  const nats = await startNats();
  const started: { stop(): Promise<void> }[] = [];
  const start = async <T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> => {
    const child = await starting;
    started.push(child);
    return child;
  };
  try {
    await start(serveProcess('aggregate', '--nats', nats.url));
    await start(startChild('gateways-sender.js', [nats.url, String(RECORDS_PER_SECOND)]));
    const gateways: ServedProcess[] = [];
    for (let index = 0; index < count; index++) {
      gateways.push(await start(serveProcess('gateway', '--nats', nats.url)));
      await untilReady(gateways[index]!);
    }
    const cpuMs = (): number => gateways.reduce((sum, each) => sum + each.cpuMs(), 0);
    const ports = gateways.map(({ url }) => new URL(url).port);
    const watched = await measureWatched(ports, 'live', cpuMs);
    return { ...watched, idleCpuPerTickMs: (await usedBy(cpuMs)) / TICKS / count };
  } finally {
    for (const child of started.toReversed()) await child.stop();
    await nats.remove();
  }
}

/** What nats-server takes to send viewers so many bytes at each tick on WebSockets of its own. */
export async function measureNatsRound(bytesPerTick: number): Promise<GatewaysRound> {
  const config = 'websocket: { listen: "127.0.0.1:-1", no_tls: true }';
  const nats = await startNats({ config });
  const connection = await connectNats(nats.url, 'bench');
  const payload = new Uint8Array(Math.round(bytesPerTick)).fill(120);
  const timer = setInterval(() => connection.publish('wall', payload), LIMITS.tickMs);
  try {
    const [server] = nats.servers;
    const state = (await (await fetch(`${server!.monitor}/varz`)).json()) as { websocket: { port: number } };
    const cpuMs = (): number => cpuMsOf(server!.child!.pid!);
    return await measureWatched([String(state.websocket.port)], 'nats', cpuMs);
  } finally {
    clearInterval(timer);
    await connection.close();
    await nats.remove();
  }
}

const TICKS = MEASURED_MS / LIMITS.tickMs;

async function measureWatched(
  ports: readonly string[],
  speaks: 'live' | 'nats',
  cpuMs: () => number,
): Promise<GatewaysRound> {
  const viewers: BenchChild[] = [];
  try {
    for (const port of ports)
      viewers.push(await startChild('fan-out-viewers.js', [port, String(VIEWERS), speaks]));
    await pause(WARM_UP_MS);
    const before = await usageOf(viewers);
    const used = await usedBy(cpuMs);
    const after = await usageOf(viewers);
    const all = TICKS * VIEWERS * ports.length;
    const frames = after.frames - before.frames;
    // A tick may be under way at either end.
    if (frames < all - 2 * VIEWERS * ports.length)
      throw new Error(`gateways: ${frames} frames of ${all} arrived`);
    return {
      cpuPerViewerAndTickUs: (1_000 * used) / all,
      idleCpuPerTickMs: 0,
      bytesPerViewerAndTick: (after.bytes - before.bytes) / frames,
      viewerCpuShare: (after.cpuMs - before.cpuMs) / MEASURED_MS / ports.length,
    };
  } finally {
    for (const child of viewers) await child.stop();
  }
}

async function usedBy(cpuMs: () => number): Promise<number> {
  const before = cpuMs();
  await pause(MEASURED_MS);
  return cpuMs() - before;
}

async function usageOf(viewers: readonly BenchChild[]): Promise<ViewersUsage> {
  const sum = { cpuMs: 0, frames: 0, bytes: 0 };
  for (const viewer of viewers) {
    const usage = await viewer.ask<ViewersUsage>({});
    for (const name of ['cpuMs', 'frames', 'bytes'] as const) sum[name] += usage[name];
  }
  return sum;
}

async function untilReady({ url }: ServedProcess): Promise<void> {
  while (!(await fetch(`${url}readyz`)).ok) await pause(LIMITS.tickMs);
}
