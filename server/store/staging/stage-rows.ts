import type { Database } from '../database.js';
import type { Reading } from '../import/format.js';
import type { AmountType } from './amounts.js';
import { stagedColumns, stageSql, type RowFile } from './stage-sql.js';

/** Rows of a file, staged in the table `incoming`, and those that could not be told apart into fields. */
export interface Staged {
  /** Rows of the file in the table; the table has one for each side of each. */
  readonly rows: number;
  readonly sides: number;
  readonly type: AmountType;
  /** Amounts that have more digits than even the wide type. */
  readonly rounded: number;
  /** Lines that were not rows. */
  readonly rejectedLines: readonly number[];
  /** Line of the file, from 1, that a row was on, rows counted from 0. */
  lineOf(row: number): number;
}

/** Stages a file in the table `incoming`, in 64 bits an amount if they hold it, in 128 otherwise. */
export async function stageRows(database: Database, file: RowFile, reading: Reading): Promise<Staged> {
  const narrow = await stageAs(database, file, reading, 'narrow');
  return narrow.rounded === 0 ? narrow : stageAs(database, file, reading, 'wide');
}

async function stageAs(
  database: Database,
  file: RowFile,
  reading: Reading,
  type: AmountType,
): Promise<Staged> {
  await database.run('DROP TABLE IF EXISTS incoming');
  await database.run(
    `CREATE TABLE incoming AS SELECT ${stagedColumns(reading)} FROM (${stageSql(file, reading, type)})`,
  );
  const [counts] = await database.rows(
    'SELECT count(*) AS rows, count(*) FILTER (loses_digits) AS rounded FROM incoming',
  );
  const rejects = await database.rows(
    'SELECT line FROM reject_errors WHERE scan_id = (SELECT max(scan_id) FROM reject_scans) ORDER BY line',
  );
  const sides = reading.sides.length;
  const rejectedLines = rejects.map((row) => Number(row['line']));
  return {
    rows: Number(counts!['rows']) / sides,
    sides,
    type,
    rounded: Number(counts!['rounded']),
    rejectedLines,
    lineOf: (row) => lineAfter(file.headerLines + row + 1, rejectedLines),
  };
}

/** Rejected lines stand between the rows, and are not counted among them. */
function lineAfter(line: number, rejectedLines: readonly number[]): number {
  let at = line;
  for (const rejected of rejectedLines) if (rejected <= at) at++;
  return at;
}
