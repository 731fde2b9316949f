import type { BenchLine } from './bench-line.js';
import { startChild, type BenchChild } from './child.js';
import { wallViews } from './wall-views.js';

const VIEWERS = 500;
const TICKS_A_SECOND = 4;
const ROUND_MS = 5_000;
const WARM_UP_MS = 2_000;
const ROUNDS = 5;

interface Usage {
  readonly cpuMs: number;
  readonly ticks: number;
  readonly bytes: number;
}

interface Round extends Usage {
  readonly viewerCpuShare: number;
  readonly framesReceived: number;
}

/** Server CPU per viewer and tick of the feed, beside sockets that are written the very same bytes. */
export async function measureFanOut(): Promise<BenchLine> {
  const rounds: Record<'tradewall' | 'raw' | 'send', Round[]> = { tradewall: [], raw: [], send: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await runRound('fan-out-tradewall.js');
    rounds.tradewall.push(ours);
    const bytesPerTick = String(Math.round(ours.bytes / ours.ticks));
    rounds.raw.push(await runRound('fan-out-raw.js', 'raw', bytesPerTick));
    rounds.send.push(await runRound('fan-out-raw.js', 'send', bytesPerTick));
  }
  const perViewerAndTick = (list: Round[]): number[] =>
    list.map(({ cpuMs, ticks }) => (1_000 * cpuMs) / (ticks * VIEWERS));
  const busiest = Math.max(
    ...Object.values(rounds)
      .flat()
      .map((round) => round.viewerCpuShare),
  );
  const bytes = Math.round(rounds.tradewall[0]!.bytes / rounds.tradewall[0]!.ticks);
  return {
    what: `fan-out: server CPU per viewer and tick, ${VIEWERS} viewers × ${wallViews().length} views × ${TICKS_A_SECOND} Hz`,
    unit: 'µs',
    contestants: [
      { name: 'Tradewall: records, views, one frame', rounds: perViewerAndTick(rounds.tradewall) },
      { name: 'ws: one pre-framed socket write of as many bytes', rounds: perViewerAndTick(rounds.raw) },
      { name: 'ws: send() of as many bytes', rounds: perViewerAndTick(rounds.send) },
    ],
    notes: [
      `${bytes} bytes a frame; simulated timeline at a day per second, its records and views are in our figure`,
      `the viewers, in a process of their own, were at most ${Math.round(100 * busiest)} % busy and took every frame`,
    ],
  };
}

async function runRound(script: string, ...args: string[]): Promise<Round> {
  const server = await startChild(script, ...args);
  const viewers = await startChild('fan-out-viewers.js', String(server.ready), String(VIEWERS));
  try {
    await pause(WARM_UP_MS);
    return await measureRound(server, viewers);
  } finally {
    await viewers.stop();
    await server.stop();
  }
}

async function measureRound(server: BenchChild, viewers: BenchChild): Promise<Round> {
  const [before, idle] = [
    await server.ask<Usage>({}),
    await viewers.ask<{ cpuMs: number; frames: number }>({}),
  ];
  await pause(ROUND_MS);
  const [after, busy] = [
    await server.ask<Usage>({}),
    await viewers.ask<{ cpuMs: number; frames: number }>({}),
  ];
  const framesReceived = busy.frames - idle.frames;
  const ticks = after.ticks - before.ticks;
  // One tick may be under way at either end of the round.
  if (framesReceived < (ticks - 2) * VIEWERS)
    throw new Error(`fan-out: ${framesReceived} frames for ${ticks} ticks arrived`);
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    ticks,
    bytes: after.bytes - before.bytes,
    viewerCpuShare: (busy.cpuMs - idle.cpuMs) / ROUND_MS,
    framesReceived,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
