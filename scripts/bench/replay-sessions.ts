import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '../../protocol/limits.js';
import { median, type BenchLine } from './bench-line.js';
import { startChild, type BenchChild } from './child.js';
import { instantAt, openTable, REPLAY_VIEWS } from './trade-table.js';

const ROWS = 1_000_000;
const SESSIONS = 1_000;
const ROUNDS = 5;
const ROUND_MS = 5_000;
const WARM_UP_MS = 5_000;
/** One core's time, shared by all sessions at four ticks a second. */
const GOAL_US = (1_000 * LIMITS.tickMs) / SESSIONS;
/** Session ticks of the peer in a round: it takes milliseconds for each. */
const PEER_TICKS = 20;

interface Usage {
  readonly cpuMs: number;
  readonly ticks: number;
}

/** Server CPU per private session and tick, beside asking DuckDB for the session's views anew. */
export async function measureReplaySessions(): Promise<BenchLine> {
  const { rounds, frames } = await runOurs();
  const ours = rounds.map(({ cpuMs, ticks }) => (1_000 * cpuMs) / (ticks * SESSIONS));
  const ticks = rounds.reduce((sum, round) => sum + round.ticks, 0);
  const ticksDue = (ROUNDS * ROUND_MS) / LIMITS.tickMs;
  return {
    what: `sessions: server CPU per session and tick, ${SESSIONS} private sessions × ${REPLAY_VIEWS.length} views × 4 Hz`,
    unit: 'µs',
    contestants: [
      { name: 'Tradewall: a clock and a cursor each', rounds: ours },
      { name: 'DuckDB: the four queries anew, one thread', rounds: await runPeer() },
    ],
    goals: [{ atMost: GOAL_US }],
    notes: [
      `the goal is one core; this is ${percent(median(ours) / GOAL_US)} of it, sockets included`,
      `${percent(ticks / ticksDue)} of the ticks were on time, with whatever else ran on the machine, and ${percent(frames / (ticks * SESSIONS))} of their frames arrived`,
      `${ROWS / 1e6} million daily records; every session plays at its own place and speed, a day (the default) to a month a second`,
    ],
  };
}

async function runOurs(): Promise<{ rounds: Usage[]; frames: number }> {
  const server = await startChild('replay-sessions-tradewall.js', [String(ROWS)]);
  const { port, timeline } = server.ready as { port: number; timeline: string };
  const viewers = await startChild('replay-sessions-viewers.js', [String(port), String(SESSIONS), timeline]);
  try {
    await pause(WARM_UP_MS);
    const rounds: Usage[] = [];
    let frames = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const [before, seen] = await readBoth(server, viewers);
      await pause(ROUND_MS);
      const [after, now] = await readBoth(server, viewers);
      rounds.push({ cpuMs: after.cpuMs - before.cpuMs, ticks: after.ticks - before.ticks });
      frames += now - seen;
    }
    return { rounds, frames };
  } finally {
    await viewers.stop();
    await server.stop();
  }
}

async function readBoth(server: BenchChild, viewers: BenchChild): Promise<[Usage, number]> {
  return [await server.ask<Usage>({}), (await viewers.ask<{ frames: number }>({})).frames];
}

async function runPeer(): Promise<number[]> {
  const connection = await openTable(ROWS);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const before = process.cpuUsage();
    for (let tick = 0; tick < PEER_TICKS; tick++) {
      const playhead = new Date(instantAt(Math.random())).toISOString().slice(0, 19);
      for (const { sql } of REPLAY_VIEWS) {
        JSON.stringify((await connection.runAndReadAll(sql, [playhead])).getRowsJson());
      }
    }
    const { user, system } = process.cpuUsage(before);
    rounds.push((user + system) / PEER_TICKS);
  }
  return rounds;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
