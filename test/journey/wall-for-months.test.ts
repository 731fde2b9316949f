import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLAIN_CONFIG } from '../../scripts/plain-config.js';
import { startServer, type RunningServer } from '../../server/start-server.js';
import { launchBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { tempFolders } from '../support/temp-folder.js';
import { probeCharts } from '../support/wall-probe.js';

const BUILT = 'build/client';

/** Beijing's, as the simulation has it. */
const beijing = (text: string): number => Date.parse(`${text}+08:00`);

/** One page, never touched, through all that months bring; each step begins where the one before ended. */
describe('a wall that nobody touches for months', () => {
  let server: RunningServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const tempFolder = tempFolders();
  let port = 0;
  let shiftMs = 0;
  let loads = 0;
  const faults: string[] = [];
  /** While the network is cut nothing comes through, and nobody is told. */
  let isCut = false;
  const wires = new Set<WebSocketRoute>();
  const carry = (wire: WebSocketRoute): void => {
    wires.add(wire);
    const server = wire.connectToServer();
    wire.onMessage((message) => (isCut ? undefined : server.send(message)));
    server.onMessage((message) => (isCut ? undefined : wire.send(message)));
  };
  const now = (): number => Date.now() + shiftMs;
  /** Sets the server's clock, which goes on from there. */
  const setClock = (time: number): void => void (shiftMs = time - Date.now());

  const serve = async (clientDir: string): Promise<void> => {
    server = await startServer(
      { ...PLAIN_CONFIG, port, speed: 1 },
      { logger: pino({ level: 'silent' }), now, clientDir },
    );
    port = Number(new URL(server.url).port);
  };

  const level = (): Promise<string | undefined> =>
    page.evaluate(() => document.documentElement.dataset['level']);
  const isFresh = (): Promise<true> =>
    eventually('figures are fresh', async () => (await level()) === 'fresh');
  const shows = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

  beforeAll(async () => {
    setClock(beijing('2027-12-31T23:00:00'));
    await serve(BUILT);
    browser = await launchBrowser();
    // Where clocks are put forward in March, which is none of the figures' concern.
    context = await browser.newContext({
      viewport: { width: 1_920, height: 1_080 },
      timezoneId: 'America/New_York',
      locale: 'en-US',
    });
    page = await context.newPage();
    page.on('load', () => loads++);
    page.on('pageerror', (error) => faults.push(String(error)));
    // A reload after a deploy is spread over half a minute; here it comes at once.
    await page.addInitScript(() => (Math.random = () => 0));
    await page.routeWebSocket(/\/feed$/, carry);
    await page.goto(`${server.url}wall?lang=en`);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('begins a new year with the year', async () => {
    await shows('2027 against the');
    setClock(beijing('2027-12-31T23:59:57'));
    await shows('2028 against the');
    await shows(/as of 1 Jan 2028, 00:0\d:\d\d UTC\+8/);
    await isFresh();
  });

  it('says that the screen’s clock is not the server’s, and takes the figures for fresh all the same', async () => {
    await shows(/This screen’s clock is .* behind the server’s/);
    expect(await level()).toBe('fresh');
  });

  it('marks Lunar New Year once it has come', async () => {
    const newYear = beijing('2028-01-26T00:00:00');
    const isMarked = (): Promise<boolean> =>
      page
        .locator('trade-chart')
        .first()
        .evaluate(
          (chart, time) =>
            (chart as unknown as { marks: { time: number }[] }).marks.some((mark) => mark.time === time),
          newYear,
        );
    setClock(newYear - 60_000);
    await shows(/as of 25 Jan 2028, 23:59/);
    expect(await isMarked()).toBe(false);
    setClock(newYear + 5_000);
    await eventually('it is marked', isMarked);
    await isFresh();
  });

  it('has a leap day', async () => {
    setClock(beijing('2028-02-28T23:59:57'));
    await shows(/as of 29 Feb 2028, 00:0\d/);
    const [chart] = await eventually('its chart has the day', async () => {
      const charts = await probeCharts(page);
      return charts[0]?.times.at(-1) === beijing('2028-02-29T00:00:00') && charts;
    });
    expect(chart!.times.at(-2)).toBe(beijing('2028-02-28T00:00:00'));
    await isFresh();
  });

  it('ends the month after the leap day, not before', async () => {
    setClock(beijing('2028-02-29T23:59:57'));
    await shows(/as of 1 Mar 2028, 00:0\d/);
    const [chart] = await eventually('its chart has the new month', async () => {
      const charts = await probeCharts(page);
      return charts[0]?.times.at(-1) === beijing('2028-03-01T00:00:00') && charts;
    });
    expect(chart!.times.at(-2)).toBe(beijing('2028-02-29T00:00:00'));
    await isFresh();
  });

  it('takes no notice of an hour that its own place leaves out', async () => {
    const springForward = Date.parse('2028-03-12T07:00:00Z');
    setClock(springForward - 3_000);
    await shows(/as of 12 Mar 2028, 15:00/);
    const times = (await probeCharts(page))[0]!.times;
    const steps = new Set(times.slice(1).map((time, index) => time - times[index]!));
    expect([...steps]).toEqual([86_400_000]);
    await isFresh();
  });

  it('follows a clock that is set back', async () => {
    setClock(beijing('2028-03-11T09:00:00'));
    await shows(/as of 11 Mar 2028, 09:0/);
    await isFresh();
  });

  it('says so while the server is gone, and goes on by itself', async () => {
    const before = loads;
    await server.close();
    await eventually('figures are not fresh', async () => (await level()) !== 'fresh');
    await serve(BUILT);
    await isFresh();
    expect(loads).toBe(before);
  });

  it('says so while the network is cut, and goes on by itself', async () => {
    isCut = true;
    await eventually('figures are not fresh', async () => (await level()) !== 'fresh');
    isCut = false;
    await Promise.all([...wires].map((wire) => wire.close()));
    await isFresh();
  });

  it('comes back current after nobody could see it', async () => {
    await page.evaluate(setHidden, true);
    setClock(beijing('2028-04-02T08:00:00'));
    await page.evaluate(setHidden, false);
    await shows(/as of 2 Apr 2028, 08:0/);
    await isFresh();
  });

  it('reloads itself once after a deploy', async () => {
    const before = loads;
    const newer = join(tempFolder(), 'client');
    await cp(BUILT, newer, { recursive: true });
    await writeFile(join(newer, 'assets', 'newer.js'), '');
    await server.close();
    await serve(newer);
    await eventually('the page has been loaded anew', () => loads === before + 1);
    await shows('2028 against the');
    await isFresh();
    expect(loads).toBe(before + 1);
  });

  it('has thrown nothing on its way', () => {
    expect(faults).toEqual([]);
  });
});

/** Headless pages are never hidden. */
function setHidden(isHidden: boolean): void {
  const state = isHidden ? 'hidden' : 'visible';
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}
