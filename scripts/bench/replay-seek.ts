import type { BenchLine } from './bench-line.js';
import { startChild } from './child.js';
import { REPLAY_VIEWS } from './trade-table.js';

const ROWS = 10_000_000;
const ROUNDS = 5;
const SEEKS = 300;
const GOAL_MS = 20;
/** DuckDB takes a hundred times as long. */
const PEER_SEEKS = 20;

/** The slowest of a hundred seeks to anywhere in ten million records, until the snapshots are encoded. */
export async function measureReplaySeek(): Promise<BenchLine> {
  const ours = await runRounds('replay-seek-tradewall.js', SEEKS);
  const peer = await runRounds('replay-seek-peer.js', PEER_SEEKS);
  return {
    what: `seek: p99 until the snapshots of ${REPLAY_VIEWS.length} views are encoded, ${ROWS / 1e6} million daily records`,
    unit: 'ms',
    contestants: [
      { name: 'Tradewall: cursors over sums kept per view', rounds: ours },
      { name: 'DuckDB: the four queries anew, table sorted by time, one thread', rounds: peer },
    ],
    goals: [{ atMost: GOAL_MS }],
    notes: [`${SEEKS} seeks a round of ours, ${PEER_SEEKS} of the peer, whose slowest stands for its p99`],
  };
}

async function runRounds(script: string, seeks: number): Promise<number[]> {
  const child = await startChild(script, [String(ROWS)]);
  try {
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { times } = await child.ask<{ times: number[] }>({ seeks });
      rounds.push(times.sort((a, b) => a - b)[Math.ceil(0.99 * times.length) - 1]!);
    }
    return rounds;
  } finally {
    await child.stop();
  }
}
