import type { Database, Row } from '../database.js';
import type { Frequency } from '../dataset-info.js';
import type { FlowTotals } from '../import-report.js';

const DAY = 86_400_000;
const GAPS_LISTED = 20;

/** What the records kept of a table add up to. */
export interface Summary {
  readonly records: number;
  readonly totals: { import?: FlowTotals; export?: FlowTotals };
  /** Epoch ms; `to` exclusive. */
  readonly span: { from: number; to: number } | null;
  readonly frequency: Frequency | null;
  readonly gaps: readonly string[];
}

/** Sums up the rows of `table` that `where` keeps. */
export async function summarise(database: Database, table: string, where: string): Promise<Summary> {
  const flows = await database.rows(`
    SELECT flow, count(*) AS records, sum(net_kg)::VARCHAR AS net_kg, sum(value)::VARCHAR AS value,
      sum(value) FILTER (net_kg IS NULL)::VARCHAR AS value_without_weight
    FROM ${table} WHERE ${where} GROUP BY flow ORDER BY flow`);
  const periods = await database.rows(
    `SELECT DISTINCT start, "end" FROM ${table} WHERE ${where} ORDER BY start, "end"`,
  );
  const spans = periods.map((row) => ({ from: Number(row['start']), to: Number(row['end']) }));
  const totals: Summary['totals'] = {};
  for (const row of flows) totals[Number(row['flow']) === 0 ? 'import' : 'export'] = flowTotals(row);
  const frequency = frequencyOf(spans);
  return {
    records: flows.reduce((sum, row) => sum + Number(row['records']), 0),
    totals,
    span: spans.length === 0 ? null : { from: spans[0]!.from, to: latestEnd(spans) },
    frequency,
    gaps: frequency === 'instant' ? [] : gapsOf(spans),
  };
}

/** A fold, as Math.max takes no more than some 100,000 arguments. */
function latestEnd(spans: readonly { to: number }[]): number {
  return spans.reduce((most, span) => Math.max(most, span.to), -Infinity);
}

function flowTotals(row: Row): FlowTotals {
  const netKg = plain(row['net_kg']);
  const value = plain(row['value']);
  const valueWithoutWeight = value === undefined ? undefined : (plain(row['value_without_weight']) ?? '0');
  return {
    records: Number(row['records']),
    ...(netKg === undefined ? {} : { netKg }),
    ...(value === undefined ? {} : { value }),
    ...(valueWithoutWeight === undefined ? {} : { valueWithoutWeight }),
  };
}

/** An exact decimal without the zeros that fill it up to the store's scale. */
function plain(decimal: unknown): string | undefined {
  if (typeof decimal !== 'string') return undefined;
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** Widths are told by their length in days; other ones than these, such as a year to date, are `mixed`. */
export function frequencyOf(spans: readonly { from: number; to: number }[]): Frequency | null {
  const found = new Set(spans.map(({ from, to }) => widthOf((to - from) / DAY)));
  if (found.size > 1) return 'mixed';
  return [...found][0] ?? null;
}

function widthOf(days: number): Frequency {
  if (days === 0) return 'instant';
  if (days === 1) return 'day';
  if (days >= 28 && days <= 31) return 'month';
  if (days >= 90 && days <= 92) return 'quarter';
  return days === 365 || days === 366 ? 'year' : 'mixed';
}

function gapsOf(spans: readonly { from: number; to: number }[]): string[] {
  const gaps: string[] = [];
  let covered = spans[0]?.from ?? 0;
  for (const { from, to } of spans) {
    if (from > covered && gaps.length < GAPS_LISTED) gaps.push(`${isoDay(covered)}..${isoDay(from - 1)}`);
    covered = Math.max(covered, to);
  }
  return gaps;
}

/** `2024-03-31` */
export function isoDay(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
