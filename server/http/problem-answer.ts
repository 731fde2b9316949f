import type { ErrorCode, Problem } from '../../protocol/errors.js';
import { retryAfter } from './retry-after.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'unknown-timeline': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'unsupported-type': 415,
  'too-busy': 429,
  internal: 500,
  unavailable: 503,
  'disk-full': 507,
  'too-many-ids': 507,
};

/** Status of an answer that is a problem. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 400;
}

/** A problem in the form that the feed has for it too, with what else there is to say. */
export function problemAnswer(problem: Problem, more: Readonly<Record<string, unknown>> = {}): Response {
  const retry = retryAfter(problem.code);
  return Response.json(
    { type: 'error', ...problem, ...more },
    {
      status: statusOf(problem.code),
      headers: {
        ...(retry === undefined ? {} : { 'Retry-After': String(retry) }),
        ...(problem.code === 'unauthorized' ? { 'WWW-Authenticate': 'Bearer' } : {}),
      },
    },
  );
}
