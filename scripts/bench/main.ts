import type { BenchLine } from './bench-line.js';
import { keepResult, readCircumstances } from './bench-results.js';
import { formatLine } from './bench-table.js';
import { measureAggregate } from './aggregate.js';
import { measureCharts } from './charts.js';
import { measureCrowd } from './crowd.js';
import { measureCompaction } from './compaction.js';
import { measureDay } from './day.js';
import { measureFanOut } from './fan-out.js';
import { measureGateways } from './gateways.js';
import { measureImport } from './import.js';
import { measureRecords } from './records.js';
import { measurePainted } from './painted.js';
import { measureNdjson } from './ndjson.js';
import { measureReplaySeek } from './replay-seek.js';
import { measureReplaySessions } from './replay-sessions.js';
import { measureStart } from './start.js';
import { measureSimulated } from './simulated.js';
import { measureTick } from './tick.js';
import { measureWire } from './wire.js';
import { measureWatchedImport } from './watched-import.js';

/** What can be measured, by name; each runs ours and its peers in turn, in one run. */
const MEASUREMENTS: Readonly<Record<string, () => Promise<BenchLine | readonly BenchLine[]>>> = {
  'fan-out': measureFanOut,
  crowd: measureCrowd,
  records: measureRecords,
  tick: measureTick,
  wire: measureWire,
  simulated: measureSimulated,
  seek: measureReplaySeek,
  sessions: measureReplaySessions,
  import: () => measureImport(),
  ndjson: measureNdjson,
  'watched-import': () => measureWatchedImport(),
  charts: measureCharts,
  start: measureStart,
  painted: measurePainted,
  day: measureDay,
  compaction: measureCompaction,
  gateways: measureGateways,
  aggregate: measureAggregate,
};

const names = Object.keys(MEASUREMENTS);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => MEASUREMENTS[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `error: expected any of ${names.join(', ')}, or none for all, got ${unknown.join()}\n`,
  );
  process.exitCode = 2;
} else {
  for (const name of asked.length > 0 ? asked : names) await measure(name);
}

async function measure(name: string): Promise<void> {
  const circumstances = readCircumstances();
  const lines = [await MEASUREMENTS[name]!()].flat();
  keepResult(name, names, circumstances, lines);
  process.stdout.write(lines.map(formatLine).join('\n'));
}
