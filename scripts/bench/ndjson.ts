import type { IntakeReport } from '../../protocol/record.js';
import type { BenchLine, Contestant } from './bench-line.js';
import { startChild, type BenchChild } from './child.js';
import { recordLines } from './record-lines.js';

const RECORDS = 250_000;
const ROUNDS = 5;
/** Records of a body: a sender that does not wait for each of them. */
const BODY_RECORDS = 25_000;

const JSON_PARSE = 'JSON.parse alone, of lines that are strings already';
const APPENDER = "DuckDB's appender alone, of columns that are there already";

interface Round {
  readonly usPerRecord: number;
  readonly records: number;
}

/** What a record of NDJSON costs: into a view, and over HTTP until it is on disk and in a view. */
export async function measureNdjson(): Promise<readonly BenchLine[]> {
  const count = [String(RECORDS)];
  const reading = await startChild('ndjson-tradewall.js', count);
  const parsing = await startChild('ndjson-peer.js', count);
  const appending = await startChild('appender-peer.js', count);
  const bodies = bodiesOf(recordLines(RECORDS));
  const rounds: Record<'reading' | 'parsing' | 'appending' | 'intake' | 'perSecond', number[]> = {
    reading: [],
    parsing: [],
    appending: [],
    intake: [],
    perSecond: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    rounds.reading.push((await reading.ask<Round>({})).usPerRecord);
    rounds.parsing.push((await parsing.ask<Round>({})).usPerRecord);
    rounds.appending.push((await appending.ask<Round>({})).usPerRecord);
    const taken = await measureIntake(bodies);
    rounds.intake.push(taken.usPerRecord);
    rounds.perSecond.push(taken.perSecond);
  }
  for (const child of [reading, parsing, appending]) await child.stop();
  const peer: Contestant = { name: JSON_PARSE, rounds: rounds.parsing };
  return [
    {
      what: `NDJSON into a view: CPU per record, ${RECORDS / 1_000} thousand records of 214 bytes`,
      unit: 'µs',
      contestants: [
        { name: 'Tradewall: bytes to columns, checked, coded and counted', rounds: rounds.reading },
        peer,
      ],
      goals: [{ peer: JSON_PARSE, atMost: 1 }],
      notes: [
        'value and tonnage by flow and minute; one core, in chunks of 64 KB as they come from a socket',
      ],
    },
    {
      what: 'NDJSON over HTTP to durable and visible: CPU of the server per record',
      unit: 'µs',
      contestants: [
        { name: 'Tradewall: checked, known by its id, on disk and in an open view', rounds: rounds.intake },
        peer,
        { name: APPENDER, rounds: rounds.appending },
      ],
      notes: [
        `bodies of ${BODY_RECORDS / 1_000} thousand records, one after the other; ${Math.round(Math.max(...rounds.perSecond)).toLocaleString('en')} records a second at best, until a view has them all`,
      ],
    },
  ];
}

function bodiesOf(lines: readonly string[]): string[] {
  const bodies: string[] = [];
  for (let at = 0; at < lines.length; at += BODY_RECORDS)
    bodies.push(lines.slice(at, at + BODY_RECORDS).join('\n'));
  return bodies;
}

async function measureIntake(bodies: readonly string[]): Promise<{ usPerRecord: number; perSecond: number }> {
  const server = await startChild('intake-tradewall.js');
  try {
    const url = `http://127.0.0.1:${String(server.ready)}`;
    const before = await cpuOf(server);
    const start = performance.now();
    let accepted = 0;
    for (const body of bodies) accepted += (await post(url, body)).accepted;
    if (accepted !== RECORDS) throw new Error(`intake: ${accepted} records of ${RECORDS} were accepted`);
    const seen = await recordsSeen(url);
    if (seen !== RECORDS) throw new Error(`intake: ${String(seen)} records of ${RECORDS} are in the view`);
    const seconds = (performance.now() - start) / 1_000;
    return {
      usPerRecord: (1_000 * ((await cpuOf(server)) - before)) / RECORDS,
      perSecond: RECORDS / seconds,
    };
  } finally {
    await server.stop();
  }
}

async function cpuOf(server: BenchChild): Promise<number> {
  return (await server.ask<{ cpuMs: number }>({})).cpuMs;
}

async function post(url: string, body: string): Promise<IntakeReport> {
  const headers = { 'Content-Type': 'application/x-ndjson' };
  return (
    await fetch(`${url}/api/records`, { method: 'POST', body, headers })
  ).json() as Promise<IntakeReport>;
}

async function recordsSeen(url: string): Promise<unknown> {
  const response = await fetch(`${url}/api/view?measures=records&bucket=all`);
  return ((await response.json()) as { rows: unknown[][] }).rows[0]?.[1];
}
