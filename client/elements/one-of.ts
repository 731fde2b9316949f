import { ProblemError } from '../../protocol/errors.js';

/** One of the words that an attribute allows. */
export function oneOf<T extends string>(attribute: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const message = `${attribute}: expected one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`;
  throw new ProblemError({ code: 'bad-view', field: attribute, message });
}
