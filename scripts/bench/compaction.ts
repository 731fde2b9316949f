import { LIMITS } from '../../protocol/limits.js';
import { median, type BenchLine } from './bench-line.js';
import { startChild } from './child.js';

const RECORDS = 1_000_000;
const ROUNDS = 3;

interface Round {
  readonly wait: number;
  readonly idle: number;
  /** How long it was summed up, ms. */
  readonly took: number;
}

/** How much later a tick can begin while records are summed up by the day. */
export async function measureCompaction(): Promise<BenchLine> {
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const child = await startChild('compaction-tradewall.js', [String(RECORDS)]);
    rounds.push(await child.ask<Round>({}));
    await child.stop();
  }
  const seconds = median(rounds.map(({ took }) => took)) / 1_000;
  return {
    what: `compaction: longest wait of a timer while a million records, and then another million, are summed up by the day`,
    unit: 'ms',
    contestants: [
      { name: 'Tradewall: while it sums up', rounds: rounds.map(({ wait }) => wait) },
      { name: 'the same process for as long, doing nothing', rounds: rounds.map(({ idle }) => idle) },
    ],
    goals: [{ atMost: LIMITS.tickMs }],
    notes: [
      `both took ${seconds.toFixed(1)} s together; a tick is due every ${LIMITS.tickMs} ms, and a timer that waits longer makes one late by more than a tick`,
    ],
  };
}
