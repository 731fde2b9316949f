import { refused } from './refused.js';

/** How many an attribute wants, 1 at least. */
export function wholeNumber(attribute: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw refused(`${attribute}: expected a whole number from 1 on, got ${value}`);
}
