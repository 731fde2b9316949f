import type { Expression } from './expressions.js';
import { text } from './expressions.js';

/**
 * A number as a file writes it. It is read as an exact decimal and moved by a power of ten into the store's unit:
 * kilograms, or the currency's major unit.
 */
export interface Quantity {
  readonly of: Expression;
  /** Power of ten from the file's unit to the store's: 3 for tonnes, 8 for hundreds of millions. */
  readonly power: number;
  /** Written between thousands, and taken out. */
  readonly thousands?: ',' | '.' | ' ';
  /** Texts that mean nothing was there, beside an empty field. */
  readonly blank?: readonly string[];
}

type Writing = Pick<Quantity, 'thousands' | 'blank'>;

function quantity(of: string | Expression, power: number, writing: Writing = {}): Quantity {
  return { of: typeof of === 'string' ? text(of) : of, power, ...writing };
}

/** A weight in kilograms, or a value in the currency's major unit. */
export function units(of: string | Expression, writing?: Writing): Quantity {
  return quantity(of, 0, writing);
}

/** A weight in tonnes, or a value in thousands. */
export function thousands(of: string | Expression, writing?: Writing): Quantity {
  return quantity(of, 3, writing);
}

/** A quantity in units of ten to the `power`. */
export function powersOfTen(power: number, of: string | Expression, writing?: Writing): Quantity {
  return quantity(of, power, writing);
}
