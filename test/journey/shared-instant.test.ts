import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../protocol/limits.js';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';

const DAY = 86_400_000;
const SPEED = 86_400;
const KEY = 'open sesame';
const SCREENS = 3;

/** A year of days, one record each. */
const RECORDS = [
  'time,flow,value,currency',
  ...Array.from({ length: 365 }, (_, day) => {
    const date = new Date(Date.UTC(2025, 0, 1) + day * DAY).toISOString().slice(0, 10);
    return `${date},${day % 2 === 0 ? 'import' : 'export'},${1_000 + day},CNY`;
  }),
].join('\n');

/** When a screen was looked at, and the instant that it showed; epoch ms. */
type Sample = readonly [at: number, shown: number];

let folder: string;
let server: ServedCommand;
let browser: Browser;
let pages: Page[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradewall-shared-'));
  const file = join(folder, 'lecture.csv');
  await writeFile(file, RECORDS);
  server = await serveCommand('--port', '0', '--speed', String(SPEED), '--control-key', KEY, file);
  browser = await launchBrowser();
  pages = await Promise.all(Array.from({ length: SCREENS }, () => openScreen()));
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A browser of its own for each screen: none shares a socket, a clock or a cache with another. */
async function openScreen(): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const body = `<trade-source control-key="${KEY}"><trade-transport></trade-transport></trade-source>`;
  await page.route('**/lecture', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><script type="module" src="/embed.js"></script><body>${body}</body></html>`,
    }),
  );
  await page.goto(`${server.url.replace(/\/$/, '')}/lecture`);
  await page.locator('trade-scrubber >> .track').waitFor();
  return page;
}

/** What a screen showed, again and again for a while; a moment at which the page was held up is left out. */
function watch(page: Page, forMs: number): Promise<Sample[]> {
  return page.evaluate(
    (duration) =>
      new Promise<[number, number][]>((resolve) => {
        const track = document.querySelector('trade-transport')!.shadowRoot!.querySelector('trade-scrubber')!;
        const slider = track.shadowRoot!.querySelector('.track')!;
        const samples: [number, number][] = [];
        const start = Date.now();
        let last = start;
        const timer = setInterval(() => {
          const now = Date.now();
          if (now - last < 40) samples.push([now, Number(slider.getAttribute('aria-valuenow'))]);
          last = now;
          if (now - start < duration) return;
          clearInterval(timer);
          resolve(samples);
        }, 10);
      }),
    forMs,
  );
}

/** Largest difference of what two screens showed at the same moment, in event ms. */
function largestDifference(a: readonly Sample[], b: readonly Sample[]): number {
  const differences = a.flatMap(([at, shown]) => {
    const beside = b.find(([other]) => Math.abs(other - at) <= 5);
    return beside === undefined ? [] : [Math.abs(beside[1] - shown)];
  });
  expect(differences.length).toBeGreaterThan(20);
  return Math.max(...differences);
}

const shownOn = (page: Page): Promise<number> =>
  page.locator('trade-scrubber >> .track').evaluate((track) => Number(track.getAttribute('aria-valuenow')));

describe('three screens on one shared timeline', () => {
  it('show the same instant within one tick while it plays', async () => {
    // A clock is known as well as the quickest frame tells it, and while three pages load no frame may be quick.
    await Promise.all(pages.map((page) => watch(page, 2_000)));
    const seen = await Promise.all(pages.map((page) => watch(page, 3_000)));
    const [first, second, third] = seen as [Sample[], Sample[], Sample[]];
    const tick = LIMITS.tickMs * SPEED;
    expect(first.at(-1)![1] - first[0]![1]).toBeGreaterThan(DAY);
    for (const [a, b] of [[first, second] as const, [second, third] as const, [first, third] as const])
      expect(largestDifference(a, b)).toBeLessThanOrEqual(tick);
  });

  it('stop at the same instant, and go where one of them goes', async () => {
    await pages[0]!.getByRole('button', { name: 'Pause' }).click();
    await Promise.all(pages.map((page) => page.getByRole('button', { name: 'Play', exact: true }).waitFor()));
    const stopped = await Promise.all(pages.map(shownOn));
    expect(new Set(stopped).size).toBe(1);
    await pages[1]!.locator('trade-scrubber >> .track').focus();
    await pages[1]!.keyboard.press('5');
    const middle = Date.UTC(2025, 0, 1) + (365 * DAY) / 2;
    await eventually('all are in the middle', async () =>
      (await Promise.all(pages.map(shownOn))).every((time) => time === middle),
    );
  });
});
