import type { DuckDBDecimalValue, DuckDBValue } from '@duckdb/node-api';
import type { Dimension } from '../../protocol/dimensions.js';
import type { DatasetTables } from './catalog.js';
import { quoted, type Database } from './database.js';
import type { DatasetInfo } from './dataset-info.js';
import type { Known } from '../../protocol/view.js';
import { knownThen } from './known-then.js';
import { COUNTED, KEPT } from './staging/add-records.js';
import { ImportError } from './import-error.js';

/** Dimensions that sums can be split by; flow always is. */
export type SumDimension = Exclude<Dimension, 'flow'>;

export interface SumQuery {
  /** None, one or two. */
  readonly by: readonly SumDimension[];
  /** Codes to keep of each dimension; commodities by prefix. */
  readonly where: Partial<Record<Dimension, readonly string[]>>;
  /** Figures as last revised (the default), or with their history: what was known when. */
  readonly known?: Known;
}

/**
 * Sums per period, flow and group of a whole dataset, as columns of `length`, in order of start, then end.
 * Amounts are whole numbers of the dataset's `decimals`.
 */
export interface PeriodSums {
  readonly length: number;
  /** Epoch ms; `end` is exclusive, and the start itself for an instant. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** 0 import, 1 export. */
  readonly flow: Uint8Array;
  /** For each dimension of `by`, the index into its `codes`. */
  readonly groups: readonly Uint32Array[];
  /** Null stands for "not reported". */
  readonly codes: readonly (readonly (string | null)[])[];
  /** Records; those with a value; those with a weight. */
  readonly records: Float64Array;
  readonly valued: Float64Array;
  readonly weighed: Float64Array;
  readonly value: BigInt64Array;
  readonly netKg: BigInt64Array;
  /** Sums over the records that have both, for unit values. */
  readonly valueWithWeight: BigInt64Array;
  readonly netKgWithValue: BigInt64Array;
  /**
   * Only of sums with their history: the instant (epoch ms) from which the row is known, and until then is not to be counted;
   * −Infinity where it is known as its period goes by. Of later rows the sums are what the figure changes by.
   */
  readonly knownFrom?: Float64Array;
}

const AMOUNTS = ['value', 'netKg', 'valueWithWeight', 'netKgWithValue'] as const;

/** Sums up the records table of a dataset; `codes` is the table of codes by dimension as found and as meant. */
export async function sumPeriods(
  database: Database,
  tables: DatasetTables,
  info: DatasetInfo,
  query: SumQuery,
): Promise<PeriodSums> {
  const names = query.by.map((_, at) => `group${at}`);
  const inner = query.by.map((dimension, at) => `${dimension} AS found${at}`);
  const joins = query.by.map(
    (dimension, at) =>
      `LEFT JOIN ${tables.codes} AS code${at} ON code${at}.dimension = ${quoted(dimension)} AND code${at}.found = found${at}`,
  );
  const groups = query.by.map(
    (_, at) => `CASE WHEN code${at}.found IS NULL THEN found${at} ELSE code${at}.code END AS group${at}`,
  );
  const hasHistory = query.known === 'then' && info.revised;
  const known = hasHistory ? ['known_from'] : [];
  const keys = ['start', '"end"', 'flow', ...names, ...known].join(', ');
  const columns = await database.columns(`
    SELECT start, "end", flow, ${[...groups, ''].join(', ')}
      sum(records)::DOUBLE, sum(valued)::DOUBLE, sum(weighed)::DOUBLE,
      ${[...AMOUNTS.map((amount) => `sum(${amount})`), ...known].join(', ')}
    FROM (SELECT start, "end", flow, ${[...inner, ...known, ''].join(', ')} ${hasHistory ? SIGNED_SUMS : PARTIAL_SUMS}
      FROM ${hasHistory ? knownThen(tables) : tables.records}
      WHERE ${[hasHistory ? KEPT : COUNTED, ...conditions(query.where, tables.codes)].join(' AND ')} GROUP BY ALL) ${joins.join(' ')}
    GROUP BY ${keys} ORDER BY ${keys}`);
  return toSums(columns, query.by.length, info);
}

const PARTIAL_SUMS = `count(*) AS records, count(value) AS valued, count(net_kg) AS weighed,
    sum(value) AS value, sum(net_kg) AS netKg,
    sum(value) FILTER (net_kg IS NOT NULL) AS valueWithWeight,
    sum(net_kg) FILTER (value IS NOT NULL) AS netKgWithValue`;

const SIGNED_SUMS = `sum(sign) AS records, sum(CASE WHEN value IS NULL THEN 0 ELSE sign END) AS valued,
    sum(CASE WHEN net_kg IS NULL THEN 0 ELSE sign END) AS weighed,
    sum(CASE WHEN sign < 0 THEN -value ELSE value END) AS value,
    sum(CASE WHEN sign < 0 THEN -net_kg ELSE net_kg END) AS netKg,
    sum(CASE WHEN sign < 0 THEN -value ELSE value END) FILTER (net_kg IS NOT NULL) AS valueWithWeight,
    sum(CASE WHEN sign < 0 THEN -net_kg ELSE net_kg END) FILTER (value IS NOT NULL) AS netKgWithValue`;

function conditions(where: SumQuery['where'], codes: string): string[] {
  return Object.entries(where).map(([dimension, wanted]) => condition(dimension as Dimension, wanted, codes));
}

function condition(dimension: Dimension, wanted: readonly string[], codes: string): string {
  if (wanted.length === 0) return 'false';
  const list = wanted.map(quoted).join(', ');
  if (dimension === 'flow') return `(CASE flow WHEN 0 THEN 'import' ELSE 'export' END) IN (${list})`;
  if (dimension === 'commodity')
    return `(${wanted.map((prefix) => `starts_with(commodity, ${quoted(prefix)})`).join(' OR ')})`;
  return `(${dimension} IN (SELECT found FROM ${codes} WHERE dimension = ${quoted(dimension)} AND code IN (${list})))`;
}

function toSums(columns: DuckDBValue[][], by: number, { decimals }: DatasetInfo): PeriodSums {
  const [start, end, flow] = columns as [bigint[], bigint[], number[]];
  const grouped = columns.slice(3, 3 + by).map((column) => indexed(column as (string | null)[]));
  const counts = columns.slice(3 + by, 6 + by) as number[][];
  const amounts = AMOUNTS.map((name, at) => {
    const column = columns[6 + by + at] as Sum[];
    return wholes(column, name.startsWith('value') ? decimals.value : decimals.netKg, name);
  });
  const knownFrom = columns[6 + by + AMOUNTS.length] as (bigint | null)[] | undefined;
  return {
    length: start.length,
    start: Float64Array.from(start, Number),
    end: Float64Array.from(end, Number),
    flow: Uint8Array.from(flow),
    groups: grouped.map(({ indices }) => indices),
    codes: grouped.map(({ codes }) => codes),
    records: Float64Array.from(counts[0]!),
    valued: Float64Array.from(counts[1]!),
    weighed: Float64Array.from(counts[2]!),
    value: amounts[0]!,
    netKg: amounts[1]!,
    valueWithWeight: amounts[2]!,
    netKgWithValue: amounts[3]!,
    ...(knownFrom === undefined
      ? {}
      : { knownFrom: Float64Array.from(knownFrom, (at) => (at === null ? -Infinity : Number(at))) }),
  };
}

function indexed(column: readonly (string | null)[]): { indices: Uint32Array; codes: (string | null)[] } {
  const indexOf = new Map<string | null, number>();
  const indices = Uint32Array.from(column, (code) => {
    const known = indexOf.get(code);
    if (known !== undefined) return known;
    indexOf.set(code, indexOf.size);
    return indexOf.size - 1;
  });
  return { indices, codes: [...indexOf.keys()] };
}

type Sum = DuckDBDecimalValue | null;

/** Decimals as whole numbers of 10^-decimals; nothing is cut off, as no amount has more decimals than its dataset. */
function wholes(column: readonly Sum[], decimals: number, amount: string): BigInt64Array {
  return BigInt64Array.from(column, (sum) => {
    if (sum === null) return 0n;
    const whole = sum.value / 10n ** BigInt(sum.scale - decimals);
    // BigInt64Array would wrap it, and a wrong figure is worse than none.
    if (BigInt.asIntN(64, whole) !== whole) throw tooLarge(amount, sum);
    return whole;
  });
}

function tooLarge(amount: string, sum: DuckDBDecimalValue): ImportError {
  return new ImportError(
    'out-of-range',
    `${amount}: the sum ${sum.toString()} does not fit 64 bits; import the data in larger units`,
  );
}
