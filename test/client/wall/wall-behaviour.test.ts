import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { CLOCK, NOON } from '../../support/element-page.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { MANY_CODES, PARTNER_NAMES, widestFigures } from '../../support/widest-figures.js';

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
  host.visits.clear();
  host.feed.hello = {
    ...host.feed.hello,
    version: '1',
    now: NOON,
    timelines: [timelineInfo({ clock: CLOCK })],
  };
  host.feed.answer = (message) => widestFigures(message, NOON);
  page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  // The page's clock stands still unless a test moves it, however long the test takes.
  await page.clock.install({ time: NOON - 60_000 });
  await page.clock.pauseAt(NOON);
});

afterEach(async () => {
  await page.close();
});

async function openWall(query = ''): Promise<void> {
  await page.goto(`${host.url}wall?${query}`);
  await shows('888.8');
}

/** Waits for a text while the page's own clock stands still. */
async function shows(text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
}

const level = (): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset['level']);

describe('settings in the address', () => {
  it('names what it cannot use, runs with the rest, and stops naming it after a minute', async () => {
    await openWall('theme=light&lang=fr&timeline=nowhere&baseline=5');
    const problems = page.locator('.problems');
    await problems.waitFor();
    expect(await problems.locator('li').allTextContents()).toEqual([
      expect.stringMatching(/^baseline=5: expected title, logo/),
      'lang=fr: expected en, zh-CN',
      'timeline=nowhere: the feed has demo',
    ]);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
    host.feed.update({}, { demo: CLOCK });
    await page.clock.runFor(61_000);
    await problems.waitFor({ state: 'detached' });
  });

  it('shows title, language and baseline as told', async () => {
    await openWall('title=Port+of+X&lang=zh-CN&baseline-name=2019&baseline-value=1e12&baseline-tonnage=off');
    await shows('Port of X');
    await shows('2026年与2019年均对比');
    expect(await page.locator('trade-plan').evaluate((plan) => Object(plan).tonnage)).toBeNull();
  });

  it('measures what it is filtered by against the baseline that is given for that', async () => {
    await openWall('partner=USA&baseline-value=1e12');
    const asked = (): boolean =>
      host.feed.received.some(
        (message) =>
          message.type === 'subscribe' &&
          message.view.measures.includes('valueYearOnYear') &&
          message.view.last === 2 &&
          message.view.where?.partner?.join() === 'USA',
      );
    await eventually('the plan of that partner is asked for', asked);
  });

  it('leaves the plan out where the baseline is of another country', async () => {
    await openWall('baseline-currency=EUR');
    expect(await page.locator('trade-plan').count()).toBe(0);
  });
});

describe('pages', () => {
  const shown = (): Promise<string[]> =>
    page.locator('main').evaluateAll((mains) => mains.map(({ className }) => className));

  it('are turned at their time, with the next made ready out of sight, and those named that can not be filled', async () => {
    await openWall('pages=overview,ports,partners&interval=10');
    await page.locator('.problems').waitFor();
    expect(await page.locator('.problems li').allTextContents()).toEqual([
      'pages=ports: demo has nothing to fill it',
    ]);
    expect(await shown()).toEqual(['overview shown']);
    await page.clock.runFor(5_000);
    expect(await shown()).toEqual(['overview shown', 'partners next']);
    const map = await page.locator('trade-map').elementHandle();
    await page.clock.runFor(5_000);
    expect(await shown()).toEqual(['partners shown']);
    expect(await page.locator('trade-map').evaluate((now, before) => now === before, map)).toBe(true);
    await page.getByRole('heading', { name: 'Partners' }).waitFor();
  });

  it('leave nothing behind when they are turned', async () => {
    await openWall('pages=overview,partners&interval=10');
    const nodes = (): Promise<number> =>
      page
        .locator('.pages')
        .evaluate(
          (pages) => [...pages.childNodes].filter(({ nodeType }) => nodeType === Node.COMMENT_NODE).length,
        );
    await page.clock.runFor(21_000);
    const before = await nodes();
    await page.clock.runFor(40_000);
    expect(await nodes()).toBe(before);
  });

  it('show only what the address filters for', async () => {
    await openWall('partner=USA,JPN&flow=export');
    const wheres = await page
      .locator('trade-chart')
      .evaluateAll((charts) =>
        charts.map((chart) => (chart as unknown as { feed: { view: { where: object } } }).feed.view.where),
      );
    for (const where of wheres) expect(where).toMatchObject({ partner: ['JPN', 'USA'] });
  });
});

describe('a part of the page that can not be loaded', () => {
  it.each([
    ['trade-treemap', 'lang=en&pages=commodities'],
    ['zh-cn', 'lang=zh-CN'],
  ])('has the page loaded anew once the server is there: %s', async (part, query) => {
    const dimensions = ['flow', 'commodity'] as const;
    host.feed.hello = {
      ...host.feed.hello,
      timelines: [timelineInfo({ clock: CLOCK, dimensions: [...dimensions] })],
    };
    // All walls would ask for it together, but for a random delay.
    await page.addInitScript(() => {
      Math.random = () => 0;
    });
    host.feed.answer = (message) => widestFigures(message, NOON, MANY_CODES);
    let isCut = true;
    await page.route(`**/assets/**/${part}-*.js`, (route) => (isCut ? route.abort() : route.continue()));
    const failed = page.waitForEvent('console', (said) => said.text().includes('could not be loaded'));
    await page.goto(`${host.url}wall?${query}`);
    await failed;
    isCut = false;
    const wanted = page.locator(part === 'zh-cn' ? 'text=今年进出口总值' : 'trade-treemap [part=base]');
    await eventually('the page was asked for again and has the part', async () => {
      if (host.feed.sockets.length > 0) host.feed.update({}, { demo: CLOCK });
      await page.clock.runFor(500);
      return host.visits.get('/wall') === 2 && (await wanted.count()) > 0;
    });
  });
});

describe('a filter by what the timeline does not tell apart', () => {
  it('is named and left out, and the rest still runs', async () => {
    await openWall('lang=en&port=CNSHA,CNNGB&partner=USA');
    expect(await page.locator('.problems li').allTextContents()).toEqual([
      'port=CNSHA,CNNGB: demo can be filtered by flow, partner',
    ]);
    const wheres = host.feed.received.flatMap((message) =>
      message.type === 'subscribe' ? [message.view.where] : [],
    );
    expect(wheres.length).toBeGreaterThan(3);
    for (const where of wheres) expect(where).not.toHaveProperty('port');
    expect(wheres.some((where) => where?.partner?.join() === 'USA')).toBe(true);
  });
});

describe('figures that stop coming', () => {
  it('grow grey, then amber, then a red banner that says as of when they were, until they come again', async () => {
    await openWall();
    expect(await level()).toBe('fresh');
    host.feed.isRefusing = true;
    // Answers that were under way may still come in, and silence begins with the last of them.
    await eventually('the wall is grey', async () => {
      await page.clock.runFor(500);
      return (await level()) === 'late';
    });
    await page.clock.runFor(12_000);
    await eventually('the wall is amber', async () => (await level()) === 'stale');
    expect(await page.locator('.lost').count()).toBe(0);
    await page.clock.runFor(45_000);
    await shows('NO DATA FOR 1 min');
    await shows('as of 23 Nov 2026, 12:00:00');
    host.feed.isRefusing = false;
    await eventually('the wall is fresh', async () => {
      await page.clock.runFor(1_000);
      return (await level()) === 'fresh';
    });
    await page.locator('.lost').waitFor({ state: 'detached' });
  });

  it('are asked for from the start, and never pretended', async () => {
    host.feed.isRefusing = true;
    await page.goto(`${host.url}wall`);
    await shows('Connecting to ws://');
    await page.clock.runFor(61_000);
    await shows('Nothing has come from ws://');
  });
});

describe('a clock that was set wrong', () => {
  it('is said so while it is wrong, and the figures count as fresh', async () => {
    host.feed.hello = { ...host.feed.hello, now: NOON - 90_000 };
    await openWall();
    await shows('This screen’s clock is 1 min ahead of the server’s');
    expect(await level()).toBe('fresh');
  });

  it('is not spoken of where it is right', async () => {
    await openWall();
    expect(await page.getByText('This screen’s clock').count()).toBe(0);
  });
});

describe('diagnostics', () => {
  it('show the feed, the page and its frames', async () => {
    await page.goto(`${host.url}wall?pages=diagnostics&lang=en`);
    await shows(`${host.url.replace('http', 'ws')}feed`);
    await shows('1920 × 1080 × 1');
    await shows('agrees with the server’s');
    await shows('Long tasks in a minute');
    await eventually('frames were sampled', async () => {
      await page.clock.runFor(1_000);
      return (await page.getByText(/\d+ ms, \d+ ms at the slowest/).count()) === 1;
    });
  });
});

describe('a deploy', () => {
  it('reloads the page once, within half a minute', async () => {
    await openWall();
    host.feed.hello = { ...host.feed.hello, version: '2' };
    host.feed.dropViewers();
    await eventually('the feed is back', async () => {
      await page.clock.runFor(500);
      return host.feed.sockets.length === 2;
    });
    await page.clock.runFor(30_000);
    await eventually('the page is asked for again', () => host.visits.get('/wall') === 2);
    await shows('888.8');
    await page.clock.runFor(31_000);
    expect(host.visits.get('/wall')).toBe(2);
  });
});

describe('what the data lacks', () => {
  it('is left out: no value, no partners, no flows', async () => {
    const ports = {
      frequency: 'day',
      currency: null,
      flows: ['import'],
      dimensions: ['flow', 'port'],
      measures: ['tonnage', 'records'],
    };
    host.feed.hello.timelines = [timelineInfo({ clock: CLOCK, ...(ports as object) })];
    await openWall();
    expect(await page.locator('.kpis > trade-kpi').count()).toBe(2);
    expect(await page.locator('trade-chart').count()).toBe(1);
    await page.getByText('Ports this year').waitFor();
    expect(await page.getByText('Value').count()).toBe(0);
  });

  it('is left out of the ranking where hardly anything is reported by commodity', async () => {
    const goods = { dimensions: ['flow', 'commodity'] };
    host.feed.hello.timelines = [timelineInfo({ clock: CLOCK, ...(goods as object) })];
    await openWall();
    expect(await page.locator('trade-rank').count()).toBe(0);
  });
});
