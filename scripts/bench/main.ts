import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { measureFanOut } from './fan-out.js';
import type { BenchLine } from './bench-line.js';
import { measureImport } from './import.js';
import { measureReplaySeek } from './replay-seek.js';
import { measureReplaySessions } from './replay-sessions.js';
import { formatTable } from './bench-table.js';

/** Every line of the benchmark; each runs ours and its peers in turn, in one run. */
const LINES: readonly (() => Promise<BenchLine>)[] = [
  measureFanOut,
  measureReplaySeek,
  measureReplaySessions,
  measureImport,
];

const lines: BenchLine[] = [];
for (const measure of LINES) {
  const line = await measure();
  lines.push(line);
  process.stderr.write(formatTable([line]));
}
const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
mkdirSync('build', { recursive: true });
writeFileSync('build/bench.json', `${JSON.stringify({ machine, lines }, null, 2)}\n`);
process.stdout.write(`${JSON.stringify({ machine, lines })}\n`);
