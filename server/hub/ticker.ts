/**
 * Calls `onTick` every `intervalMs`, aligned to the start so that lateness does not add up; ticks that were slept
 * through are left out, for the next one brings all that they would have.
 * @returns stops it
 */
export function startTicker(intervalMs: number, onTick: () => void): () => void {
  const start = performance.now();
  let tick = 1;
  let timer = setTimeout(run, intervalMs);
  function run(): void {
    onTick();
    const elapsed = performance.now() - start;
    // A timer may fire a little early, and then the same tick must not come twice.
    tick = Math.max(tick, Math.floor(elapsed / intervalMs)) + 1;
    timer = setTimeout(run, start + tick * intervalMs - performance.now());
  }
  return () => clearTimeout(timer);
}
