import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../bench/browser.js';
import { startChild, type BenchChild } from '../bench/child.js';
import { collectPage } from '../bench/page-heap.js';

/** Those that the simulated timeline fills, whose clock nobody can move. */
const PAGES = ['overview', 'partners', 'commodities', 'ports', 'modes', 'plan', 'diagnostics'];

/** How long a soak is, and what of. */
export interface SoakPlan {
  readonly name: string;
  /** One at the end of each rotation, so that each sees the same page. */
  readonly samples: number;
  /** Event seconds per second. */
  readonly speed: number;
  /** Seconds for which each page of the wall is shown. */
  readonly turnS: number;
}

/** What server and page hold after everything that can be collected has been, and what the page has. */
export interface SoakSample {
  /** Seconds since the wall was there. */
  readonly atS: number;
  readonly serverMb: number;
  readonly pageMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** A task that held the page up for more than 50 ms. */
export interface LongTask {
  readonly atS: number;
  readonly ms: number;
}

interface Look {
  /** Seconds since the wall was there; it ended when its sample was taken. */
  readonly beganS: number;
  readonly sample: SoakSample;
}

export interface Soak {
  readonly plan: SoakPlan;
  readonly samples: readonly SoakSample[];
  readonly longTasks: readonly LongTask[];
}

/** Watches all pages of the wall in turn, on a server in a process of its own. */
export async function runSoak(plan: SoakPlan): Promise<Soak> {
  const server = await startChild('day-tradewall.js', [String(plan.speed)]);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
    await page.addInitScript(noteLongTasks);
    await page.goto(`${String(server.ready)}wall?pages=${PAGES.join()}&interval=${plan.turnS}`);
    await page.locator('trade-kpi').first().waitFor({ timeout: 60_000 });
    return await watch(plan, server, page);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function watch(plan: SoakPlan, server: BenchChild, page: Page): Promise<Soak> {
  const cdp = await page.context().newCDPSession(page);
  await Promise.all([cdp.send('HeapProfiler.enable'), cdp.send('Performance.enable')]);
  const looks: Look[] = [];
  const startedAt = await page.evaluate(() => performance.now());
  const rotationMs = 1_000 * plan.turnS * PAGES.length;
  const begin = Date.now();
  for (let count = 0; count <= plan.samples; count++) {
    await pause(begin + count * rotationMs - Date.now());
    looks.push(await look(server, page, cdp, startedAt));
  }
  const samples = looks.map(({ sample }) => sample);
  return { plan, samples, longTasks: await longTasksOf(page, startedAt, looks) };
}

async function look(server: BenchChild, page: Page, cdp: CDPSession, startedAt: number): Promise<Look> {
  const { heapMb } = await server.ask<{ heapMb: number }>({});
  const pageNow = (): Promise<number> =>
    page.evaluate((since) => (performance.now() - since) / 1_000, startedAt);
  const beganS = await pageNow();
  const pageMb = await collectPage(cdp);
  const atS = await pageNow();
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  const [nodes, listeners] = [metric('Nodes'), metric('JSEventListeners')];
  return { beganS, sample: { atS, serverMb: heapMb, pageMb, nodes, listeners } };
}

/** Runs in the page. */
function noteLongTasks(): void {
  const noted: { at: number; ms: number }[] = [];
  Object.assign(globalThis, { longTasks: noted });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) noted.push({ at: startTime, ms: duration });
  }).observe({ type: 'longtask' });
}

/** But for those of the looks: a collection that is forced holds the page up, which is not the page's doing. */
async function longTasksOf(page: Page, startedAt: number, looks: readonly Look[]): Promise<LongTask[]> {
  const noted = await page.evaluate(
    () => (globalThis as unknown as { longTasks: { at: number; ms: number }[] }).longTasks,
  );
  const tasks = noted.map(({ at, ms }) => ({ atS: (at - startedAt) / 1_000, ms }));
  return tasks.filter(
    ({ atS, ms }) => !looks.some(({ beganS, sample }) => atS < sample.atS && atS + ms / 1_000 > beganS),
  );
}
