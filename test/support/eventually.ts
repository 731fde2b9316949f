/** How long a condition may take; far more than it ever needs, for a machine under load. */
const PATIENCE_MS = 10_000;

/** Waits until `condition` gives something truthy, and returns it; fails naming what was waited for. */
export async function eventually<T>(
  what: string,
  condition: () => T | Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<Exclude<T, false | null | undefined>> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const found = await condition();
    if (found !== undefined && found !== null && found !== false) {
      return found as Exclude<T, false | null | undefined>;
    }
    if (Date.now() > giveUpAt) throw new Error(`gave up waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
