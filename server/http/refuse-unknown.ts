import { ProblemError } from '../../protocol/errors.js';

/** @throws ProblemError `bad-request` naming the first parameter of a query that is none of those known */
export function refuseUnknown(query: Readonly<Record<string, string>>, known: readonly string[]): void {
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const field = unknown.slice(0, 80);
  const message = `${field}: unknown parameter; allowed are ${known.join(', ')}`;
  throw new ProblemError({ code: 'bad-request', field, message });
}
