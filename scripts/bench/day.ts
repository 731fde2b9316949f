import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { median, type BenchLine } from './bench-line.js';
import { launchBrowser } from './browser.js';
import { startChild, type BenchChild } from './child.js';

/** Event seconds per second: an hour takes four seconds, a day a minute and a half. */
const SPEED = 900;
const HOUR_MS = 3_600_000 / SPEED;
/** The first hour fills what is kept at all; the day after it crosses one midnight. */
const HOURS = 26;

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
      `MB after a forced collection, every four hours from hour 1 on: ${heaps
        .filter((_, hour) => hour % 4 === 1)
        .map((heap) => heap.toFixed(2))
        .join(', ')}; the growth is the median of the slopes between any two hours`,
      `${SPEED} times as fast as the clock, so ${HOURS - 1} hours are ${Math.round(((HOURS - 1) * HOUR_MS) / 250)} ticks`,
    ],
  });
  return [line('server', server), line('page', page)];
}

/** A quarter of a megabyte a day is what a page's compiled code alone may come and go by. */
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

/** Median of the slopes between any two of the values: a heap that swells and ebbs with the hour has none. */
function slopeOf(values: readonly number[]): number {
  return median(
    values.flatMap((value, at) => values.slice(at + 1).map((later, gap) => (later - value) / (gap + 1))),
  );
}
