import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { median, type BenchLine } from './bench-line.js';
import { launchBrowser } from './browser.js';
import { startChild, type BenchChild } from './child.js';
import { collectPage } from './page-heap.js';

/** Event seconds per second: an hour takes four seconds, a day a minute and a half. */
const SPEED = 900;
const HOUR_MS = 3_600_000 / SPEED;
const DAY_HOURS = 24;
/**
 * The first hour fills what is kept at all, but compressed it has only 16 ticks, and a page's code is being compiled for some
 * hundreds: so the first day is left out. Two more follow, for what is held swells and ebbs with the hour of the day.
 */
const HOURS = 3 * DAY_HOURS;

/** What a process or a page still holds after everything that can be collected has been, at each hour. */
interface Heaps {
  readonly server: number[];
  readonly page: number[];
}

/** Days of the default wall: what server and page still hold grows by nothing after the first hour. */
export async function measureDay(): Promise<readonly BenchLine[]> {
  const { server, page } = await watchDay();
  const line = (what: string, heaps: readonly number[]): BenchLine => ({
    what: `Heap of the ${what} over the third day of the default wall, growth per hour`,
    unit: 'kB',
    contestants: [{ name: 'Tradewall', rounds: [1_000 * growthOf(heaps.slice(DAY_HOURS))] }],
    goals: [{ atMost: GOAL_KB }],
    notes: [
      `MB after a forced collection, every eight hours from hour 1 on: ${heaps
        .filter((_, hour) => hour % 8 === 1)
        .map((heap) => heap.toFixed(2))
        .join(
          ', ',
        )}; the growth is the median of that from each hour of the second day to the same one a day later`,
      `${SPEED} times as fast as the clock, so a day is ${Math.round((DAY_HOURS * HOUR_MS) / 250)} ticks`,
    ],
  });
  return [line('server', server), line('page', page)];
}

/** 10 kB an hour, a quarter of a megabyte a day, is what a page's compiled code alone may come and go by. */
const GOAL_KB = 10;

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
    heaps.page.push(await collectPage(cdp));
  }
  return heaps;
}

/** Per hour, by the median of what came to each hour of the day until the next. */
function growthOf(values: readonly number[]): number {
  return median(values.slice(DAY_HOURS).map((value, hour) => (value - values[hour]!) / DAY_HOURS));
}
