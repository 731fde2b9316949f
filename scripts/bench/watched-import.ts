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

/** How late frames come while a file is imported, in the store's process as `tradewall serve` does, and in the server's. */
export async function measureWatchedImport(rows = ROWS): Promise<BenchLine> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const file = join(folder, 'IMP_2024.csv');
  try {
    await writeComexRows(file, rows);
    const rounds: Record<'idle' | 'apart' | 'inside', number[]> = { idle: [], apart: [], inside: [] };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, delays] of Object.entries(await measureRound(file, rows)))
        rounds[name as keyof typeof rounds].push(percentile99(delays));
    }
    return {
      what: `Delivery delay to ${VIEWERS} viewers × 24 views × 4 Hz while ${rows / 1e6} million rows are imported`,
      unit: 'ms, p99',
      contestants: [
        { name: 'the import in a process of its own', rounds: rounds.apart },
        { name: IDLE, rounds: rounds.idle },
        { name: 'the import in the process that serves', rounds: rounds.inside },
      ],
      goals: [{ peer: IDLE, atMost: 2 }],
      notes: ['from when a tick was due until the viewer has the whole frame, over the whole import'],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureRound(
  file: string,
  rows: number,
): Promise<Record<'idle' | 'apart' | 'inside', number[]>> {
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
        apart: await delaysDuring(server, viewers, () => importInto(server, file, 'apart', rows)),
        inside: await delaysDuring(server, viewers, () => importInto(server, file, 'inside', rows)),
      };
    } finally {
      await viewers.stop();
    }
  } finally {
    await server.stop();
  }
}

async function importInto(
  server: BenchChild,
  file: string,
  where: 'apart' | 'inside',
  rows: number,
): Promise<void> {
  const kept = await server.ask<number>({ file, where });
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
