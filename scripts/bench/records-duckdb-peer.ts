import {
  BIGINT,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTimestampValue,
  INTEGER,
  TIMESTAMP,
  USMALLINT,
  UTINYINT,
  type DuckDBConnection,
} from '@duckdb/node-api';
import { parseView, type ViewRequest } from '../../protocol/view.js';
import type { Dictionary } from '../../server/records/dictionary.js';
import type { RecordBatch } from '../../server/records/record-batch.js';
import { answerCpu } from './answer-cpu.js';
import { simulatedHours, UTC_OFFSET_MS } from './simulated-hours.js';
import { viewSql } from './view-sql.js';

/** Rows that a chunk of DuckDB's holds. */
const CHUNK = 2_048;

const { dictionaries, batches } = simulatedHours();
const queries = (JSON.parse(process.argv[2]!) as ViewRequest[]).map((view) =>
  viewSql(parseView(view), dictionaries),
);
const connection = await openRecords();

await answerCpu(async () => {
  for (const query of queries) (await connection.runAndReadAll(query)).getRows();
});

/** The same columns in a table in memory, which one thread reads. */
async function openRecords(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE records (time TIMESTAMP, flow UTINYINT, partner USMALLINT, commodity INTEGER,
    port USMALLINT, mode USMALLINT, transport USMALLINT, value BIGINT, "netKg" BIGINT)`);
  const appender = await connection.createAppender('records');
  for (const batch of batches) {
    for (let from = 0; from < batch.length; from += CHUNK)
      appender.appendDataChunk(chunkOf(batch, from, Math.min(CHUNK, batch.length - from)));
  }
  appender.closeSync();
  return connection;
}

function chunkOf(batch: RecordBatch, from: number, count: number): DuckDBDataChunk {
  const types = [
    TIMESTAMP,
    UTINYINT,
    USMALLINT,
    INTEGER,
    USMALLINT,
    USMALLINT,
    USMALLINT,
    BIGINT,
    BIGINT,
  ] as const;
  const part = (column: Float64Array | Uint16Array | Uint8Array): number[] => [
    ...column.subarray(from, from + count),
  ];
  const chunk = DuckDBDataChunk.create([...types], count);
  chunk.setColumns([
    part(batch.time).map((time) => new DuckDBTimestampValue(BigInt(time + UTC_OFFSET_MS) * 1_000n)),
    part(batch.flow),
    part(batch.partner),
    part(batch.commodity).map((index) => headingOf(dictionaries.commodity, index)),
    part(batch.port),
    part(batch.mode),
    part(batch.transport),
    part(batch.value).map(BigInt),
    part(batch.netKg).map(BigInt),
  ]);
  return chunk;
}

function headingOf(commodities: Dictionary, index: number): number {
  return Number(commodities.code(index));
}
