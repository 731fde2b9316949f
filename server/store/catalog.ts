import type { Database } from './database.js';
import type { DatasetInfo } from './dataset-info.js';
import type { ImportReport } from './import-report.js';

/** Tables of one dataset; numbered, so that a dataset's name never becomes SQL. */
export interface DatasetTables {
  readonly number: number;
  readonly records: string;
  readonly codes: string;
}

export interface DatasetEntry {
  readonly info: DatasetInfo;
  readonly tables: DatasetTables;
}

/** Makes the tables that list datasets and imports, in a database that has none. */
export async function createCatalog(database: Database): Promise<void> {
  await database.run(`CREATE TABLE IF NOT EXISTS datasets (name VARCHAR, number INTEGER, info JSON)`);
  await database.run(
    'CREATE TABLE IF NOT EXISTS names (dataset INTEGER, dimension VARCHAR, found VARCHAR, name VARCHAR)',
  );
  await database.run(
    `CREATE TABLE IF NOT EXISTS imports (dataset INTEGER, number INTEGER, sha256 VARCHAR, meaning VARCHAR, report JSON, imported TIMESTAMP)`,
  );
  // Stores that were made before publication was noted go on.
  await database.run('ALTER TABLE imports ADD COLUMN IF NOT EXISTS published BIGINT');
}

export function tablesOf(number: number): DatasetTables {
  return { number, records: `records_${number}`, codes: `codes_${number}` };
}

export async function readDatasets(database: Database): Promise<DatasetEntry[]> {
  const rows = await database.rows('SELECT number, info::VARCHAR AS info FROM datasets ORDER BY name');
  return rows.map(({ number, info }) => ({
    info: JSON.parse(info as string) as DatasetInfo,
    tables: tablesOf(Number(number)),
  }));
}

export async function findDataset(database: Database, name: string): Promise<DatasetEntry | undefined> {
  return (await readDatasets(database)).find(({ info }) => info.name === name);
}

export async function nextDatasetNumber(database: Database): Promise<number> {
  const [row] = await database.rows('SELECT coalesce(max(number), 0) + 1 AS next FROM datasets');
  return Number(row!['next']);
}

export async function writeDataset(database: Database, { info, tables }: DatasetEntry): Promise<void> {
  await database.run('DELETE FROM datasets WHERE number = $1', [tables.number]);
  await database.run('INSERT INTO datasets VALUES ($1, $2, $3)', [
    info.name,
    tables.number,
    JSON.stringify(info),
  ]);
}

/** Removes a dataset and all that is known of its files. */
export async function dropDataset(database: Database, { tables }: DatasetEntry): Promise<void> {
  const { number, records, codes } = tables;
  for (const table of [records, codes]) await database.run(`DROP TABLE IF EXISTS ${table}`);
  await database.run('DELETE FROM datasets WHERE number = $1', [number]);
  for (const list of ['imports', 'names'])
    await database.run(`DELETE FROM ${list} WHERE dataset = $1`, [number]);
}

/** A file that a dataset was made of. */
export interface ImportEntry {
  readonly number: number;
  readonly sha256: string;
  /** The options that it was read with, as far as they change its records. */
  readonly meaning: string;
  readonly report: ImportReport;
  /** When its figures were published, epoch ms; null where nobody has said. */
  readonly published: number | null;
}

export async function readImports(database: Database, { number }: DatasetTables): Promise<ImportEntry[]> {
  const rows = await database.rows(
    'SELECT number, sha256, meaning, report::VARCHAR AS report, published FROM imports WHERE dataset = $1 ORDER BY number',
    [number],
  );
  return rows.map((row) => ({
    number: Number(row['number']),
    sha256: row['sha256'] as string,
    meaning: row['meaning'] as string,
    report: JSON.parse(row['report'] as string) as ImportReport,
    published: row['published'] === null ? null : Number(row['published']),
  }));
}

export async function writeImport(
  database: Database,
  tables: DatasetTables,
  entry: ImportEntry,
): Promise<void> {
  await database.run('INSERT INTO imports VALUES ($1, $2, $3, $4, $5, now()::TIMESTAMP, $6)', [
    tables.number,
    entry.number,
    entry.sha256,
    entry.meaning,
    JSON.stringify(entry.report),
    entry.published === null ? null : BigInt(entry.published),
  ]);
}
