import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type BenchChild } from './child.js';

export const VIEWERS = 500;

const WARM_UP_MS = 2_000;
const MEASURED_MS = 4_000;

/** A server to be loaded by viewers. */
export interface FanOutServer {
  readonly script: string;
  readonly args: readonly string[];
  /** What its viewers have to say before they are sent anything. */
  readonly speaks: 'binary' | 'json' | 'sets' | 'plain' | 'socket.io';
  /** How many it sends a viewer at each tick. */
  readonly messagesPerTick: number;
  readonly runtime?: string;
}

export interface FanOutRound {
  /** CPU time of the server, less what it spent on records and views. */
  readonly cpuPerViewerAndTickUs: number;
  /** CPU time of a tick that does not depend on viewers. */
  readonly sourceCpuPerTickMs: number;
  /** Payload that a viewer got. */
  readonly bytesPerTick: number;
  readonly viewerCpuShare: number;
}

/** What the server has used so far. */
export interface ServerUsage {
  readonly cpuMs: number;
  /** Part of it that went into records and views; 0 for those that have none. */
  readonly sourceCpuMs: number;
  readonly ticks: number;
}

/** What the viewers have used and got so far. */
interface ViewersUsage {
  readonly cpuMs: number;
  readonly frames: number;
  readonly bytes: number;
}

/** Runs a server with its viewers. */
export async function measureFanOutRound(server: FanOutServer): Promise<FanOutRound> {
  const { script, args, speaks, runtime, messagesPerTick } = server;
  const child = await startChild(script, args, runtime === undefined ? {} : { runtime });
  try {
    const viewers = await startChild('fan-out-viewers.js', [String(child.ready), String(VIEWERS), speaks]);
    try {
      return await measureRound(child, viewers, messagesPerTick);
    } finally {
      await viewers.stop();
    }
  } finally {
    await child.stop();
  }
}

async function measureRound(
  server: BenchChild,
  viewers: BenchChild,
  messagesPerTick: number,
): Promise<FanOutRound> {
  await pause(WARM_UP_MS);
  const before = { ...(await server.ask<ServerUsage>({})), viewers: await viewers.ask<ViewersUsage>({}) };
  await pause(MEASURED_MS);
  const after = { ...(await server.ask<ServerUsage>({})), viewers: await viewers.ask<ViewersUsage>({}) };
  const ticks = after.ticks - before.ticks;
  const sourceCpuMs = after.sourceCpuMs - before.sourceCpuMs;
  const frames = after.viewers.frames - before.viewers.frames;
  // One tick may be under way at either end of the round.
  if (frames < (ticks - 2) * VIEWERS * messagesPerTick)
    throw new Error(`fan-out: ${frames} messages for ${ticks} ticks arrived`);
  return {
    cpuPerViewerAndTickUs: (1_000 * (after.cpuMs - before.cpuMs - sourceCpuMs)) / (ticks * VIEWERS),
    sourceCpuPerTickMs: sourceCpuMs / ticks,
    bytesPerTick: (after.viewers.bytes - before.viewers.bytes) / (ticks * VIEWERS),
    viewerCpuShare: (after.viewers.cpuMs - before.viewers.cpuMs) / MEASURED_MS,
  };
}
