import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchLine } from './bench-line.js';
import { startChild, type BenchChild } from './child.js';
import { writeComexRows } from './comex-rows.js';
import { deliveryDelays, percentile99 } from './delivery.js';
import { VIEWERS } from './fan-out-round.js';

const ROWS = 10_000_000;
const ROUNDS = 3;
const WARM_UP_MS = 3_000;
const IDLE_MS = 10_000;

const IDLE = 'nothing is imported';

/** How late frames come while the process that sends them imports a file. */
export async function measureWatchedImport(rows = ROWS): Promise<BenchLine> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const file = join(folder, 'IMP_2024.csv');
  try {
    await writeComexRows(file, rows);
    const [idle, importing]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      const delays = await measureRound(file, rows);
      idle.push(percentile99(delays.idle));
      importing.push(percentile99(delays.importing));
    }
    return {
      what: `Delivery delay to ${VIEWERS} viewers × 24 views × 4 Hz while ${rows / 1e6} million rows are imported`,
      unit: 'ms, p99',
      contestants: [
        { name: 'while a file is imported', rounds: importing },
        { name: IDLE, rounds: idle },
      ],
      goals: [{ peer: IDLE, atMost: 2 }],
      notes: ['from when a tick was due until the viewer has the whole frame, over the whole import'],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureRound(file: string, rows: number): Promise<Record<'idle' | 'importing', number[]>> {
  const server = await startChild('watched-import-tradewall.js');
  try {
    const viewers = await startChild('fan-out-viewers.js', [
      String(server.ready),
      String(VIEWERS),
      'binary',
      'timed',
    ]);
    try {
      await pause(WARM_UP_MS);
      return {
        idle: await delaysDuring(server, viewers, () => pause(IDLE_MS)),
        importing: await delaysDuring(server, viewers, () => importInto(server, file, rows)),
      };
    } finally {
      await viewers.stop();
    }
  } finally {
    await server.stop();
  }
}

async function importInto(server: BenchChild, file: string, rows: number): Promise<void> {
  const kept = await server.ask<number>({ file });
  if (kept !== rows) throw new Error(`import: ${kept} rows of ${rows} were kept`);
}

async function delaysDuring(
  server: BenchChild,
  viewers: BenchChild,
  work: () => Promise<unknown>,
): Promise<number[]> {
  await viewers.ask({});
  await work();
  const { arrivals } = await viewers.ask<{ arrivals: Float64Array }>({});
  return deliveryDelays(arrivals, await server.ask<number[]>({}));
}
