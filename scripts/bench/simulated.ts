import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';
import type { BenchLine } from './bench-line.js';
import { serveProcess, type ServedProcess } from './served-process.js';

const ROUNDS = 6;
const ROUND_MS = 4_000;
/** Until the charts' windows are filled. */
const WARM_UP_MS = 8_000;
const SCREENS = 2;

/** A day per second: what a year of records comes to. */
const RECORDS_PER_SECOND = 242_000;

/** CPU of the whole server that plays the simulated timeline at a day per second to screens with the default wall. */
export async function measureSimulated(): Promise<BenchLine> {
  const server = await serveProcess('serve', '--speed', '86400');
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    for (let screen = 0; screen < SCREENS; screen++) await openWall(browser, server.url);
    return {
      what: `simulated: server CPU at a day per second (${RECORDS_PER_SECOND / 1_000},000 records a second), default wall`,
      unit: '% of a core',
      contestants: [{ name: `Tradewall, ${SCREENS} screens`, rounds: await measureRounds(server) }],
      goals: [{ atMost: 50 }],
      notes: ['the whole process as `npm start` runs it, garbage collection, sockets and HTTP included'],
    };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function openWall(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(`${url}wall`);
}

async function measureRounds(server: ServedProcess): Promise<number[]> {
  await pause(WARM_UP_MS);
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [start, cpuMs] = [performance.now(), server.cpuMs()];
    await pause(ROUND_MS);
    rounds.push((100 * (server.cpuMs() - cpuMs)) / (performance.now() - start));
  }
  return rounds;
}
