import { UTC, utcOffsetMs } from '../../../protocol/timeline-info.js';
import type { Reading, Side } from '../import/format.js';
import { headerKey } from '../import/header-key.js';
import { identifier, quoted } from '../database.js';
import { amount, amountText, losesDigits, type AmountType } from './amounts.js';
import type { Column, Expression } from './expressions.js';
import { skipReasons } from './skip-reasons.js';

/** A text file that DuckDB can read: UTF-8, rows only, one delimiter. */
export interface RowFile {
  readonly path: string;
  readonly delimiter: string;
  readonly header: readonly string[];
  /** Lines to leave out at the top. */
  readonly headerLines: number;
}

/** Codes that a record keeps as found in the file. */
export const CODE_COLUMNS = ['reporter', 'partner', 'commodity', 'port', 'mode', 'transport', 'id'] as const;

/** DuckDB tells an empty field from one that isn't there only if some other text stands for NULL. */
const NEVER_WRITTEN = '\u0001';

/**
 * SQL that reads a file into rows of a record's columns, a number for the reason to skip the row (NULL: none), and
 * whether amounts lost digits. Rows come in the order of the file, `sides` of them for each of its rows.
 */
export function stageSql(file: RowFile, reading: Reading, type: AmountType): string {
  const column = columnsOf(file.header);
  return `
    SELECT *, ${skipSql(reading)} AS skip, ${losesSql(reading, type)} AS loses_digits FROM (
      SELECT *, ${amountsSql(reading, type)} FROM (
        SELECT ${fieldsSql(file, reading, column)} FROM (${rowsSql(file, reading)})))`;
}

/** The rows of a file, once for each side of a reading. */
function rowsSql(file: RowFile, { sides }: Reading): string {
  const numbers = sides.map((_, at) => at).join(', ');
  return `SELECT *${sides.length > 1 ? `, unnest([${numbers}]) AS side` : ''} FROM (${readSql(file)})`;
}

/**
 * Rows that don't fit fail: DuckDB could list and pass over them (store_rejects), but of a file whose columns are not all
 * read that ends in a fatal error (1.5), which takes the whole database down.
 */
function readSql(file: RowFile): string {
  const names = [...file.header.map((_, at) => `c${at}`), 'extra'];
  const columns = names.map((name) => `'${name}': 'VARCHAR'`).join(', ');
  return `SELECT * FROM read_csv(${quoted(file.path)},
    columns = {${columns}}, delim = ${quoted(file.delimiter)}, quote = '"', escape = '"', header = false,
    skip = ${file.headerLines}, auto_detect = false, nullstr = '${NEVER_WRITTEN}', null_padding = true)`;
}

/** SQL of the codes of all rows of a file, as `found`, and the `name` that stands beside each. */
export function namedCodesSql(file: RowFile, code: Expression, name: Expression): string {
  const column = columnsOf(file.header);
  return `SELECT ${code(column)} AS found, ${name(column)} AS name FROM (${readSql(file)})`;
}

/** Finds columns by their name, upper and lower case being the same; of two with one name, the first. */
function columnsOf(header: readonly string[]): Column {
  const keys = header.map(headerKey);
  return (name) => {
    const at = keys.indexOf(headerKey(name));
    return at < 0 ? 'NULL::VARCHAR' : `c${at}`;
  };
}

function fieldsSql(file: RowFile, reading: Reading, column: Column): string {
  const { period, sides } = reading;
  const span = typeof period.span === 'string' ? quoted(period.span) : period.span(column);
  const codes = CODE_COLUMNS.map((name) => `${reading[name]?.(column) ?? 'NULL::VARCHAR'} AS ${name}`);
  const rules = (reading.skip ?? []).map((rule, at) => `(${rule.when(column)}) AS rule${at}`);
  const ranks = (reading.totals ?? []).map((rule, at) => `(${rule.rank(column)})::UTINYINT AS rank${at}`);
  return [
    `(c${file.header.length - 1} IS NULL) AS short`,
    `(extra <> '') AS long`,
    `TRY_CAST((${period.start(column)}) AS TIMESTAMP) AS moment`,
    `${span} AS span`,
    `(${perSide(sides, (side) => side.flow(column))})::UTINYINT AS flow`,
    `${perSide(sides, (side) => amountText(side.netKg, column))} AS weight_text`,
    `${perSide(sides, (side) => amountText(side.value, column))} AS value_text`,
    ...codes,
    ...rules,
    ...ranks,
  ].join(',\n          ');
}

function perSide(sides: readonly Side[], sql: (side: Side) => string): string {
  if (sides.length === 1) return sql(sides[0]!);
  return `CASE side ${sides.map((side, at) => `WHEN ${at} THEN ${sql(side)}`).join(' ')} END`;
}

/** Moves of the decimal point are the same for all sides of a row. */
function powerOf(reading: Reading, measure: 'netKg' | 'value'): number {
  const powers = new Set(reading.sides.flatMap((side) => side[measure]?.power ?? []));
  if (powers.size > 1)
    throw new Error(`a format gives ${measure} in several units: ${[...powers].join(', ')}`);
  return [...powers][0] ?? 0;
}

function amountsSql(reading: Reading, type: AmountType): string {
  const weightPower = powerOf(reading, 'netKg');
  const valuePower = powerOf(reading, 'value');
  return [
    `${amount('weight_text', weightPower, type)} AS weight`,
    `${amount('value_text', valuePower, type)} AS amount`,
    // 1900 to 2199: outside, a year is a slip of the pen, and before year 0 it would break later arithmetic.
    `coalesce(isfinite(moment) AND year(moment) BETWEEN 1900 AND 2199, false) AS dated`,
  ].join(', ');
}

function losesSql(reading: Reading, type: AmountType): string {
  const weight = losesDigits('weight_text', 'weight', powerOf(reading, 'netKg'), type);
  const value = losesDigits('value_text', 'amount', powerOf(reading, 'value'), type);
  return `(${weight} OR ${value})`;
}

function skipSql(reading: Reading): string {
  const reasons = skipReasons(reading);
  const code = (reason: string): number => reasons.indexOf(reason) + 1;
  const negative =
    reading.corrections === true
      ? []
      : ([
          ['weight < 0', 'negative-weight'],
          ['amount < 0', 'negative-value'],
        ] as const);
  const cases: (readonly [string, string])[] = [
    ['short', 'too-few-fields'],
    ['long', 'too-many-fields'],
    ...(reading.skip ?? []).map((rule, at) => [`rule${at}`, rule.reason] as const),
    ['flow IS NULL', 'unknown-flow'],
    ['NOT dated', 'bad-time'],
    ['weight_text IS NOT NULL AND weight IS NULL', 'bad-weight'],
    ['value_text IS NOT NULL AND amount IS NULL', 'bad-value'],
    ...negative,
    ['weight IS NULL AND amount IS NULL', 'no-weight-or-value'],
  ];
  return `(CASE ${cases.map(([when, reason]) => `WHEN ${when} THEN ${code(reason)}`).join(' ')} END)::UTINYINT`;
}

/** The columns that staged rows are kept with; of a dataset's first file the table becomes the records. */
export function stagedColumns(reading: Reading): string {
  // A period is one of local time; an instant is one everywhere.
  const ahead = `CASE span WHEN 'instant' THEN 0 ELSE ${utcOffsetMs(reading.utcOffset ?? UTC)} END`;
  const start = `CASE WHEN dated THEN epoch_ms(moment) - ${ahead} END`;
  const end = `CASE WHEN dated THEN CASE span WHEN 'instant' THEN epoch_ms(moment)
    WHEN 'day' THEN epoch_ms(moment + INTERVAL 1 DAY) WHEN 'month' THEN epoch_ms(moment + INTERVAL 1 MONTH)
    WHEN 'quarter' THEN epoch_ms(moment + INTERVAL 3 MONTH) WHEN 'year' THEN epoch_ms(moment + INTERVAL 1 YEAR)
    ELSE epoch_ms(moment + to_months(TRY_CAST(split_part(span, ' months', 1) AS INTEGER))) END - ${ahead} END`;
  const ranks = (reading.totals ?? []).map((_, at) => `rank${at}`);
  return [
    `${start} AS ${identifier('start')}`,
    `${end} AS ${identifier('end')}`,
    'flow',
    ...CODE_COLUMNS,
    // Nothing weighs nothing: a zero beside a value stands for a weight that wasn't recorded.
    'amount AS value',
    'CASE WHEN weight = 0 AND amount <> 0 THEN NULL ELSE weight END AS net_kg',
    'loses_digits',
    ...ranks,
    'skip',
    '1 AS import',
    'NULL::INTEGER AS superseded_by',
  ].join(', ');
}
