import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PAGE_NAMES } from '../../../client/wall/page-names.js';
import { DIMENSIONS } from '../../../protocol/dimensions.js';
import type { TimelineInfo } from '../../../protocol/timeline-info.js';
import { MANY_ALERTS, quietAlerts } from '../../support/alerts.js';
import { launchBrowser } from '../../support/browser.js';
import { CLOCK, NOON } from '../../support/element-page.js';
import { wallIsFilled } from '../../support/filled-wall.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { overlaps, seenTexts, type SeenText } from '../../support/text-layout.js';
import { MANY_CHINESE_NAMES, MANY_CODES, MANY_NAMES, widestFigures } from '../../support/widest-figures.js';

const SCREENS = ['1366x768', '1920x1080', '2560x1080', '3840x1080', '3840x2160', '1080x1920', '1280x1024'];

const TIMELINES: Record<string, Partial<TimelineInfo>> = {
  'full records': {},
  'months of value in dollars': {
    kind: 'replay',
    frequency: 'month',
    currency: 'USD',
    dimensions: ['flow', 'commodity'],
  },
  'daily tonnage of ports': {
    kind: 'replay',
    frequency: 'day',
    currency: null,
    valuation: { import: null, export: null },
    dimensions: ['flow', 'port'],
    measures: ['tonnage', 'records'],
  },
};

let browser: Browser;
let host: PageHost;
let heartbeat: ReturnType<typeof setInterval>;

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startPageHost(MANY_NAMES, MANY_CHINESE_NAMES);
  heartbeat = setInterval(beat, 500);
});

afterAll(async () => {
  clearInterval(heartbeat);
  await browser.close();
  await host.close();
});

beforeEach(() => {
  host.feed.reset();
  host.alerts = quietAlerts();
  host.feed.answer = (message) => widestFigures(message, NOON, MANY_CODES);
});

/** A feed that fell silent would have the wall say so, over its figures. */
function beat(): void {
  if (host.feed.sockets.length > 0) host.feed.update({}, { demo: CLOCK });
}

/** For maps of 3840 pixels to be painted, on a machine that does much else. */
const TIMEOUT_MS = 240_000;

/** The wall on a screen, once all its figures have come. */
async function wallOn(screen: string, query: string, timeline: Partial<TimelineInfo>): Promise<Page> {
  host.feed.hello = {
    ...host.feed.hello,
    now: Date.now(),
    timelines: [timelineInfo({ clock: CLOCK, ...timeline })],
  };
  const [width = 0, height = 0] = screen.split('x').map(Number);
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  await page.goto(`${host.url}wall?${query}`);
  await wallIsFilled(page);
  return page;
}

function outside(texts: readonly SeenText[], { width, height }: { width: number; height: number }): string[] {
  const isOut = ({ left, top, right, bottom }: SeenText): boolean =>
    left < 0 || top < 0 || right > width || bottom > height;
  return texts.filter(isOut).map(({ text }) => text);
}

/** Gives the page another screen, and waits until it is laid out on it and has taken account of its size. */
async function moveTo(page: Page, screen: string): Promise<{ width: number; height: number }> {
  const [width = 0, height = 0] = screen.split('x').map(Number);
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await wallIsFilled(page);
  return { width, height };
}

/** Names of rankings that end in an ellipsis, which a pixel that is missing is enough for. */
function shortenedNames(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main trade-rank')]
      .flatMap(({ shadowRoot }) => [...shadowRoot!.querySelectorAll('td.name, th.name')])
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent.trim()),
  );
}

/** Rankings whose longest bar, and charts whose plot, is too small for anything to be told from it. */
function slivers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const em = (element: Element): number => Number.parseFloat(getComputedStyle(element).fontSize);
    const boxes = (host: Element, selector: string): DOMRect[] =>
      [...host.shadowRoot!.querySelectorAll(selector)].map((box) => box.getBoundingClientRect());
    const isSliver = (host: Element): boolean =>
      host.localName === 'trade-rank'
        ? Math.max(...boxes(host, '.bar').map(({ width }) => width)) < 2.8 * em(host)
        : boxes(host, '.u-over').some(({ height }) => height < 2 * em(host));
    return [...document.querySelectorAll('main.shown :is(trade-rank, trade-chart)')]
      .filter(isSliver)
      .map((host) => `${host.localName} ${host.getAttribute('label') ?? host.getAttribute('measure')}`);
  });
}

/** Every screen holds all texts of a page, whole and apart. */
async function expectRoom(page: Page, screens = SCREENS, leastTexts = 20): Promise<void> {
  for (const screen of screens) {
    const size = await moveTo(page, screen);
    const texts = await seenTexts(page);
    const content = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { width: scrollWidth, height: scrollHeight };
    });
    expect.soft(texts.length, screen).toBeGreaterThan(leastTexts);
    expect.soft(content, screen).toEqual(size);
    expect.soft(outside(texts, size), screen).toEqual([]);
    expect.soft(overlaps(texts), screen).toEqual([]);
    expect.soft(await shortenedNames(page), screen).toEqual([]);
    expect.soft(await slivers(page), screen).toEqual([]);
    const cut = texts.filter(({ cutPx }) => cutPx > 1).map(({ text }) => text);
    expect.soft(cut, screen).toEqual([]);
  }
}

describe.each(PAGE_NAMES)('the page %s', { timeout: TIMEOUT_MS }, (name) => {
  it.each(['lang=en&theme=dark', 'lang=zh-CN&theme=light'])(
    'holds its widest figures with %s on every screen',
    async (query) => {
      const page = await wallOn('1024x768', `pages=${name}&${query}`, {
        dimensions: [...DIMENSIONS],
        controllable: true,
      });
      await expectRoom(page);
      await page.close();
    },
  );
});

describe.each(Object.keys(TIMELINES))('the wall with %s', (name) => {
  it.each(['en', 'zh-CN'])(
    'holds its widest figures in %s on every screen without a scroll bar, a cut word or an overlap',
    async (lang) => {
      const page = await wallOn('1024x768', `lang=${lang}`, TIMELINES[name]!);
      await expectRoom(page);
      await page.close();
    },
  );
});

describe.each(['distance=3&diagonal=65', 'distance=4&diagonal=65', 'distance=8&diagonal=85'])(
  'in type for %s',
  { timeout: TIMEOUT_MS },
  (viewing) => {
    it.each(PAGE_NAMES)('the page %s holds its widest figures, on every screen', async (name) => {
      const lang = viewing.startsWith('distance=4') ? 'zh-CN' : 'en';
      const page = await wallOn('1024x768', `pages=${name}&lang=${lang}&${viewing}`, {
        dimensions: [...DIMENSIONS],
        controllable: true,
      });
      // For a minute it lies over the page.
      await page.addStyleTag({ content: '.problems { display: none !important }' });
      await expectRoom(page, SCREENS, 4);
      await page.close();
    });
  },
);

describe.each(['', '&distance=4&diagonal=65'])(
  'unusual flows, told beside the widest figures%s,',
  { timeout: TIMEOUT_MS },
  (viewing) => {
    it.each(['overview', 'partners', 'ports', 'plan'])(
      'have room on the page %s of every screen',
      async (name) => {
        host.alerts = quietAlerts({ alerts: [...MANY_ALERTS] });
        const page = await wallOn('1024x768', `pages=${name}&lang=en${viewing}`, {
          dimensions: [...DIMENSIONS],
        });
        await page.addStyleTag({ content: '.problems { display: none !important }' });
        await page.getByText('Electrical & electronic goods · Exports').waitFor();
        await expectRoom(page, SCREENS, 4);
        await page.close();
      },
    );
  },
);

describe('the wall, seen from four metres', () => {
  it('has figures of 8 % of the height of the screen, and no text below 1.5 %', async () => {
    const page = await wallOn('1024x768', 'lang=en', {});
    for (const screen of ['1366x768', '1920x1080', '2560x1080', '3840x2160']) {
      const { height } = await moveTo(page, screen);
      const texts = await seenTexts(page);
      const figures = texts.filter(({ text }) => text === '888.8');
      expect(Math.max(...figures.map(({ fontPx }) => fontPx))).toBeGreaterThanOrEqual(0.08 * height);
      expect(Math.min(...texts.map(({ fontPx }) => fontPx))).toBeGreaterThanOrEqual(0.015 * height);
    }
    await page.close();
  });

  it('becomes a page to scroll on a phone, no wider than the phone', async () => {
    const page = await wallOn('390x844', 'lang=en', {});
    const texts = await seenTexts(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    await page.close();
    expect(width).toBe(390);
    expect(overlaps(texts)).toEqual([]);
    expect(texts.filter(({ cutPx }) => cutPx > 1).map(({ text }) => text)).toEqual([]);
    expect(Math.min(...texts.map(({ fontPx }) => fontPx))).toBeGreaterThanOrEqual(11);
  });

  it.each(['commodities', 'modes'])(
    'has whole names beside bars on a phone, on the page %s',
    async (name) => {
      const page = await wallOn('390x844', `lang=en&pages=${name}`, { dimensions: [...DIMENSIONS] });
      const texts = await seenTexts(page);
      const names = await shortenedNames(page);
      const tooSmall = await slivers(page);
      await page.close();
      expect(overlaps(texts)).toEqual([]);
      expect(outside(texts, { width: 390, height: Infinity })).toEqual([]);
      expect(names).toEqual([]);
      expect(tooSmall).toEqual([]);
    },
  );

  it('tells of unusual flows in one line, and of how many more', async () => {
    host.alerts = quietAlerts({ alerts: [...MANY_ALERTS] });
    const page = await wallOn('1920x1080', 'lang=en', {});
    const more = page.getByText('2 more');
    await more.waitFor();
    const lines = await page.locator('trade-alerts').evaluate(({ shadowRoot }) => {
      const pieces = [...shadowRoot!.querySelectorAll('li')].map((piece) => piece.getBoundingClientRect());
      return new Set(pieces.map(({ bottom }) => Math.round(bottom))).size;
    });
    await page.close();
    expect(lines).toBe(1);
  });
});
