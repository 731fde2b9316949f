import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBDataChunk, DuckDBInstance, BIGINT, DOUBLE, UTINYINT, VARCHAR } from '@duckdb/node-api';
import { cpuMs, recordLines } from './record-lines.js';

/** Rows of a vector of DuckDB. */
const CHUNK_ROWS = 2_048;

const TYPES = [VARCHAR, BIGINT, UTINYINT, VARCHAR, VARCHAR, VARCHAR, VARCHAR, VARCHAR, DOUBLE, DOUBLE];

/** The same records as columns, read before: what is measured is the way from there into a table on disk. */
const columns = toColumns(recordLines(Number(process.argv[2])));

function toColumns(lines: readonly string[]): unknown[][] {
  const records = lines.map((line) => JSON.parse(line) as Record<string, string | number>);
  const text = (name: string): unknown[] => records.map((record) => record[name] ?? null);
  const amount = (name: string): unknown[] =>
    records.map((record) => (record[name] === undefined ? null : Number(record[name])));
  return [
    text('id'),
    records.map(({ time }) => BigInt(Date.parse(String(time)))),
    records.map(({ flow }) => (flow === 'export' ? 1 : 0)),
    ...['partner', 'commodity', 'port', 'mode', 'transport'].map(text),
    amount('netKg'),
    amount('value'),
  ];
}

async function append(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const instance = await DuckDBInstance.create(join(folder, 'peer.duckdb'));
  const connection = await instance.connect();
  await connection.run(
    'CREATE TABLE records (id VARCHAR, time BIGINT, flow UTINYINT, partner VARCHAR, commodity VARCHAR, port VARCHAR, mode VARCHAR, transport VARCHAR, netKg DOUBLE, value DOUBLE)',
  );
  const appender = await connection.createAppender('records');
  const rows = columns[0]!.length;
  for (let at = 0; at < rows; at += CHUNK_ROWS) {
    const chunk = DuckDBDataChunk.create(TYPES);
    chunk.setColumns(columns.map((column) => column.slice(at, at + CHUNK_ROWS)) as never);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  connection.closeSync();
  instance.closeSync();
  rmSync(folder, { recursive: true });
  return rows;
}

process.on('message', () => {
  const before = cpuMs();
  void append().then((records) =>
    process.send!({ usPerRecord: (1_000 * (cpuMs() - before)) / records, records }),
  );
});
process.send!('ready');
