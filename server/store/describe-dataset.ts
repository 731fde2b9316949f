import { FLOWS } from '../../protocol/dimensions.js';
import { UTC } from '../../protocol/timeline-info.js';
import type { AboutDataset } from './about-dataset.js';
import type { DatasetTables } from './catalog.js';
import type { Database } from './database.js';
import type { DatasetInfo } from './dataset-info.js';
import type { Format, Reading } from './import/format.js';
import { COUNTED, KEPT } from './staging/add-records.js';
import { frequencyOf } from './staging/summarise.js';

const REPORTED = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/** Sums up what the records of a dataset are, superseded ones too, as they can be shown; for those who choose what to ask of it. */
export async function describeDataset(
  database: Database,
  { records, codes }: DatasetTables,
  { name, format, reading, about }: { name: string; format: Format; reading: Reading; about: AboutDataset },
): Promise<DatasetInfo> {
  const [facts] = await database.rows(`
    SELECT count(*) - count(superseded_by) AS rows, count(superseded_by) AS superseded, min(start) AS first, max("end") AS last, count(value) AS value, count(net_kg) AS net_kg,
      count(*) FILTER (flow = 0) AS import, count(*) FILTER (flow = 1) AS export,
      ${decimalsOf('value')} AS value_decimals, ${decimalsOf('net_kg')} AS net_kg_decimals,
      ${REPORTED.map((dimension) => `count(${dimension}) AS ${dimension}`).join(', ')}
    FROM ${records} WHERE ${KEPT}`);
  const fact = (key: string): number => Number(facts![key]);
  const spans = await database.rows(`SELECT DISTINCT start, "end" FROM ${records} WHERE ${COUNTED}`);
  const unnamed = await codelessDimensions(database, codes);
  return {
    name,
    title: about.title,
    source: about.source,
    format: format.name,
    currency: reading.currency,
    valuation: about.valuation,
    utcOffset: reading.utcOffset ?? UTC,
    hsRevision: reading.hsRevision ?? null,
    frequency:
      frequencyOf(spans.map((row) => ({ from: Number(row['start']), to: Number(row['end']) }))) ?? 'mixed',
    from: fact('first'),
    to: fact('last'),
    decimals: { value: fact('value_decimals'), netKg: fact('net_kg_decimals') },
    flows: FLOWS.filter((flow) => fact(flow) > 0),
    dimensions: ['flow', ...REPORTED.filter((dimension) => fact(dimension) > 0 && !unnamed.has(dimension))],
    measures: [
      ...(fact('value') > 0 ? (['value'] as const) : []),
      ...(fact('net_kg') > 0 ? (['netKg'] as const) : []),
    ],
    rows: fact('rows'),
    revised: fact('superseded') > 0,
  };
}

/** Dimensions all of whose codes stand for "not reported", like a partner that is always the world. */
async function codelessDimensions(database: Database, codes: string): Promise<Set<string>> {
  const rows = await database.rows(
    `SELECT dimension FROM ${codes} GROUP BY dimension HAVING count(code) = 0`,
  );
  return new Set(rows.map((row) => row['dimension'] as string));
}

/** The most decimals that any amount has; 6 is the most that the store keeps. */
function decimalsOf(column: string): string {
  const cases = [0, 1, 2, 3, 4, 5].map(
    (places) => `WHEN ${column} = round(${column}, ${places}) THEN ${places}`,
  );
  return `coalesce(max(CASE WHEN ${column} IS NULL THEN 0 ${cases.join(' ')} ELSE 6 END), 0)`;
}
