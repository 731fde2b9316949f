const DAY_MS = 86_400_000;

/**
 * A clock that goes through a day in the first `rushS` seconds and is `real` from then on, so that who lives by it soon
 * holds what a day's hours, and the turns between them, make it hold. Epoch ms, as `real` has them.
 */
export function rushedClock(rushS: number, real: () => number = Date.now): () => number {
  if (rushS === 0) return real;
  const begin = real();
  return () => {
    const now = real();
    const left = Math.max(0, 1 - (now - begin) / (1_000 * rushS));
    return Math.round(now - left * DAY_MS);
  };
}
