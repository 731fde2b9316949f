import { ProblemError, type Problem } from '../../protocol/errors.js';

/** One of the words that an attribute allows. @throws ProblemError naming the attribute, its value and the words */
export function oneOf<T extends string>(attribute: string, value: string, allowed: readonly T[]): T {
  const wrong = wrongWord(attribute, value, allowed);
  if (wrong !== null) throw new ProblemError(wrong);
  return value as T;
}

/** What is wrong with the word of an attribute; null where it is allowed, or not given. */
export function wrongWord(
  attribute: string,
  value: string | null,
  allowed: readonly string[],
): Problem | null {
  if (value === null || allowed.includes(value)) return null;
  const message = `${attribute}: expected one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`;
  return { code: 'bad-view', field: attribute, message };
}
