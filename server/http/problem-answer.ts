import type { ErrorCode, Problem } from '../../protocol/errors.js';
import { retryAfter } from './retry-after.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  forbidden: 403,
  'not-found': 404,
  'unknown-timeline': 404,
  'not-acceptable': 406,
  'unsupported-type': 415,
  'too-busy': 429,
  internal: 500,
  'disk-full': 507,
};

/** A problem in the form that the feed has for it too, with what else there is to say. */
export function problemAnswer(problem: Problem, more: Readonly<Record<string, unknown>> = {}): Response {
  const retry = retryAfter(problem.code);
  return Response.json(
    { type: 'error', ...problem, ...more },
    {
      status: STATUS[problem.code] ?? 400,
      headers: retry === undefined ? {} : { 'Retry-After': String(retry) },
    },
  );
}
