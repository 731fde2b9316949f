import { quoted } from '../database.js';

/** SQL of a column of the file by its header, as text; NULL where the file has no such column. */
export type Column = (name: string) => string;

/** A piece of SQL over the columns of a row. */
export type Expression = (column: Column) => string;

/** Widths of time that a row can stand for. */
export type Span = 'instant' | 'day' | 'month' | 'quarter' | 'year';

/** When a row's trade was: where its span starts (an SQL DATE or TIMESTAMP, NULL if unreadable), and how long it is. */
export interface Period {
  readonly start: Expression;
  /** An expression yields the name of a span, or a number of months: `5 months`. */
  readonly span: Span | Expression;
}

/** The first of the named columns that is filled in, without blanks around it. */
export function text(...names: string[]): Expression {
  return (column) => {
    const filled = names.map((name) => `nullif(trim(${column(name)}), '')`);
    return filled.length === 1 ? filled[0]! : `coalesce(${filled.join(', ')})`;
  };
}

/** The name of a commodity, where its code is finer than a heading: chapters and headings have short names of ours. */
export function fineName(code: string, ...names: string[]): Expression {
  return (column) => `CASE WHEN length(${text(code)(column)}) > 4 THEN ${text(...names)(column)} END`;
}

/** The same text for every row. */
export function always(value: string): Expression {
  return () => quoted(value);
}

/** A column whose digits lost their leading zeros, filled up again to an even number of them. */
export function evenDigits(name: string): Expression {
  return (column) => {
    const code = text(name)(column);
    return `CASE WHEN length(${code}) % 2 = 1 AND ${code} SIMILAR TO '[0-9]+' THEN '0' || ${code} ELSE ${code} END`;
  };
}

/** A code of so many digits, whose leading zeros may have got lost. */
export function zeroFilled(name: string, digits: number): Expression {
  return (column) => {
    const code = text(name)(column);
    return `CASE WHEN length(${code}) < ${digits} THEN lpad(${code}, ${digits}, '0') ELSE ${code} END`;
  };
}

/** True where the column, without blanks and in lower case, is one of the words. */
export function isOneOf(name: string, words: readonly string[]): Expression {
  const list = words.map((word) => quoted(word.toLowerCase())).join(', ');
  return (column) => `coalesce(lower(trim(${column(name)})) IN (${list}), false)`;
}

/** 0 for import, 1 for export, NULL for neither, by the words of a column. */
export function flowWords(name: string, words: { import: string[]; export: string[] }): Expression {
  return (column) =>
    `CASE WHEN ${isOneOf(name, words.import)(column)} THEN 0 WHEN ${isOneOf(name, words.export)(column)} THEN 1 END`;
}

/** The same flow for every row. */
export function flowIs(flow: 'import' | 'export'): Expression {
  return () => (flow === 'import' ? '0' : '1');
}

/** A day written `2024-03-31`, with or without a time after it. */
export function isoDay(name: string): Period {
  return { start: (column) => `TRY_CAST(left(trim(${column(name)}), 10) AS DATE)`, span: 'day' };
}

/** A month in two columns, year and month. */
export function yearAndMonth(year: string, month: string): Period {
  return {
    start: (column) => `TRY_CAST(trim(${column(year)} || '-' || ${column(month)}) || '-01' AS DATE)`,
    span: 'month',
  };
}

/** A column of years. */
export function wholeYear(name: string): Period {
  return { start: (column) => `TRY_CAST(trim(${column(name)}) || '-01-01' AS DATE)`, span: 'year' };
}

/** A year, a month or a quarter in one column: `2024`, `202403`, `2024-03`, `2024-Q1`. */
export function yearOrMonth(name: string): Period {
  return {
    start: (column) => {
      const written = `replace(replace(trim(${column(name)}), '-', ''), '.', '')`;
      return `CASE length(${written})
        WHEN 4 THEN TRY_CAST(${written} || '-01-01' AS DATE)
        WHEN 6 THEN CASE WHEN upper(${written}[5]) = 'Q'
          THEN TRY_CAST(left(${written}, 4) || '-' || TRY_CAST((TRY_CAST(${written}[6] AS INTEGER) - 1) * 3 + 1 AS VARCHAR) || '-01' AS DATE)
          ELSE TRY_CAST(left(${written}, 4) || '-' || right(${written}, 2) || '-01' AS DATE) END
        END`;
    },
    span: (column) =>
      `CASE WHEN length(trim(${column(name)})) = 4 THEN 'year' WHEN contains(upper(${column(name)}), 'Q') THEN 'quarter' ELSE 'month' END`,
  };
}

/** Rank of a commodity code by its length: the longest is the finest; words like TOTAL are the coarsest. */
export function codeLengthRank(name: string): Expression {
  return (column) => {
    const code = text(name)(column);
    return `CASE WHEN ${code} IS NULL OR upper(${code}) = 'TOTAL' THEN 20 ELSE 20 - least(length(${code}), 19) END`;
  };
}

/** 1 where the column, without blanks and in lower case, is one of the words, 0 elsewhere. */
export function rankOf(name: string, words: readonly string[]): Expression {
  return (column) => `${isOneOf(name, words)(column)}::UTINYINT`;
}

/**
 * `2026`, `2026-01` (or `202601`), `2026-01-05`, or an instant `2026-01-05T08:00:00Z`; an instant without a zone
 * is UTC.
 */
export function recordTime(name: string): Period {
  const written = text(name);
  return {
    start: (column) => {
      const time = written(column);
      return `CASE length(${time})
      WHEN 4 THEN TRY_CAST(${time} || '-01-01' AS TIMESTAMP)
      WHEN 6 THEN TRY_CAST(left(${time}, 4) || '-' || right(${time}, 2) || '-01' AS TIMESTAMP)
      WHEN 7 THEN TRY_CAST(${time} || '-01' AS TIMESTAMP)
      ELSE TRY_CAST(TRY_CAST(${time} AS TIMESTAMPTZ) AS TIMESTAMP) END`;
    },
    span: (column) =>
      `CASE length(${written(column)}) WHEN 4 THEN 'year' WHEN 6 THEN 'month' WHEN 7 THEN 'month' WHEN 10 THEN 'day' ELSE 'instant' END`,
  };
}
