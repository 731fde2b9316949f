import type { DatasetTables } from '../catalog.js';
import { quoted, type Database } from '../database.js';
import type { Reading } from '../import/format.js';
import { namedCodesSql, type RowFile } from './stage-sql.js';

/**
 * Keeps the names that a file gives its codes beside them; of several for one code, the most frequent. Those of a later
 * file replace those of an earlier one. Reads the file a second time: kept with each record, names would outgrow all else.
 */
export async function writeNames(
  database: Database,
  { number, records }: DatasetTables,
  file: RowFile,
  reading: Reading,
): Promise<void> {
  for (const [dimension, name] of Object.entries(reading.names ?? {})) {
    const code = reading[dimension as keyof NonNullable<Reading['names']>];
    if (code === undefined) continue;
    await database.run(`CREATE TEMP TABLE given AS SELECT found, first(name ORDER BY times DESC, name) AS name
      FROM (SELECT found, name, count(*) AS times FROM (${namedCodesSql(file, code, name)})
        WHERE name IS NOT NULL AND name <> found GROUP BY ALL)
      WHERE found IN (SELECT ${dimension} FROM ${records}) GROUP BY found`);
    const ofDimension = `dataset = ${number} AND dimension = ${quoted(dimension)}`;
    await database.run(`DELETE FROM names WHERE ${ofDimension} AND found IN (SELECT found FROM given)`);
    await database.run(`INSERT INTO names SELECT ${number}, ${quoted(dimension)}, found, name FROM given`);
    await database.run('DROP TABLE given');
  }
}

/** Names by code, as they are shown. */
export async function readNames(
  database: Database,
  { number, codes }: DatasetTables,
  dimension: string,
): Promise<Record<string, string>> {
  const rows = await database.rows(
    `SELECT coalesce(known.code, names.found) AS code, name FROM names
      LEFT JOIN ${codes} AS known ON known.dimension = names.dimension AND known.found = names.found
      WHERE names.dataset = $1 AND names.dimension = $2 ORDER BY ALL`,
    [number, dimension],
  );
  return Object.fromEntries(rows.map((row) => [row['code'] as string, row['name'] as string]));
}
