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
 * Skips the rows of `incoming` that repeat others: coarser commodity levels, partners that are sums of partners, and
 * what the format's own rules say, in this order. A total is kept where nothing that it is the total of is there.
 */
export async function markTotals(database: Database, reading: Reading): Promise<void> {
  const code = (reason: string): number => skipReasons(reading).indexOf(reason) + 1;
  if (reading.levels !== undefined) await markLevels(database, code('other-commodity-level'));
  for (const [at, rule] of (reading.totals ?? []).entries())
    await markRanks(database, `rank${at}`, rule.within, code(rule.reason));
  const partners = await aggregatePartners(database, reading);
  if (partners !== null)
    await markRanks(database, partners, ['reporter', 'flow', 'period', 'commodity'], code('partner-total'));
  const modes = await totalModes(database, reading);
  if (modes !== null) await markRanks(database, modes, ['reporter', 'flow', 'period'], code('mode-total'));
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

/**
 * The same trade at several levels of a commodity code: keeps, for each reporter, flow and period, the finest level
 * that carries the whole sum. Finer ones often lack what is confidential, and then the coarser is kept.
 */
async function markLevels(database: Database, code: number): Promise<void> {
  const keys = 'reporter, flow, start, "end"';
  const same = ['reporter', 'flow', 'start', '"end"'].map(
    (key) => `t.${key} IS NOT DISTINCT FROM chosen.${key}`,
  );
  const sums = `SELECT ${keys}, level, coalesce(sum(value), sum(net_kg), 0)::DOUBLE AS size
    FROM incoming WHERE skip IS NULL GROUP BY ALL`;
  await database.run(`UPDATE incoming AS t SET skip = ${code}
    FROM (SELECT ${keys}, max(level) FILTER (size >= largest * (${SAME_SUM})) AS level
      FROM (SELECT *, max(size) OVER (PARTITION BY ${keys}) AS largest FROM (${sums})) GROUP BY ALL) AS chosen
    WHERE t.skip IS NULL AND t.level <> chosen.level AND ${same.join(' AND ')}`);
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
