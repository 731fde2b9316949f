import { ProblemError } from '../../protocol/errors.js';

/** How many an attribute wants, 1 at least. */
export function wholeNumber(attribute: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  const message = `${attribute}: expected a whole number from 1 on, got ${value}`;
  throw new ProblemError({ code: 'bad-view', field: attribute, message });
}
