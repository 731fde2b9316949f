import { quoted } from '../database.js';
import type { Column } from './expressions.js';
import type { Quantity } from './quantity.js';

/**
 * How amounts are kept. Narrow takes 64 bits and holds every published figure seen; a file that needs more digits
 * is read again as wide, and its dataset becomes wide.
 */
export const AMOUNT_TYPES = {
  narrow: { sql: 'DECIMAL(18,3)', scale: 3 },
  wide: { sql: 'DECIMAL(24,6)', scale: 6 },
} as const;

export type AmountType = keyof typeof AMOUNT_TYPES;

/** The text of a number as the file has it, thousands separators and words for "nothing" taken out. */
export function amountText(quantity: Quantity | undefined, column: Column): string {
  if (quantity === undefined) return 'NULL::VARCHAR';
  let sql = quantity.of(column);
  for (const word of quantity.blank ?? []) sql = `nullif(${sql}, ${quoted(word)})`;
  return quantity.thousands === undefined ? sql : `replace(${sql}, ${quoted(quantity.thousands)}, '')`;
}

/**
 * The exact decimal behind a text, moved by a power of ten through its exponent, so that nothing is rounded
 * on the way; NULL where it is no number. DuckDB's cast alone would take `1_000` for a thousand.
 */
export function amount(text: string, power: number, type: AmountType): string {
  const { sql } = AMOUNT_TYPES[type];
  const moved = `CASE WHEN (contains(${text}, 'e') OR contains(${text}, 'E'))
    THEN TRY_CAST(TRY_CAST(TRY_CAST(${text} AS DECIMAL(38,18)) AS VARCHAR) || 'e${power}' AS ${sql})
    ELSE TRY_CAST(${text} || 'e${power}' AS ${sql}) END`;
  return `CASE WHEN NOT contains(${text}, '_') THEN ${power === 0 ? `TRY_CAST(${text} AS ${sql})` : moved} END`;
}

/**
 * True where the store's type holds fewer digits of a text's number than it has; `parsed` is the column that
 * `amount` gave. CASE keeps DuckDB from reading every number as 128 bits, which takes it ten times as long.
 */
export function losesDigits(text: string, parsed: string, power: number, type: AmountType): string {
  const { scale } = AMOUNT_TYPES[type];
  const dot = `strpos(${text}, '.')`;
  return `CASE WHEN ${text} IS NULL THEN false
    WHEN ${parsed} IS NULL THEN ${amount(text, power, 'wide')} IS NOT NULL
    WHEN (contains(${text}, 'e') OR contains(${text}, 'E')) THEN true
    WHEN ${dot} = 0 THEN false
    ELSE length(rtrim(${text}, '0')) - ${dot} > ${scale + power} END`;
}
