import { once } from 'node:events';
import { cp, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../protocol/limits.js';
import { PLAIN_CONFIG } from '../../scripts/plain-config.js';
import { startServer, type RunningServer } from '../../server/start-server.js';
import { launchBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { probeCharts } from '../support/wall-probe.js';

const BUILT = 'build/client';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A page on a machine under load, ms. */
const PATIENCE_MS = 60_000;

/** Both reloads are spread over half a minute, of which this has the page draw the half. */
const DRAWN = 0.5;
const DELAY_MS = DRAWN * 30_000;

/** Between five seconds and fifteen, as drawn here. */
const AGAIN_MS = 10_000;

const NOON = Date.UTC(2026, 10, 23, 12);

/** One month is enough to show. */
const RECORDS = 'time,flow,value,currency\n2025-01,export,1000,CNY\n2025-01,import,900,CNY\n';

interface Trouble {
  /** Levels in the order in which the page had them. */
  levels: string[];
  /** What the page says of its memory, percent of what it may use. */
  usedPercent: number;
}

let folder: string;
let browser: Browser;
let server: RunningServer;
let port = 0;
/** The server's clock, which rests while the test looks. */
let now = NOON;
let context: BrowserContext;
let page: Page;
let loads = 0;
/** While the network is cut nothing comes through, and nobody is told. */
let isCut = false;
let wires: WebSocketRoute[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradewall-trouble-'));
  await writeFile(join(folder, 'month.csv'), RECORDS);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function serve({ clientDir = BUILT, file = 'month.csv', speed = 60 } = {}): Promise<void> {
  const parts = { logger: pino({ level: 'silent' }), now: () => now, clientDir };
  server = await startServer({ ...PLAIN_CONFIG, port, files: [join(folder, file)], speed }, parts);
  port = server.port;
}

beforeEach(async () => {
  [loads, isCut, wires, port, now] = [0, false, [], 0, NOON];
  await serve();
});

afterEach(async () => {
  await context.close();
  await server.close();
});

/** @param aheadMs how far the screen's clock is ahead of the server's */
async function openWall(aheadMs = 0, timezoneId = 'UTC'): Promise<void> {
  await openPage(aheadMs, timezoneId);
  await isFresh();
}

/** The same, whatever there is to see. */
async function openPage(aheadMs = 0, timezoneId = 'UTC'): Promise<void> {
  context = await browser.newContext({ viewport: { width: 960, height: 540 }, timezoneId });
  await context.clock.install({ time: now + aheadMs - 1_000 });
  await context.clock.pauseAt(now + aheadMs);
  page = await context.newPage();
  page.on('load', () => loads++);
  await page.addInitScript(inPage, DRAWN);
  await page.routeWebSocket(/\/feed$/, carry);
  await page.goto(`${server.url}wall?lang=en&pages=overview`);
}

function carry(wire: WebSocketRoute): void {
  wires.push(wire);
  const upstream = wire.connectToServer();
  wire.onMessage((message) => (isCut ? undefined : upstream.send(message)));
  upstream.onMessage((message) => (isCut ? undefined : wire.send(message)));
}

/** Runs in the page, each time it is loaded. */
function inPage(drawn: number): void {
  Math.random = () => drawn;
  const trouble: Trouble = { levels: [], usedPercent: 10 };
  Object.assign(globalThis, { trouble });
  Object.defineProperty(performance, 'memory', {
    get: () => ({ usedJSHeapSize: trouble.usedPercent * 1e6, jsHeapSizeLimit: 100e6 }),
  });
  const note = (): void => {
    const { level } = document.documentElement.dataset;
    if (level !== undefined && level !== trouble.levels.at(-1)) trouble.levels.push(level);
  };
  new MutationObserver(note).observe(document, { subtree: true, attributeFilter: ['data-level'] });
}

const levels = (): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { trouble: Trouble }).trouble.levels);

const level = async (): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset['level']);

const isFresh = (): Promise<true> =>
  eventually('figures are fresh', async () => (await level()) === 'fresh', PATIENCE_MS);

const use = (percent: number): Promise<void> =>
  page.evaluate((used) => {
    (globalThis as unknown as { trouble: Trouble }).trouble.usedPercent = used;
  }, percent);

/** What stands in the head about the feed: its age while it lives, its state and age otherwise. */
const stateText = (): Promise<string> =>
  page.locator('header trade-status').evaluate(({ shadowRoot }) => shadowRoot!.textContent ?? '');

const clockText = (): Promise<string> =>
  page.locator('header trade-clock').evaluate(({ shadowRoot }) => shadowRoot!.textContent ?? '');

/** Time passes for both; the screen first, for a message may come late, but not before it was sent. */
async function pass(ms: number): Promise<void> {
  await context.clock.fastForward(ms);
  now += ms;
}

/** So much time in which figures come, a second at least at a time. */
async function passFresh(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    await pass(Math.min(left, STEP_MS));
    await isFresh();
  }
}

/** It finds out within a step, and comes back as soon as its moment has come. */
async function renewsItself(load: number): Promise<void> {
  await passFresh(DELAY_MS - STEP_MS);
  expect(loads).toBe(load - 1);
  await pass(2 * STEP_MS);
  await eventually('it has loaded itself anew', () => loads === load, PATIENCE_MS);
  await isFresh();
}

/** The build again, with another version. */
async function newerBuild(): Promise<string> {
  const newer = join(folder, 'client');
  await cp(BUILT, newer, { recursive: true });
  await writeFile(join(newer, 'assets', 'newer.js'), '');
  return newer;
}

/** Another server is in the place of the one that the wall had. */
async function exchangeServer(clientDir: string): Promise<void> {
  const before = wires.length;
  await server.close();
  await serve({ clientDir });
  await eventually(
    'the wall is back',
    async () => {
      await pass(250);
      return wires.length > before && (await level()) === 'fresh';
    },
    PATIENCE_MS,
  );
}

/** Answers in the place of a server that is away. */
async function standIn(answer: RequestListener): Promise<Server> {
  await server.close();
  const away = createServer(answer).listen(port, '127.0.0.1');
  await once(away, 'listening');
  return away;
}

async function closeStandIn(away: Server): Promise<void> {
  away.closeAllConnections();
  await once(away.close(), 'close');
}

/** Less than silence is. */
const STEP_MS = 2 * LIMITS.heartbeatMs;

describe('a wall whose network is cut', { timeout: 4 * PATIENCE_MS }, () => {
  it('goes grey with its age, then amber, then red after a minute, lives again, and looks alive in no other moment', async () => {
    await openWall();
    isCut = true;
    await pass(2_900);
    expect(await level()).toBe('fresh');
    await pass(200);
    expect(await level()).toBe('late');
    expect(await stateText()).toContain('stale');
    await pass(11_000);
    expect(await level()).toBe('late');
    expect(await stateText()).toContain('offline · 14 s');
    await pass(1_000);
    expect(await level()).toBe('stale');
    await pass(44_000);
    expect(await level()).toBe('stale');
    expect(await page.locator('.lost').count()).toBe(0);
    await pass(1_000);
    expect(await level()).toBe('lost');
    await page.getByText('NO DATA FOR 1 min').waitFor();
    await pass(9 * MINUTE_MS);
    await page.getByText('NO DATA FOR 10 min').waitFor();
    isCut = false;
    for (const wire of wires) await wire.close();
    await eventually(
      'it lives again',
      async () => {
        await pass(250);
        return (await level()) === 'fresh';
      },
      PATIENCE_MS,
    );
    await page.locator('.lost').waitFor({ state: 'detached' });
    const seen = await levels();
    expect(seen.slice(seen.indexOf('fresh'))).toEqual(['fresh', 'late', 'stale', 'lost', 'fresh']);
    expect(loads).toBe(1);
  });
});

describe('a wall after a deploy', { timeout: 4 * PATIENCE_MS }, () => {
  it('loads itself anew once, when the moment that it drew has come, and no second time', async () => {
    await openWall();
    await exchangeServer(await newerBuild());
    await passFresh(DELAY_MS - 2 * LIMITS.heartbeatMs);
    expect(loads).toBe(1);
    await pass(2 * LIMITS.heartbeatMs);
    await eventually('it has loaded itself anew', () => loads === 2, PATIENCE_MS);
    await isFresh();
    await passFresh(2 * DELAY_MS);
    expect(loads).toBe(2);
  });
});

describe('a wall whose server is away', { timeout: 4 * PATIENCE_MS }, () => {
  it('when it is to load itself anew keeps its figures and tells their age, and loads itself once the server is back', async () => {
    await openWall();
    const newer = await newerBuild();
    await exchangeServer(newer);
    let asked = 0;
    const away = await standIn(({ url }, response) => {
      if (url!.startsWith('/wall?')) asked++;
      response.writeHead(502).end('Bad Gateway');
    });
    await pass(DELAY_MS);
    await eventually('it has asked for itself', () => asked === 1);
    await pass(AGAIN_MS);
    await eventually('it has asked again', () => asked === 2);
    expect([loads, await level()]).toEqual([1, 'stale']);
    await closeStandIn(away);
    await serve({ clientDir: newer });
    await pass(AGAIN_MS);
    await eventually('it has loaded itself anew', () => loads === 2, PATIENCE_MS);
    await isFresh();
  });
});

describe('a wall of which a file does not come', { timeout: 4 * PATIENCE_MS }, () => {
  it.each([
    ['script', /^wall-.*\.js$/],
    ['style', /^wall-.*\.css$/],
  ])('asks for itself again until its %s is there', async (_, name) => {
    const newer = await newerBuild();
    const assets = join(newer, 'assets');
    const file = (await readdir(assets)).find((one) => name.test(one))!;
    await rename(join(assets, file), join(folder, file));
    await server.close();
    await serve({ clientDir: newer });
    await openPage();
    await pass(AGAIN_MS);
    await eventually('it has loaded itself anew', () => loads === 2, PATIENCE_MS);
    await rename(join(folder, file), join(assets, file));
    await pass(AGAIN_MS);
    await eventually('it has loaded itself anew once more', () => loads === 3, PATIENCE_MS);
    await isFresh();
    await passFresh(2 * AGAIN_MS);
    expect(loads).toBe(3);
  });
});

describe('a wall that has grown heavy', { timeout: 4 * PATIENCE_MS }, () => {
  it('loads itself anew before it suffers, and is then left alone for an hour, however it is', async () => {
    await openWall();
    await use(59);
    await passFresh(2 * DELAY_MS);
    expect(loads).toBe(1);
    await use(61);
    await renewsItself(2);
    await use(90);
    await pass(58 * MINUTE_MS);
    await isFresh();
    await passFresh(DELAY_MS);
    expect(loads).toBe(2);
    await pass(2 * MINUTE_MS);
    await isFresh();
    await renewsItself(3);
  });
});

describe('a wall whose own clock is wrong', { timeout: 4 * PATIENCE_MS }, () => {
  it.each([
    [7 * MINUTE_MS, 'This screen’s clock is 7 min ahead of the server’s'],
    [-7 * MINUTE_MS, 'This screen’s clock is 7 min behind the server’s'],
  ])(
    'by %i ms says so, shows the server’s time all the same, and stops when it is set right',
    async (aheadMs, said) => {
      await openWall(aheadMs);
      await page.getByText(said).waitFor();
      expect(await level()).toBe('fresh');
      const shown = await stateText();
      expect(shown).not.toContain('stale');
      await context.clock.setSystemTime(now);
      await pass(1_000);
      await page.getByText('This screen’s clock').waitFor({ state: 'detached' });
      await isFresh();
    },
  );
});

describe('a wall in a place that puts its clocks back', { timeout: 4 * PATIENCE_MS }, () => {
  it('lives through the hour that comes twice, and shows days like any other on that of 25 hours', async () => {
    const days = Array.from({ length: 12 }, (_, day) => `2028-11-${String(day + 1).padStart(2, '0')}`);
    const rows = days.map((day) => `${day},export,1000,CNY`);
    await writeFile(join(folder, 'days.csv'), ['time,flow,value,currency', ...rows].join('\n'));
    await server.close();
    // In New York it is two o’clock, and then one again, at 06:00 UTC on the fifth.
    now = Date.parse('2028-11-05T05:59:56Z');
    await serve({ file: 'days.csv', speed: DAY_MS / 1_000 });
    await openWall(0, 'America/New_York');
    const hourThere = (): Promise<number> => page.evaluate(() => new Date().getHours());
    expect(await hourThere()).toBe(1);
    // The last day that is over.
    for (const day of [2, 4, 6, 8]) {
      await passFresh(STEP_MS);
      await eventually(
        'the clock has the day',
        async () => (await clockText()).includes(` ${day} Nov 2028`),
        PATIENCE_MS,
      );
    }
    expect(new Date(now).toISOString()).toBe('2028-11-05T06:00:04.000Z');
    expect(await hourThere()).toBe(1);
    const { times } = await eventually('its chart has the days', async () => {
      const [chart] = await probeCharts(page);
      return chart !== undefined && chart.times.at(-1)! >= Date.UTC(2028, 10, 8) && chart;
    });
    const lengths = times.slice(1).map((time, index) => time - times[index]!);
    expect(new Set(lengths)).toEqual(new Set([DAY_MS]));
    expect(await levels()).not.toContain('stale');
  });
});
