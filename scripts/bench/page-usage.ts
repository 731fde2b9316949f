import type { Page } from 'playwright-core';

/** What a page's main thread has spent so far, CPU ms of the thread; drawing is in the whole and not in the scripts. */
export interface PageUsage {
  readonly total: number;
  readonly script: number;
}

/**
 * Starts to count. The whole is the thread's own clock: the metric named TaskDuration leaves out what canvases draw at
 * the end of a task, which is most of it for those that draw from timers.
 */
export async function measurePage(page: Page): Promise<() => Promise<PageUsage>> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    const ms = (name: string): number =>
      1_000 * (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN);
    return { total: ms('ThreadTime'), script: ms('ScriptDuration') };
  };
}
