import type { ImportOptions } from '../import-options.js';
import { isOneOf, text, type Expression } from '../staging/expressions.js';
import { sampledFields } from './evidence.js';
import type { Reading, SampledFile } from './format.js';

/**
 * The one currency of a file whose rows may each name theirs: the one asked for, or the first row's. Rows in another are
 * counted out, those that name none are taken to be in it.
 */
export function currencyOf(
  file: SampledFile,
  column: string | undefined,
  options: ImportOptions,
): Pick<Reading, 'currency' | 'skip' | 'notes'> {
  const found = column === undefined ? undefined : sampledFields(file, column)[0];
  const currency = (options.currency ?? found)?.toUpperCase() ?? null;
  if (currency === null) return { currency };
  const notes = [
    `currency: ${currency}, from ${options.currency === undefined ? 'the first record' : '--currency'}`,
  ];
  if (column === undefined) return { currency, notes };
  return { currency, notes, skip: [{ reason: 'other-currency', when: isInAnother(column, currency) }] };
}

function isInAnother(name: string, currency: string): Expression {
  return (column) => `${text(name)(column)} IS NOT NULL AND NOT ${isOneOf(name, [currency])(column)}`;
}
