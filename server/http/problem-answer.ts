import type { ErrorCode, Problem } from '../../protocol/errors.js';

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

/** Seconds after which what failed for want of time or room may be tried again. */
const RETRY_SECONDS: Partial<Record<ErrorCode, number>> = { 'too-busy': 1, 'disk-full': 30 };

/** A problem in the form that the feed has for it too, with what else there is to say. */
export function problemAnswer(problem: Problem, more: Readonly<Record<string, unknown>> = {}): Response {
  const retry = RETRY_SECONDS[problem.code];
  return Response.json(
    { type: 'error', ...problem, ...more },
    {
      status: STATUS[problem.code] ?? 400,
      headers: retry === undefined ? {} : { 'Retry-After': String(retry) },
    },
  );
}
