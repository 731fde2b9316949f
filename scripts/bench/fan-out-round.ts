import { setTimeout as pause } from 'node:timers/promises';
import { startChild, type BenchChild } from './child.js';

export const VIEWERS = 500;

/**
 * A day of the simulation, whose hours are not all as busy: what a server uses without viewers and with them is compared over
 * the same hours. As long is waited before either, for a server that has just begun is still being compiled, and those that
 * people watch have been running for longer.
 */
const DAY_MS = 12_000;

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
  /** CPU time that its viewers added to the server's, encoding for them included. */
  readonly cpuPerViewerAndTickUs: number;
  /** CPU time of a tick without a viewer. */
  readonly idleCpuPerTickMs: number;
  /** Payload that a viewer got. */
  readonly bytesPerTick: number;
  readonly viewerCpuShare: number;
}

/** What the server has used so far. */
export interface ServerUsage {
  readonly cpuMs: number;
  readonly ticks: number;
}

/** What the viewers have used and got so far. */
interface ViewersUsage {
  readonly cpuMs: number;
  readonly frames: number;
  readonly bytes: number;
}

/** Of a day, after one that was not counted. */
interface UsedInADay extends ServerUsage {
  readonly taken: ViewersUsage;
}

/** Runs a server with viewers, and then without them: by then it is compiled, so that only they make the difference. */
export async function measureFanOutRound(server: FanOutServer): Promise<FanOutRound> {
  const { script, args, runtime, messagesPerTick } = server;
  const child = await startChild(script, args, runtime === undefined ? {} : { runtime });
  try {
    const watched = await measureWatched(child, server);
    const idle = await usedInADay(child);
    return roundOf(watched, idle, messagesPerTick);
  } finally {
    await child.stop();
  }
}

async function measureWatched(child: BenchChild, { speaks }: FanOutServer): Promise<UsedInADay> {
  const viewers = await startChild('fan-out-viewers.js', [String(child.ready), String(VIEWERS), speaks]);
  try {
    return await usedInADay(child, viewers);
  } finally {
    await viewers.stop();
  }
}

function roundOf(
  { cpuMs, ticks, taken }: UsedInADay,
  idle: UsedInADay,
  messagesPerTick: number,
): FanOutRound {
  // One tick may be under way at either end of the round.
  if (taken.frames < (ticks - 2) * VIEWERS * messagesPerTick)
    throw new Error(`fan-out: ${taken.frames} messages for ${ticks} ticks arrived`);
  const idleCpuPerTickMs = idle.cpuMs / idle.ticks;
  return {
    cpuPerViewerAndTickUs: (1_000 * (cpuMs / ticks - idleCpuPerTickMs)) / VIEWERS,
    idleCpuPerTickMs,
    bytesPerTick: taken.bytes / (ticks * VIEWERS),
    viewerCpuShare: taken.cpuMs / DAY_MS,
  };
}

async function usedInADay(server: BenchChild, viewers?: BenchChild): Promise<UsedInADay> {
  const read = async (): Promise<[ServerUsage, ViewersUsage]> => [
    await server.ask<ServerUsage>({}),
    (await viewers?.ask<ViewersUsage>({})) ?? { cpuMs: 0, frames: 0, bytes: 0 },
  ];
  await pause(DAY_MS);
  const [before, takenBefore] = await read();
  await pause(DAY_MS);
  const [after, taken] = await read();
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    ticks: after.ticks - before.ticks,
    taken: {
      cpuMs: taken.cpuMs - takenBefore.cpuMs,
      frames: taken.frames - takenBefore.frames,
      bytes: taken.bytes - takenBefore.bytes,
    },
  };
}
