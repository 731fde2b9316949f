import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { IntakeReport } from '../protocol/record.js';
import { serveWall } from './bench/served.js';
import { endlessRecords } from './endless-records.js';

/** Ids that are new in a body; all others are known. What a record that is kept takes is no matter of the body's length. */
const DISTINCT = 262_144;

interface Measured {
  readonly gigabytes: number;
  readonly records: number;
  readonly accepted: number;
  readonly seconds: number;
  readonly idleMb: number;
  readonly peakMb: number;
}

/** What a server holds while it takes a body of so many bytes by `POST /api/records`, built and as a user starts it. */
async function measure(bytes: number): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-long-body-'));
  const server = await serveWall('--live', '--store', folder);
  try {
    const idleMb = server.residentMb();
    const start = performance.now();
    const { accepted, duplicates, rejected } = await post(new URL('/api/records', server.url), bytes);
    if (rejected.length > 0) throw new Error(`a record was refused: ${JSON.stringify(rejected[0])}`);
    const seconds = (performance.now() - start) / 1_000;
    const records = accepted + duplicates;
    return { gigabytes: bytes / 1e9, records, accepted, seconds, idleMb, peakMb: server.peakMb() };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

async function post(url: URL, bytes: number): Promise<IntakeReport> {
  const headers = { 'Content-Type': 'application/x-ndjson' };
  const sent = request(url, { method: 'POST', headers });
  const answer = new Promise<IntakeReport>((resolve, reject) => {
    sent.once('error', reject);
    sent.once(
      'response',
      (response) => void json(response).then((body) => resolve(body as IntakeReport), reject),
    );
  });
  await pipeline(Readable.from(endlessRecords(bytes, DISTINCT)), sent);
  return answer;
}

const gigabytes = Number(process.argv[2] ?? 10);
if (!(gigabytes > 0)) throw new Error(`expected how many GB to send, as 10, got ${process.argv[2]}`);
const rows = [await measure((gigabytes / 10) * 1e9), await measure(gigabytes * 1e9)];
const columns = ['gigabytes', 'records', 'accepted', 'seconds', 'idleMb', 'peakMb'] as const;
const lines = rows.map((row) => columns.map((column) => String(Number(row[column].toPrecision(8)))));
for (const line of [columns, columns.map(() => '---:'), ...lines])
  process.stdout.write(`| ${line.join(' | ')} |\n`);
process.stdout.write(`${JSON.stringify(rows)}\n`);
