import { modeOf } from '../../dictionaries/modes.js';
import { partnerOf } from '../../dictionaries/partners.js';
import { portOf } from '../../dictionaries/ports.js';
import { transportOf } from '../../dictionaries/transports.js';
import type { DatasetTables } from '../catalog.js';
import { quoted, type Database } from '../database.js';
import { COUNTED } from './add-records.js';
import type { Reading } from '../import/format.js';

/** What a code of the file stands for; null for "not reported". */
type Meaning = (found: string, reading: Reading) => string | null;

/** A code that no dictionary knows stays as the file has it. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  partner: (found, { partnerScheme }) => {
    const match = partnerScheme === undefined ? undefined : partnerOf(partnerScheme, found);
    if (match === undefined) return found;
    if ('iso3' in match) return match.iso3;
    return match.aggregate === 'World' ? null : match.aggregate;
  },
  port: (found) => portOf(found)?.code ?? found,
  mode: (found, { modeNames }) => {
    const match = modeNames === true ? modeOf(found) : undefined;
    if (match === undefined) return found;
    return 'mode' in match ? match.mode : null;
  },
  transport: (found, { transportScheme }) => {
    const transport = transportScheme === undefined ? undefined : transportOf(transportScheme, found);
    return transport === undefined ? found : transport === '' ? null : transport;
  },
};

/** Rows that one statement takes. */
const ROWS_AT_ONCE = 500;

/** Lists the codes that the records have, as found in files, with what each stands for. */
export async function writeCodes(
  database: Database,
  { records, codes }: DatasetTables,
  reading: Reading,
): Promise<void> {
  await database.run(`CREATE OR REPLACE TABLE ${codes} (dimension VARCHAR, found VARCHAR, code VARCHAR)`);
  const rows: string[] = [];
  for (const [dimension, meaning] of Object.entries(MEANINGS)) {
    const found = await database.rows(
      `SELECT DISTINCT ${dimension} AS found FROM ${records} WHERE ${COUNTED} AND ${dimension} IS NOT NULL ORDER BY ALL`,
    );
    for (const row of found) {
      const code = meaning(row['found'] as string, reading);
      rows.push(
        `(${quoted(dimension)}, ${quoted(row['found'] as string)}, ${code === null ? 'NULL' : quoted(code)})`,
      );
    }
  }
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
    await database.run(`INSERT INTO ${codes} VALUES ${rows.slice(at, at + ROWS_AT_ONCE).join(', ')}`);
}
