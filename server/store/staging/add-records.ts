import type { DatasetTables } from '../catalog.js';
import type { Database } from '../database.js';
import { AMOUNT_TYPES, type AmountType } from './amounts.js';

/** What tells the records of a period and flow apart, where they have no id. */
export const KEY = ['reporter', 'partner', 'commodity', 'port', 'mode', 'transport'] as const;
const RECORD_COLUMNS = ['start', '"end"', 'flow', ...KEY, 'id', 'value', 'net_kg'].join(', ');

/** The records of all files: rows that were not skipped. */
export const KEPT = 'skip IS NULL';

/** The records that count: those not superseded by a later file. */
export const COUNTED = `${KEPT} AND superseded_by IS NULL`;

interface Addition {
  /** No file was added to the dataset before. */
  readonly first: boolean;
  /** Number of the import; kept with each record. */
  readonly number: number;
  readonly type: AmountType;
}

/**
 * Moves the kept rows of the table `incoming` to the records of a dataset. A record of a period that an earlier
 * file has as well, down to the last dimension, supersedes that one: both stay, and one counts. Returns how many did.
 */
export async function addRecords(
  database: Database,
  tables: DatasetTables,
  addition: Addition,
): Promise<number> {
  const { records } = tables;
  if (addition.first) {
    // Its rows are not copied, which would take as long again; those skipped stay in it, and are passed over.
    await database.run(`ALTER TABLE incoming RENAME TO ${records}`);
    return 0;
  }
  if (addition.type === 'wide') await widen(database, records);
  const revised = await supersede(database, records, addition.number);
  await database.run(`INSERT INTO ${records} (${RECORD_COLUMNS}, import)
    SELECT ${RECORD_COLUMNS}, ${addition.number} FROM incoming WHERE skip IS NULL`);
  await database.run('DROP TABLE incoming');
  return revised;
}

async function widen(database: Database, records: string): Promise<void> {
  for (const column of ['value', 'net_kg'])
    await database.run(`ALTER TABLE ${records} ALTER ${column} TYPE ${AMOUNT_TYPES.wide.sql}`);
}

/** Instants are told apart by their id alone: two shipments may have everything else in common. */
async function supersede(database: Database, records: string, number: number): Promise<number> {
  const sameKey = KEY.map((name) => `old.${name} IS NOT DISTINCT FROM new.${name}`).join(' AND ');
  const same = `old.start = new.start AND old."end" = new."end" AND old.flow = new.flow AND (
    CASE WHEN old.id IS NOT NULL THEN old.id IS NOT DISTINCT FROM new.id
    ELSE old."end" > old.start AND new.id IS NULL AND ${sameKey} END)`;
  await database.run(`UPDATE ${records} AS old SET superseded_by = ${number}
    WHERE ${COUNTED} AND EXISTS (SELECT 1 FROM incoming AS new WHERE new.skip IS NULL AND ${same})`);
  const [row] = await database.rows(`SELECT count(*) AS n FROM ${records} WHERE superseded_by = ${number}`);
  return Number(row!['n']);
}
