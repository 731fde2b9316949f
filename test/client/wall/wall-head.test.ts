import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { serveCommand, type ServedCommand } from '../../support/command-line.js';
import { CLOCK, NOON } from '../../support/element-page.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { overlaps, seenTexts } from '../../support/text-layout.js';
import { PARTNER_NAMES, widestFigures } from '../../support/widest-figures.js';

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><rect width="120" height="40" fill="red"/></svg>`;
const WRITTEN_OUT = `data:image/svg+xml,${encodeURIComponent(PICTURE)}`;

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
});

afterEach(async () => {
  await page.close();
});

function problems(): Promise<string[]> {
  return page.locator('.problems li').allTextContents();
}

/** A wall with a setting, once it shows something. */
async function openWall(url: string, settings: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${url}wall?${new URLSearchParams({ lang: 'en', ...settings }).toString()}`);
  await page.locator('trade-kpi').first().waitFor();
}

describe('the title of the wall', () => {
  let host: PageHost;

  beforeAll(async () => {
    host = await startPageHost(PARTNER_NAMES);
    host.feed.hello = { ...host.feed.hello, timelines: [timelineInfo({ clock: CLOCK })] };
    host.feed.answer = (message) => widestFigures(message, NOON);
  });

  afterAll(() => host.close());

  it.each([
    ['en', 'General Administration of Customs: foreign trade of the Yangtze River Delta'],
    ['zh-CN', '海关总署长江三角洲地区对外贸易实时监测大屏幕展示系统二零二六年度统计数据发布'],
    ['en', 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'],
  ])('is whole on every screen, as long as it may be, in %s: %s', async (lang, title) => {
    await openWall(host.url, { lang, title });
    await page.getByText('888').first().waitFor();
    for (const [width, height] of [
      [1366, 768],
      [1920, 1080],
      [3840, 1080],
      [1080, 1920],
      [1280, 1024],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const texts = await seenTexts(page);
      const screen = `${width}x${height}`;
      expect(await page.locator('h1').innerText(), screen).toBe(title);
      expect(overlaps(texts), screen).toEqual([]);
      expect(
        texts.filter(({ cutPx, right, bottom }) => cutPx > 1 || right > width || bottom > height),
        screen,
      ).toEqual([]);
    }
  });

  it('is text, whatever it says', async () => {
    const title = '<img src=x onerror=alert(1)> & "x"';
    await openWall(host.url, { title });
    expect(await page.locator('h1').innerText()).toBe(title);
  });
});

describe('the logo of the wall', () => {
  let server: ServedCommand;
  let elsewhere: Server;
  let visits = 0;

  beforeAll(async () => {
    server = await serveCommand('--port', '0');
    elsewhere = createServer((_, response) => {
      visits++;
      response.setHeader('Content-Type', 'image/svg+xml').end(PICTURE);
    });
    elsewhere.listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
  });

  afterAll(async () => {
    elsewhere.close();
    await server.stop();
  });

  const address = (): string => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/logo.svg`;

  it('stands before the title, written out in the address, as high as the type beside it', async () => {
    await openWall(server.url, { logo: WRITTEN_OUT, title: 'Port of X' });
    const logo = await page.locator('header img').boundingBox();
    const title = await page.locator('h1').boundingBox();
    expect(logo!.x + logo!.width).toBeLessThan(title!.x);
    expect(logo!.height).toBeGreaterThan(30);
    expect(logo!.width / logo!.height).toBeCloseTo(3, 1);
    expect(await problems()).toEqual([]);
  });

  it('as wide as a banner leaves the title its room', async () => {
    const banner = WRITTEN_OUT.replace('width%3D%22120%22', 'width%3D%224000%22');
    await openWall(server.url, { logo: banner, title: 'Port of X' });
    const logo = await page.locator('header img').boundingBox();
    const title = await page.locator('h1').boundingBox();
    expect(logo!.width).toBeLessThan(450);
    expect(Math.abs(logo!.y + logo!.height / 2 - (title!.y + title!.height / 2))).toBeLessThan(3);
  });

  it('is named where there is no picture at its address, and the rest runs', async () => {
    await openWall(server.url, { logo: '/missing.svg' });
    await page.locator('.problems').waitFor();
    expect(await problems()).toEqual([
      'logo=/missing.svg: could not be loaded; expected a picture at that address',
    ]);
    expect(await page.locator('header img').count()).toBe(0);
    await page.locator('trade-chart canvas').first().waitFor();
  });

  it('of another server is not even asked for, and it is said what to do instead', async () => {
    await openWall(server.url, { logo: address() });
    await page.locator('.problems').waitFor();
    expect(await problems()).toEqual([
      `logo=${address()}: pictures of other servers are not let in; put it on this server, or write it out as data:image/…`,
    ]);
    expect(visits).toBe(0);
    expect(await page.locator('header img').count()).toBe(0);
  });

  it('of another server is shown where whoever serves the page lets it in', async () => {
    const host = await startPageHost();
    host.feed.hello = { ...host.feed.hello, timelines: [timelineInfo({ clock: CLOCK })] };
    await openWall(host.url, { logo: address() });
    await page.locator('header img').waitFor();
    expect(await problems()).toEqual([]);
    await host.close();
  });

  it.each(['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'logo.svg'])(
    'is refused as %s',
    async (logo) => {
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => dialogs.push(dialog.message()));
      await openWall(server.url, { logo });
      expect(await problems()).toEqual([
        `logo=${logo}: expected the address of a picture, such as /logo.svg`,
      ]);
      expect(await page.locator('header img').count()).toBe(0);
      expect(dialogs).toEqual([]);
    },
  );
});
