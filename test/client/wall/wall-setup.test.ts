import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '../../support/accessibility.js';
import { launchBrowser } from '../../support/browser.js';
import { serveCommand } from '../../support/command-line.js';
import { CLOCK, NOON } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { PARTNER_NAMES, widestFigures } from '../../support/widest-figures.js';

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
  host.feed.hello = {
    ...host.feed.hello,
    timelines: [
      timelineInfo({ clock: CLOCK }),
      timelineInfo({ clock: CLOCK, name: 'other', title: 'Another' }),
    ],
  };
  host.feed.answer = (message) => widestFigures(message, NOON);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
});

afterEach(async () => {
  await page.close();
});

async function open(query: string): Promise<void> {
  await page.goto(`${host.url}wall/setup?${query}`);
  await page.locator('#title').waitFor();
}

/** What is offered to be copied, without the host. */
async function address(): Promise<string> {
  const text = await page.locator('.copyable code').textContent();
  return text!.replace(host.url, '/');
}

/** Waits until the wall beside the form is the one at an address. */
async function wallIs(wanted: string): Promise<void> {
  await eventually(`the wall is ${wanted}`, () =>
    page.evaluate((path) => {
      const inside = document.querySelector('iframe')!.contentWindow!.location;
      return decodeURIComponent(inside.pathname + inside.search) === decodeURIComponent(path);
    }, wanted),
  );
}

/** What is said to be wrong with a setting. */
function wrong(key: string): Promise<string[]> {
  return page.locator(`#wrong-${key} p`).allTextContents();
}

describe('the page that sets up a wall', () => {
  it('begins with the settings of its own address, and shows their wall', async () => {
    await open('lang=en&title=Port+of+X&pages=partners,overview&theme=light&partner=USA&timeline=other');
    expect(await page.locator('#title').inputValue()).toBe('Port of X');
    expect(await page.locator('#theme').inputValue()).toBe('light');
    expect(await page.getByLabel('Timeline').inputValue()).toBe('other');
    expect(await page.locator('[data-word] input:checked').count()).toBe(2 + 4);
    await page.getByText('only trade with these · United States').waitFor();
    const wanted =
      '/wall?title=Port+of+X&timeline=other&pages=partners,overview&lang=en&theme=light&partner=USA';
    expect(await address()).toBe(wanted);
    await wallIs(wanted);
    await page.frameLocator('iframe').getByRole('heading', { name: 'Port of X' }).waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  });

  it('has in the address what is set to something else than its default, and the wall follows', async () => {
    await open('lang=en');
    await page.getByLabel('Theme').selectOption('Light');
    await page.getByLabel('Seconds per page').fill('45');
    await page.getByLabel('Timeline').selectOption({ value: 'other' });
    await page.getByRole('checkbox', { name: 'Diagnostics' }).check();
    await page.locator('#title').fill('海关');
    const wanted = `/wall?title=${encodeURIComponent('海关')}&timeline=other&pages=overview,diagnostics&interval=45&lang=en&theme=light`;
    expect(await address()).toBe(wanted);
    await wallIs(wanted);
    await page.getByLabel('Theme').selectOption('Dark (default)');
    await page.locator('#title').fill('');
    await page.getByLabel('Seconds per page').fill('30');
    await page.getByLabel('Timeline').selectOption({ index: 0 });
    await page.getByRole('checkbox', { name: 'Diagnostics' }).uncheck();
    await page.getByLabel('Language').selectOption({ index: 0 });
    expect(await address()).toBe('/wall');
    await wallIs('/wall');
  });

  it('puts pages in order by the keyboard, and keeps the focus on what is moved', async () => {
    await open('lang=en');
    const partners = page.getByRole('checkbox', { name: 'Partners' }).first();
    await partners.focus();
    await page.keyboard.press('Space');
    expect(await address()).toBe('/wall?pages=overview,partners&lang=en');
    const focused = (): Promise<string | null> =>
      page.evaluate(() => document.activeElement!.closest('li')!.getAttribute('data-word'));
    expect(await focused()).toBe('partners');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await address()).toBe('/wall?pages=partners,overview&lang=en');
    expect(await focused()).toBe('partners');
    await page.keyboard.press('Enter');
    expect(await address()).toBe('/wall?pages=overview,partners&lang=en');
    expect(await focused()).toBe('partners');
  });

  it('names beside each field what the wall would name, leaves it out of the address, and offers the default', async () => {
    await open('lang=en&theme=purple&interval=2&pages=overview,prots&tilte=x&baseline-currency=yuan');
    expect(await wrong('theme')).toEqual(['theme=purple: expected dark, light, auto']);
    expect(await wrong('interval')).toEqual(['interval=2: expected a whole number from 5 to 3600']);
    expect(await wrong('pages')).toEqual([
      expect.stringMatching(/^pages=overview,prots: expected overview, /),
    ]);
    expect(await wrong('baseline-currency')).toHaveLength(1);
    expect(await page.locator('#theme').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#theme').inputValue()).toBe('purple');
    await page.getByText('tilte=x: expected title, logo,').waitFor();
    expect(await address()).toBe('/wall?lang=en');
    await page.getByRole('button', { name: 'Take the default: Theme' }).click();
    expect(await wrong('theme')).toEqual([]);
    expect(await page.locator('#theme').inputValue()).toBe('');
  });

  it('names a distance without a diagonal, and takes both', async () => {
    await open('lang=en&distance=6.5');
    expect(await wrong('distance')).toEqual(['distance=6.5: expected diagonal=… beside it, in inches']);
    await page.getByLabel('Screen diagonal, inches').fill('86');
    expect(await wrong('distance')).toEqual([]);
    expect(await address()).toBe('/wall?lang=en&distance=6.5&diagonal=86');
    await page.getByLabel('Viewing distance, m').fill('400');
    expect(await wrong('distance')).toEqual(['distance=400: expected a number from 0.5 to 100']);
  });

  it('names what only the wall itself finds, which knows the data', async () => {
    await open('lang=en&pages=overview,ports&timeline=nowhere');
    await eventually('the wall has told', async () => (await wrong('pages')).length > 0);
    expect(await wrong('pages')).toEqual(['pages=ports: demo has nothing to fill it']);
    expect(await wrong('timeline')).toEqual(['timeline=nowhere: the feed has demo, other']);
    await page.getByRole('checkbox', { name: 'Ports' }).first().uncheck();
    expect(await wrong('pages')).toEqual([]);
  });

  it('shows the wall on a screen of any size, as large as there is room', async () => {
    await open('lang=en');
    for (const screen of ['1366x768', '3840x2160', '3840x1080', '1080x1920']) {
      await page.getByLabel('On a screen of').selectOption(screen);
      const [width, height] = screen.split('x').map(Number);
      const seen = await page.evaluate(() => {
        const frame = document.querySelector('iframe')!;
        const { width: seenWidth, bottom } = frame.getBoundingClientRect();
        const { innerWidth: across, innerHeight: down } = frame.contentWindow!;
        const { clientWidth } = document.querySelector('.preview')!;
        return { across, down, isWithin: seenWidth <= clientWidth + 1 && bottom <= innerHeight };
      });
      expect(seen, screen).toEqual({ across: width, down: height, isWithin: true });
    }
  });

  it('copies the address', async () => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const copying = await context.newPage();
    await copying.goto(`${host.url}wall/setup?lang=en&theme=light`);
    await copying.getByRole('button', { name: 'Copy' }).click();
    await copying.getByText('Copied').waitFor();
    expect(await copying.evaluate(() => navigator.clipboard.readText())).toBe(
      `${host.url}wall?lang=en&theme=light`,
    );
    await context.close();
  });

  it.each([
    'lang=en',
    'lang=zh-CN&theme=light',
    'lang=en&theme=purple&interval=0&tilte=x',
    'lang=zh&theme=light&pages=x',
  ])('passes an accessibility audit, on a desk and on a phone, with %s', async (query) => {
    await open(query);
    await page
      .frameLocator('iframe')
      .getByText('888.8')
      .or(page.frameLocator('iframe').getByText('8,888'))
      .first()
      .waitFor();
    expect(await audit(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await audit(page)).toEqual([]);
  });

  it('speaks the language that is chosen at once', async () => {
    await open('lang=en');
    await page.getByLabel('Language').selectOption('中文');
    await page.getByRole('heading', { name: '设置大屏' }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect(await address()).toBe('/wall?lang=zh-CN');
  });

  it('is found from the front page', async () => {
    await page.goto(`${host.url}?lang=en`);
    await page.getByRole('link', { name: 'Set it up' }).click();
    await page.getByRole('heading', { name: 'Set up a wall' }).waitFor();
  });
});

describe('the page that sets up a wall, as the server serves it', () => {
  it('keeps to the policy of its pages, with the wall inside it', async () => {
    const server = await serveCommand('--port', '0');
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    const answer = await page.goto(`${server.url}wall/setup?lang=en`);
    await page.frameLocator('iframe').getByText('SIMULATED').first().waitFor();
    await page.locator('#timeline option[value=simulated]').waitFor({ state: 'attached' });
    await server.stop();
    expect(answer!.headers()['content-security-policy']).toContain("script-src 'self'");
    expect(said.filter((text) => !text.includes('WebSocket'))).toEqual([]);
  });
});
