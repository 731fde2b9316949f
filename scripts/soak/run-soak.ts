import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../bench/browser.js';
import { startChild, type BenchChild } from '../bench/child.js';
import { longTasksOf, type LongTask } from './long-tasks.js';
import { pageMemoryOf } from './page-memory.js';
import { PLANTED, plantLeak } from './planted-leak.js';
import { ThreadTime } from './thread-time.js';
import { watchTasks, type Noted } from './watch-tasks.js';

export type { LongTask } from './long-tasks.js';

/** How long a soak is, and what of. */
export interface SoakPlan {
  readonly name: string;
  /** Of the wall; the first is the one that is looked at. */
  readonly pages: readonly string[];
  /** Times that all pages are shown; there is a sample before and after each, so that all see the same page. */
  readonly rotations: number;
  /** Event seconds per second. */
  readonly speed: number;
  /** Seconds for which each page of the wall is shown. */
  readonly turnS: number;
  /** Seconds at the beginning whose long tasks are not judged. */
  readonly settleS: number;
  /** Seconds at the beginning in which what is held is not judged: functions are being compiled, buffers come to their size. */
  readonly fillS: number;
  /** Seconds at the beginning in which the server goes through a day, whatever its speed; 0 for none. */
  readonly rushS: number;
  /** Whether a leak is planted. */
  readonly isControl: boolean;
}

/** Part of a turn after which the page is looked at: it has been filled, and the next is not being made ready yet. */
const LOOK_AFTER = 0.3;

/** Runs in the page: whether it shows the one that is to be looked at, and nothing else is there. */
function isOnePage(name: string | undefined): boolean {
  const [shown, ...others] = document.querySelectorAll('.pages > main');
  return others.length === 0 && shown?.classList[0] === name;
}

/** What server and page hold after everything that can be collected has been, and what the page has. */
export interface SoakSample {
  /** Seconds since the wall was there. */
  readonly atS: number;
  readonly serverMb: number;
  /** Without what is compiled of its scripts. */
  readonly pageMb: number;
  readonly compiledMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** A look at the page, which holds it up; epoch ms. */
export interface Look {
  readonly from: number;
  readonly to: number;
}

export interface Soak {
  readonly plan: SoakPlan;
  readonly date: string;
  readonly cores: number;
  /** Greatest load average of a minute that was seen, this soak's own included. */
  readonly load: number;
  readonly samples: readonly SoakSample[];
  readonly longTasks: readonly LongTask[];
}

/** Watches all pages of the wall in turn, on a server in a process of its own. */
export async function runSoak(plan: SoakPlan): Promise<Soak> {
  const leak = plan.isControl ? PLANTED.serverKb : 0;
  const server = await startChild('day-tradewall.js', [plan.speed, leak, plan.rushS].map(String));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
    const noted: Noted[] = [];
    await page.exposeFunction('noteForSoak', (text: string) => void noted.push(JSON.parse(text) as Noted));
    await page.addInitScript(watchTasks);
    if (plan.isControl)
      await page.addInitScript(plantLeak, { everyMs: 1_000 * plan.turnS, kb: PLANTED.pageKb });
    await page.goto(`${String(server.ready)}wall?pages=${plan.pages.join()}&interval=${plan.turnS}`);
    await page.locator('.pages > main.shown').waitFor({ timeout: 60_000 });
    return await watch(plan, { server, browser, page, noted });
  } finally {
    await browser.close();
    await server.stop();
  }
}

interface Scene {
  readonly server: BenchChild;
  readonly browser: Browser;
  readonly page: Page;
  readonly noted: readonly Noted[];
}

async function watch(plan: SoakPlan, { server, browser, page, noted }: Scene): Promise<Soak> {
  const cdp = await page.context().newCDPSession(page);
  await Promise.all([cdp.send('HeapProfiler.enable'), cdp.send('Performance.enable')]);
  const thread = await threadOf(browser, cdp);
  let reloads = 0;
  page.on('load', () => reloads++);
  const samples: SoakSample[] = [];
  const looks: Look[] = [];
  let load = 0;
  const rotationMs = 1_000 * plan.turnS * plan.pages.length;
  const begin = Date.now();
  const firstTurn = Math.ceil(begin / rotationMs) * rotationMs;
  for (let count = 0; count <= plan.rotations; count++) {
    await pause(firstTurn + count * rotationMs + LOOK_AFTER * 1_000 * plan.turnS - Date.now());
    load = Math.max(load, loadavg()[0]!);
    await page.waitForFunction(isOnePage, plan.pages[0], { timeout: 2 * rotationMs });
    const from = Date.now();
    samples.push(await sample(server, cdp, begin));
    looks.push({ from, to: Date.now() });
  }
  thread?.stop();
  if (reloads > 0) throw new Error(`the page loaded itself anew ${reloads} times: what it held is not known`);
  const longTasks = longTasksOf(noted, { begin, looks, thread });
  return { plan, date: new Date(begin).toISOString(), cores: cpus().length, load, samples, longTasks };
}

/** Both at once: the next page is made ready soon after, and asks for views of its own. */
async function sample(server: BenchChild, cdp: CDPSession, begin: number): Promise<SoakSample> {
  const atS = (Date.now() - begin) / 1_000;
  const [{ heapMb: serverMb }, page] = await Promise.all([
    server.ask<{ heapMb: number }>({}),
    samplePage(cdp),
  ]);
  return { atS, serverMb, ...page };
}

async function samplePage(cdp: CDPSession): Promise<Omit<SoakSample, 'atS' | 'serverMb'>> {
  // Nodes that nothing holds count until they are collected.
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  const { dataMb: pageMb, codeMb: compiledMb } = await pageMemoryOf(cdp);
  return { pageMb, compiledMb, nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

/** Of the page's main thread: that of the process which has had as much of a processor; none where the system does not tell. */
async function threadOf(browser: Browser, cdp: CDPSession): Promise<ThreadTime | null> {
  if (process.platform !== 'linux') return null;
  const browserCdp = await browser.newBrowserCDPSession();
  const { metrics } = await cdp.send('Performance.getMetrics');
  const { processInfo } = await browserCdp.send('SystemInfo.getProcessInfo');
  const cpuS = metrics.find(({ name }) => name === 'ProcessTime')?.value ?? Number.NaN;
  const [nearest] = processInfo
    .filter(({ type }) => type === 'renderer')
    .sort((a, b) => Math.abs(a.cpuTime - cpuS) - Math.abs(b.cpuTime - cpuS));
  return nearest === undefined ? null : new ThreadTime(nearest.id);
}
