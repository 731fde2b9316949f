import type { Database } from '../database.js';
import type { PreparedFile } from '../files/prepared-file.js';
import type { Reading, SampledFile } from '../import/format.js';
import type { AmountType } from './amounts.js';
import { stagedColumns, stageSql, type RowFile } from './stage-sql.js';

/** Rows of a file, staged in the table `incoming`. */
export interface Staged {
  /** Rows of the file in the table; the table has one for each side of each. */
  readonly rows: number;
  readonly sides: number;
  readonly type: AmountType;
  /** Amounts that have more digits than even the wide type. */
  readonly rounded: number;
}

/** A quote swallowed lines, or DuckDB found a row that does not fit: the file must be read again, repaired. */
export class LinesUnclear extends Error {
  override readonly name = 'LinesUnclear';
}

/** Stages a file in the table `incoming`, in 64 bits an amount if they hold it, in 128 otherwise. */
export async function stageRows(
  database: Database,
  file: PreparedFile,
  sample: SampledFile,
  reading: Reading,
): Promise<Staged> {
  const narrow = await stageAs(database, file, sample, reading, 'narrow');
  checkLines(file, sample, narrow);
  return narrow.rounded === 0 ? narrow : stageAs(database, file, sample, reading, 'wide');
}

/** Where and how the rows of a file are written. */
export function rowFileOf({ path }: PreparedFile, { delimiter, header, headerLines }: SampledFile): RowFile {
  return { path, delimiter, header, headerLines };
}

async function stageAs(
  database: Database,
  file: PreparedFile,
  sample: SampledFile,
  reading: Reading,
  type: AmountType,
): Promise<Staged> {
  await database.run('DROP TABLE IF EXISTS incoming');
  try {
    await database.run(
      `CREATE TABLE incoming AS SELECT ${stagedColumns(reading)} FROM (${stageSql(rowFileOf(file, sample), reading, type)})`,
    );
  } catch (error) {
    throw file.repaired ? error : new LinesUnclear('', { cause: error });
  }
  const [counts] = await database.rows(
    'SELECT count(*) AS rows, count(*) FILTER (loses_digits) AS rounded FROM incoming',
  );
  const sides = reading.sides.length;
  return {
    rows: Number(counts!['rows']) / sides,
    sides,
    type,
    rounded: Number(counts!['rounded']),
  };
}

/** Every line that holds something must be a row; else a row has run over several lines. */
function checkLines(file: PreparedFile, sample: SampledFile, staged: Staged): void {
  const headers = file.lines.slice(0, sample.headerLines).filter((line) => line !== '').length;
  const lines = file.filledLines - headers;
  if (lines === staged.rows) return;
  if (!file.repaired) throw new LinesUnclear();
  throw new Error(`${lines} lines were read as ${staged.rows} rows`);
}
