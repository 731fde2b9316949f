import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportCost } from './answer-import.js';
import { median, type BenchLine } from './bench-line.js';
import { startChild } from './child.js';
import { writeComexRows } from './comex-rows.js';

const ROWS = 10_000_000;
const ROUNDS = 3;

/** A file of Comex Stat's layout into a store, beside DuckDB's own reading of it into a table; processes of their own. */
export async function measureImport(rows = ROWS): Promise<BenchLine> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const file = join(folder, 'IMP_2024.csv');
  try {
    await writeComexRows(file, rows);
    const ours: ImportCost[] = [];
    const peer: ImportCost[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await runRound('import-tradewall.js', file));
      peer.push(await runRound('import-peer.js', file));
    }
    checkSame([...ours, ...peer]);
    const seconds = (costs: ImportCost[]): number[] => costs.map(({ wallMs }) => wallMs / 1_000);
    return {
      what: `import: ${rows / 1e6} million rows of Comex Stat, ${Math.round(statSync(file).size / 1e6)} MB of CSV`,
      unit: 's',
      contestants: [
        { name: 'Tradewall: checked, counted and summed in a store', rounds: seconds(ours) },
        { name: 'DuckDB: CREATE TABLE AS FROM read_csv, types guessed', rounds: seconds(peer) },
      ],
      notes: [costNote('Tradewall', ours), costNote('DuckDB', peer)],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runRound(script: string, file: string): Promise<ImportCost> {
  const child = await startChild(script);
  try {
    return await child.ask<ImportCost>({ file });
  } finally {
    await child.stop();
  }
}

function checkSame(costs: readonly ImportCost[]): void {
  const checks = new Set(costs.map(({ check }) => check));
  if (checks.size > 1) throw new Error(`import: the contestants differ: ${[...checks].join('; ')}`);
}

function costNote(name: string, costs: readonly ImportCost[]): string {
  const cpu = median(costs.map(({ cpuMs }) => cpuMs / 1_000));
  const peak = Math.max(...costs.map(({ peakMb }) => peakMb));
  return `${name}: CPU ${cpu.toPrecision(3)} s, at most ${Math.round(peak)} MB resident`;
}
