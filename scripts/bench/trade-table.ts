import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export const BENCH_PARTNERS = 120;

/** Ten years of daily records, 2015 to 2024, evenly spread over partners: the obvious table for whoever asks DuckDB. */
function recordsSql(rows: number): string {
  return `SELECT DATE '2015-01-01' + (hash(i) % 3653)::INTEGER AS time,
    CASE WHEN hash(i * 7) % 2 = 0 THEN 'import' ELSE 'export' END AS flow,
    'P' || lpad((hash(i * 13) % ${BENCH_PARTNERS})::VARCHAR, 3, '0') AS partner,
    (hash(i * 17) % 1000000)::BIGINT AS "netKg",
    (hash(i * 19) % 100000000)::BIGINT AS value, 'USD' AS currency
    FROM range(${rows}) AS r(i)`;
}

/** Writes so many records as CSV in the project's own form. */
export async function writeRecords(file: string, rows: number): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${recordsSql(rows)}) TO '${file}' (FORMAT csv, HEADER true)`);
  connection.closeSync();
}

/** The same records in a table of DuckDB's, sorted by time as a careful user would have them. */
export async function openTable(rows: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE records AS ${recordsSql(rows)} ORDER BY time`);
  return connection;
}

/** Views that a presenter has open, and what DuckDB is to be asked for the same cells; `$1` is the playhead. */
export const REPLAY_VIEWS = [
  {
    view: { measures: ['value', 'tonnage'], by: ['flow'], bucket: '1d', last: 90 },
    sql: windowSql('day', 'flow', 'INTERVAL 89 days', 'sum(value), sum("netKg")'),
  },
  {
    view: { measures: ['value'], by: ['flow'], bucket: '1mo', last: 24 },
    sql: windowSql('month', 'flow', 'INTERVAL 23 months', 'sum(value)'),
  },
  {
    view: { measures: ['value'], by: ['partner'], bucket: '1y', last: 1, top: 10 },
    sql: `${windowSql('year', 'partner', 'INTERVAL 0 days', 'sum(value)')} ORDER BY 3 DESC LIMIT 10`,
  },
  {
    view: { measures: ['balance', 'records'], bucket: 'all' },
    sql: `SELECT sum(value), count(*) FROM records WHERE time < $1::TIMESTAMP`,
  },
] as const;

function windowSql(unit: string, group: string, back: string, sums: string): string {
  return `SELECT date_trunc('${unit}', time) AS bucket, ${group}, ${sums} FROM records
    WHERE time < $1::TIMESTAMP AND time >= date_trunc('${unit}', $1::TIMESTAMP) - ${back} GROUP BY ALL`;
}

/** Instant `share` (0 to 1) of the way through the ten years, epoch ms. */
export function instantAt(share: number): number {
  return Date.UTC(2015, 0, 1) + Math.floor(share * 3653) * 86_400_000;
}
