import { flowWords, isOneOf, text, type Expression, type Period } from '../staging/expressions.js';
import { units } from '../staging/quantity.js';
import type { Format, SampledFile } from './format.js';

/** `2026`, `2026-01`, `2026-01-05`, or an instant `2026-01-05T08:00:00Z`; an instant without a zone is UTC. */
const time: Period = {
  start: (column) => {
    const written = text('time')(column);
    return `CASE length(${written})
      WHEN 4 THEN TRY_CAST(${written} || '-01-01' AS TIMESTAMP)
      WHEN 7 THEN TRY_CAST(${written} || '-01' AS TIMESTAMP)
      ELSE TRY_CAST(TRY_CAST(${written} AS TIMESTAMPTZ) AS TIMESTAMP) END`;
  },
  span: (column) =>
    `CASE length(${text('time')(column)}) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' ELSE 'instant' END`,
};

/** The project's own records, as CSV, NDJSON or JSON. */
export const tradewallRecords: Format = {
  name: 'tradewall-records',
  title: 'Trade records',
  source: 'the user',
  header: { all: ['time', 'flow'], any: ['value', 'netKg'] },
  read: (file, options) => {
    const currency = options.currency ?? firstOf(file, 'currency')?.toUpperCase() ?? null;
    return {
      currency,
      valuation: { import: null, export: null },
      period: time,
      sides: [
        {
          flow: flowWords('flow', { import: ['import'], export: ['export'] }),
          netKg: units('netKg'),
          value: units('value'),
        },
      ],
      id: text('id'),
      partner: text('partner'),
      commodity: text('commodity'),
      port: text('port'),
      mode: text('mode'),
      transport: text('transport'),
      skip: currency === null ? [] : [{ reason: 'other-currency', when: otherCurrency(currency) }],
      notes:
        currency === null
          ? []
          : [`currency: ${currency}, from ${options.currency ? '--currency' : 'the first record'}`],
    };
  },
};

function firstOf(file: SampledFile, name: string): string | undefined {
  const at = file.header.findIndex((header) => header.toLowerCase() === name.toLowerCase());
  if (at < 0) return undefined;
  return file.rows.map((row) => (row[at] ?? '').trim()).find((field) => field !== '');
}

/** A dataset has one currency: records in another are counted out, those that name none are taken to be in it. */
function otherCurrency(currency: string): Expression {
  return (column) =>
    `${text('currency')(column)} IS NOT NULL AND ${text('value')(column)} IS NOT NULL AND NOT ${isOneOf('currency', [currency])(column)}`;
}
