import { windowStart, type Bucket } from '../../protocol/buckets.js';
import { dimensionOf, type Grouping } from '../../protocol/dimensions.js';
import type { View } from '../../protocol/view.js';
import type { Dictionaries } from '../../server/records/record-batch.js';
import { HOURS_END, UTC_OFFSET_MS } from './simulated-hours.js';

const BUCKET_SQL: Partial<Record<Bucket, string>> = {
  '1d': 'time::DATE',
  '1mo': "date_trunc('month', time)",
};

/**
 * What DuckDB is to be asked for a view's sums, over a table with the codes of `dictionaries` and commodities as whole
 * numbers of four digits. A window of one bucket needs no bucket in the query, so it has none.
 */
export function viewSql(view: View, dictionaries: Dictionaries): string {
  const bucket = view.last > 1 ? [BUCKET_SQL[view.bucket]!] : [];
  const compares = view.measures.some((measure) => measure === 'balance' || measure === 'coverage');
  const groups = [...bucket, ...view.by.map(groupSql), ...(compares ? ['flow'] : [])];
  const grouping = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  const conditions = [windowSql(view), ...whereSql(view.where, dictionaries)].join(' AND ');
  return `SELECT ${[...groups, ...sumsSql(view)].join(', ')} FROM records WHERE ${conditions}${grouping}`;
}

function groupSql(grouping: Grouping): string {
  return grouping === 'commodity:2' ? 'commodity // 100' : dimensionOf(grouping);
}

function sumsSql({ measures }: View): string[] {
  const sums = { value: 'sum(value)', tonnage: 'sum("netKg")', records: 'count(*)' };
  const needed = measures.flatMap((measure) => {
    if (measure === 'tonnage' || measure === 'records') return [sums[measure]];
    return measure === 'unitValue' ? [sums.value, sums.tonnage] : [sums.value];
  });
  return [...new Set(needed)];
}

function windowSql({ bucket, last }: View): string {
  const literal = (time: number): string =>
    `TIMESTAMP '${new Date(time + UTC_OFFSET_MS).toISOString().slice(0, 19)}'`;
  const from = windowStart(bucket, HOURS_END, last, UTC_OFFSET_MS);
  return `time >= ${literal(from)} AND time < ${literal(HOURS_END)}`;
}

function whereSql(where: View['where'], dictionaries: Dictionaries): string[] {
  const partners = (where.partner ?? []).map((code) => dictionaries.partner.intern(code));
  return [
    ...(partners.length > 0 ? [`partner IN (${partners.join()})`] : []),
    ...(where.commodity === undefined ? [] : [`commodity // 100 IN (${where.commodity.join()})`]),
  ];
}
