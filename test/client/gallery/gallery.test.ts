import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embedCode } from '../../../client/gallery/embed-code.js';
import { audit } from '../../support/accessibility.js';
import { launchBrowser } from '../../support/browser.js';
import { EVERY_ELEMENT } from '../../support/every-element.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { PARTNER_NAMES, widestFigures } from '../../support/widest-figures.js';

const NOON = Date.UTC(2026, 10, 23, 12);
const TIMELINE = timelineInfo({
  clock: { time: NOON, watermark: NOON, speed: 1, state: 'playing', loop: false },
});

let browser: Browser;
let host: PageHost;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startPageHost(PARTNER_NAMES);
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

beforeEach(async () => {
  host.feed.reset();
  host.feed.hello = { ...host.feed.hello, timelines: [TIMELINE] };
  host.feed.answer = (message) => widestFigures(message, NOON);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
});

afterEach(async () => {
  await page.close();
});

describe('the front page', () => {
  it.each(['dark', 'light'] as const)('passes an accessibility audit in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(host.url);
    await page.getByText('Hong Kong, China').first().waitFor();
    expect(await audit(page)).toEqual([]);
  });

  it('says what is running here and where its figures come from', async () => {
    await page.goto(`${host.url}?lang=en`);
    const card = page.locator('article');
    await card.getByText('Demonstration').waitFor();
    await card.getByText('SIMULATED').waitFor();
    await card.getByText('Invented figures').waitFor();
    await card.getByText('CNY · exports FOB · imports CIF').waitFor();
    expect(await card.getByRole('link').getAttribute('href')).toBe('/wall?timeline=demo&lang=en');
  });

  it('shows live elements beside the very code that made them', async () => {
    await page.goto(host.url);
    await page.locator('figure trade-rank').getByText('United States').waitFor();
    for (const figure of await page.locator('.grid > figure').all()) {
      const code = await figure.locator('.copyable code').textContent();
      // As a browser reads the code: an attribute that is only there is read as an empty one.
      const [shown, written] = await figure
        .locator(':scope > :first-child')
        .evaluate(
          (element, text) => [
            element.outerHTML,
            document.createRange().createContextualFragment(text).firstElementChild!.outerHTML,
          ],
          code!,
        );
      expect(shown).toBe(written);
    }
  });

  it('has every element that the figures allow', async () => {
    host.feed.hello = {
      ...host.feed.hello,
      timelines: [{ ...TIMELINE, dimensions: ['flow', 'partner', 'commodity'] }],
    };
    await page.goto(host.url);
    await page.locator('trade-map .country').first().waitFor();
    const tags = await page
      .locator('.grid > figure > :first-child')
      .evaluateAll((shown) => shown.map((one) => one.localName));
    // A source is what the page around them has.
    const all = Object.keys(EVERY_ELEMENT).filter((tag) => tag !== 'trade-source');
    expect([...new Set(tags)].sort()).toEqual(all.sort());
  });

  it('lets attributes be played with, and writes the code for what they are', async () => {
    await page.goto(`${host.url}?lang=en`);
    const figure = page.locator('figure:has(trade-rank)');
    await figure.locator('summary').click();
    await figure.getByLabel('top').fill('3');
    await figure.getByLabel('top').blur();
    await figure.getByLabel('rest').selectOption('hide');
    await figure.getByText('top="3" rest="hide"').waitFor();
    await figure.getByLabel('rest').selectOption('not set');
    await figure.getByText('top="3"></trade-rank>').waitFor();
    expect(await figure.locator('trade-rank').getAttribute('top')).toBe('3');
    expect(await audit(page)).toEqual([]);
  });

  it('is dark or light where its reader wants that', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(`${host.url}?lang=en&theme=dark`);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
    await page.getByRole('link', { name: 'Light', exact: true }).click();
    await page.waitForURL(/theme=light/);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  });

  it('gives five lines that work on any page, and copies them', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const copying = await context.newPage();
    await copying.goto(host.url);
    const section = copying.locator('section').last();
    await section.getByRole('button').click();
    await section.getByText('Copied').waitFor();
    const copied = await copying.evaluate(() => navigator.clipboard.readText());
    await context.close();
    expect(copied).toBe(embedCode(TIMELINE, host.url.slice(0, -1)));
    expect(copied.split('\n')).toHaveLength(5);
  });

  it('speaks Chinese when asked to, and fits a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${host.url}?lang=zh`);
    await page.getByText('正在运行').waitFor();
    await page.getByText('中国香港').or(page.getByText('Hong Kong, China')).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  });
});

describe('the wall', () => {
  it.each(['dark', 'light'])('passes an accessibility audit in %s', async (theme) => {
    await page.goto(`${host.url}wall?theme=${theme}`);
    await page.getByText('Hong Kong, China').first().waitFor();
    expect(await audit(page)).toEqual([]);
  });
});
