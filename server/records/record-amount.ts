import { refuse } from './record-problem.js';

/** Amounts of batches are whole numbers below this. */
const LARGEST = 2 ** 52;

/**
 * A decimal as a whole number of its `digits`-th decimal place, to the digit.
 * @throws RecordProblem where that can't be: it is no decimal, too fine or too large
 */
export function recordAmount(field: string, written: string | number, digits: number): number {
  const text = typeof written === 'number' ? numberText(field, written) : written.trim();
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null)
    return refuse(
      'bad-field',
      field,
      `expected a decimal as 5000 or "5000.25", got ${JSON.stringify(written)}`,
    );
  const [, sign, whole, fraction = ''] = parts;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > digits)
    refuse(
      'bad-field',
      field,
      `expected at most ${digits} decimals, got ${JSON.stringify(written)}; round it`,
    );
  const amount = Number(`${whole}${kept.padEnd(digits, '0')}`);
  if (amount >= LARGEST)
    refuse(
      'bad-field',
      field,
      `expected less than ${LARGEST / 10 ** digits}, got ${JSON.stringify(written)}; split it`,
    );
  return sign === '-' ? 0 - amount : amount;
}

/** A number of JSON was rounded to a double when it was read, so from 2^53 on its digits are lost. */
function numberText(field: string, number: number): string {
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER)
    refuse('bad-field', field, `expected a number below 2^53 or a text, got ${number}`);
  const text = String(number);
  return text.includes('e') ? number.toFixed(20) : text;
}
