import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import type { BenchLine } from './bench-line.js';
import { launchBrowser } from './browser.js';
import { startChild, type BenchChild } from './child.js';

/** Event seconds per second: an hour takes four seconds, a day a minute and a half. */
const SPEED = 900;
const HOUR_MS = 3_600_000 / SPEED;
/** The first hour fills what is kept at all; the day after it crosses one midnight. */
const HOURS = 25;

/** What a process or a page still holds after everything that can be collected has been, at each hour. */
interface Heaps {
  readonly server: number[];
  readonly page: number[];
}

/** A day of the default wall: what server and page still hold grows by nothing after the first hour. */
export async function measureDay(): Promise<readonly BenchLine[]> {
  const { server, page } = await watchDay();
  const line = (what: string, heaps: readonly number[]): BenchLine => ({
    what: `Heap of the ${what} over a day of the default wall, growth per hour after the first`,
    unit: 'kB',
    contestants: [{ name: 'Tradewall', rounds: [1_000 * slopeOf(heaps.slice(1))] }],
    goals: [{ atMost: GOAL_KB }],
    notes: [
      `MB after a forced collection: ${heaps[1]!.toFixed(2)} at hour 1, ${heaps.at(-1)!.toFixed(2)} at hour ${heaps.length - 1}, between ${Math.min(...heaps.slice(1)).toFixed(2)} and ${Math.max(...heaps.slice(1)).toFixed(2)}; the slope is that of the straight line that fits best`,
      `${SPEED} times as fast as the clock, so ${HOURS - 1} hours are ${Math.round(((HOURS - 1) * HOUR_MS) / 250)} ticks`,
    ],
  });
  return [line('server', server), line('page', page)];
}

/** A kilobyte an hour is nine megabytes a year. */
const GOAL_KB = 1;

async function watchDay(): Promise<Heaps> {
  const server = await startChild('day-tradewall.js', [String(SPEED)]);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(`${String(server.ready)}wall`);
    await page.locator('trade-rank tbody tr').first().waitFor({ timeout: 60_000 });
    return await readEachHour(server, page);
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function readEachHour(server: BenchChild, page: Page): Promise<Heaps> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.enable');
  const heaps: Heaps = { server: [], page: [] };
  for (let hour = 0; hour < HOURS; hour++) {
    await pause(HOUR_MS);
    heaps.server.push((await server.ask<{ heapMb: number }>({})).heapMb);
    heaps.page.push(await heapOf(cdp));
  }
  return heaps;
}

/** MB that the page's scripts hold once what can be collected has been. */
async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

/** Slope of the straight line through equidistant values that has the least squares. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sum = (term: (value: number, at: number) => number): number =>
    values.reduce((total, value, at) => total + term(value, at), 0);
  return sum((value, at) => (at - middle) * (value - mean)) / sum((_, at) => (at - middle) ** 2);
}
