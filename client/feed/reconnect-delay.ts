/** Range of the first retry: below it a restarting server would be met by a burst, above it a viewer would notice. */
const FIRST_RETRY_MS = 250;

/** A retry is never further away than this, so that a wall is back soon after its server. */
const LONGEST_RETRY_MS = 15_000;

/**
 * Milliseconds to wait before the `attempt`th retry (from 0): exponential back-off with full jitter, which spreads
 * a thousand viewers evenly where a fixed or slightly shaken delay would keep them in step.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function reconnectDelayMs(attempt: number, random: () => number, atLeastMs = 0): number {
  const rangeMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt);
  return atLeastMs + random() * rangeMs;
}
