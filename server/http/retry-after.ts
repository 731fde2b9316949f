import type { ErrorCode } from '../../protocol/errors.js';

const SECONDS: Partial<Record<ErrorCode, number>> = { 'too-busy': 1, unavailable: 2, 'disk-full': 30 };

/** Seconds after which what failed for want of time or room may be tried again; undefined where that is no use. */
export function retryAfter(code: ErrorCode): number | undefined {
  return SECONDS[code];
}
