import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { projectFile } from '../../server/project-file.js';
import type { BenchLine } from './bench-line.js';
import { formatLine } from './bench-table.js';

/** Where and when lines were measured, and how busy the machine was before. */
interface Circumstances {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  /** Load average of the minute before. */
  readonly load: number;
}

interface Result extends Circumstances {
  readonly lines: readonly BenchLine[];
}

/** The last results of every name that the benchmark takes. */
type Results = Record<string, Result>;

const RESULTS_FILE = projectFile('docs/performance.json');
const PAGE_FILE = projectFile('docs/performance.md');

/** To be read before the measurement, which is a load itself. */
export function readCircumstances(): Circumstances {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    load: Number(loadavg()[0]!.toFixed(2)),
  };
}

/** Puts what was measured in the place of what was under that name before, and writes the page anew. */
export function keepResult(
  name: string,
  names: readonly string[],
  circumstances: Circumstances,
  lines: readonly BenchLine[],
): void {
  const last = existsSync(RESULTS_FILE) ? (JSON.parse(readFileSync(RESULTS_FILE, 'utf8')) as Results) : {};
  const results: Results = { ...last, [name]: { ...circumstances, lines } };
  const known = names.filter((each) => results[each] !== undefined);
  const kept = Object.fromEntries(known.map((each) => [each, results[each]!]));
  writeFileSync(RESULTS_FILE, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(PAGE_FILE, pageOf(kept));
}

const INTRODUCTION = `# Performance

Written by \`npm run bench\` from docs/performance.json; \`npm run bench -- fan-out\` measures one name anew and keeps the
rest. What was tried and did not pay is in [performance-notes.md](performance-notes.md).

Ours and its peers run in turn, in processes of their own, in one run: figures of one table can be compared, figures of
two runs can't. A figure is the median of the rounds, the spread their least and most. CPU is user and system time of the
server's process, as the operating system counts it. Those who load a server are a process of their own, and the notes
say how busy it was: where it is far from 100 %, it is not what is measured. The peers are in scripts/bench/peers.
`;

function pageOf(results: Results): string {
  const sections = Object.entries(results).map(([name, { lines, ...circumstances }]) =>
    [`## ${name}`, '', describe(circumstances), '', ...lines.map(formatLine)].join('\n'),
  );
  return [INTRODUCTION, ...sections].join('\n');
}

function describe({ date, node, cpu, cores, load }: Circumstances): string {
  return `${date}, Node ${node}, ${cpu}, ${cores} cores, load ${load} before the run.`;
}
