import { quoted, type Database } from '../database.js';
import { modeOf } from '../../dictionaries/modes.js';
import { partnerOf } from '../../dictionaries/partners.js';
import type { Reading } from '../import/format.js';
import { identifier } from '../database.js';
import { skipReasons } from './skip-reasons.js';

const COLUMNS = {
  reporter: ['reporter'],
  flow: ['flow'],
  period: ['start', '"end"'],
  partner: ['partner'],
  commodity: ['commodity'],
} as const;

type Key = keyof typeof COLUMNS;

/**
 * Skips the rows of `incoming` that repeat others: breakdowns and levels that are not the
 * whole, then partners that are sums of partners and totals of trade modes, then parts of flows. A total is kept where nothing that it is the total of is there.
 */
export async function markTotals(
  database: Database,
  reading: Reading,
  reporter: string | undefined,
): Promise<void> {
  const code = (reason: string): number => skipReasons(reading).indexOf(reason) + 1;
  if (reporter !== undefined && reading.filtered !== true)
    await markOtherReporters(database, reading, reporter, code('other-reporter'));
  const rules = [...(reading.totals ?? []).entries()];
  for (const [at, { reason, within, keep }] of rules)
    if (keep === 'complete') await markIncomplete(database, `rank${at}`, within, code(reason));
  const partners = await aggregatePartners(database, reading);
  if (partners !== null)
    await markRanks(database, partners, ['reporter', 'flow', 'period', 'commodity'], code('partner-total'));
  const modes = await totalModes(database, reading);
  if (modes !== null) await markRanks(database, modes, ['reporter', 'flow', 'period'], code('mode-total'));
  for (const [at, { reason, within, keep }] of rules)
    if (keep === 'finest') await markRanks(database, `rank${at}`, within, code(reason));
}

/** Of the rows that agree in `within`, skips those above the lowest rank. */
async function markRanks(
  database: Database,
  rank: string,
  within: readonly Key[],
  code: number,
): Promise<void> {
  const [present] = await database.rows(
    `SELECT bool_or(${rank} > 0) AS any FROM incoming WHERE skip IS NULL`,
  );
  if (present!['any'] !== true) return;
  const keys = within.flatMap((key) => COLUMNS[key]);
  const same = keys.map((key) => `t.${key} IS NOT DISTINCT FROM least.${key}`).join(' AND ');
  await database.run(`UPDATE incoming AS t SET skip = ${code}
    FROM (SELECT ${keys.join(', ')}, min(${rank}) AS lowest FROM incoming WHERE skip IS NULL GROUP BY ALL) AS least
    WHERE t.skip IS NULL AND ${rank} > least.lowest AND ${same}`);
}

/** How near the sum of a finer level must come to the largest: rounding to units moves sums by less. */
const SAME_SUM = '1 - 1e-6';

/** Of the rows that agree in `within`, keeps the lowest rank that carries the whole sum, and skips the others. */
async function markIncomplete(
  database: Database,
  rank: string,
  within: readonly Key[],
  code: number,
): Promise<void> {
  const keys = within.flatMap((key) => COLUMNS[key]);
  const same = keys.map((key) => `t.${key} IS NOT DISTINCT FROM chosen.${key}`).join(' AND ');
  const list = keys.join(', ');
  const sums = `SELECT ${list}, ${rank} AS rank, coalesce(sum(value), sum(net_kg), 0)::DOUBLE AS size
    FROM incoming WHERE skip IS NULL GROUP BY ALL`;
  await database.run(`UPDATE incoming AS t SET skip = ${code}
    FROM (SELECT ${list}, min(rank) FILTER (size >= largest * (${SAME_SUM})) AS rank
      FROM (SELECT *, max(size) OVER (PARTITION BY ${list}) AS largest FROM (${sums})) GROUP BY ALL
      HAVING count(*) > 1) AS chosen
    WHERE t.skip IS NULL AND t.${rank} <> chosen.rank AND ${same}`);
}

/** A reporter is asked for by its code or name in the file, or in ISO 3166-1 alpha-3. */
async function markOtherReporters(
  database: Database,
  reading: Reading,
  wanted: string,
  code: number,
): Promise<void> {
  const same = (found: string): boolean => {
    if (found.toLowerCase() === wanted.toLowerCase()) return true;
    const match = partnerOf(reading.partnerScheme ?? 'name', found) ?? partnerOf('name', found);
    return match !== undefined && 'iso3' in match && match.iso3 === wanted.toUpperCase();
  };
  const kept = (await distinct(database, 'reporter')).filter(same).map(quoted);
  const others = kept.length === 0 ? 'true' : `reporter IS NULL OR reporter NOT IN (${kept.join(', ')})`;
  await database.run(`UPDATE incoming SET skip = ${code} WHERE skip IS NULL AND (${others})`);
}

/** SQL of a rank: 0 for single partners, 1 for the world, 2 for other groups, which overlap; null without any. */
async function aggregatePartners(
  database: Database,
  { partner, partnerScheme }: Reading,
): Promise<string | null> {
  if (partner === undefined || partnerScheme === undefined) return null;
  const ranks = { world: [] as string[], group: [] as string[] };
  for (const text of await distinct(database, 'partner')) {
    const match = partnerOf(partnerScheme, text);
    if (match === undefined || !('aggregate' in match)) continue;
    ranks[match.aggregate === 'World' ? 'world' : 'group'].push(text);
  }
  return rankOf('partner', [ranks.world, ranks.group]);
}

async function totalModes(database: Database, { mode, modeNames }: Reading): Promise<string | null> {
  if (mode === undefined || modeNames !== true) return null;
  const totals = (await distinct(database, 'mode')).filter((text) => 'aggregate' in (modeOf(text) ?? {}));
  return rankOf('mode', [totals]);
}

async function distinct(database: Database, column: string): Promise<string[]> {
  const rows = await database.rows(
    `SELECT DISTINCT ${identifier(column)} AS code FROM incoming WHERE skip IS NULL AND ${identifier(column)} IS NOT NULL`,
  );
  return rows.map((row) => row['code'] as string);
}

function rankOf(column: string, ranks: readonly string[][]): string | null {
  const cases = ranks.flatMap((texts, at) =>
    texts.length === 0 ? [] : [`WHEN ${column} IN (${texts.map(quoted).join(', ')}) THEN ${at + 1}`],
  );
  return cases.length === 0 ? null : `(CASE ${cases.join(' ')} ELSE 0 END)`;
}
