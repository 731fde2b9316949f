import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../../protocol/client-messages.js';
import type { ClockState } from '../../../protocol/timeline-info.js';
import { launchBrowser } from '../../support/browser.js';
import { startElementHost, type ElementHost } from '../../support/element-host.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { figuresFor } from '../../support/figures.js';
import { inkOf } from '../../support/ink.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NOON = Date.UTC(2026, 10, 23, 12);
const CLOCK: ClockState = { time: NOON, watermark: NOON, speed: 1, state: 'playing', loop: false };

const EACH = {
  'trade-chart': '<trade-chart type="mirrored" bucket="1d" last="60"></trade-chart>',
  'trade-kpi': '<trade-kpi measure="value" compare="year"></trade-kpi>',
  'trade-rank': '<trade-rank top="3"></trade-rank>',
  'trade-status': '<trade-status></trade-status>',
  'trade-clock': '<trade-clock></trade-clock>',
};

/** Of the light palette, for the page is white. */
const EXPORT_BLUE = [11, 98, 196] as const;
const IMPORT_ORANGE = [184, 84, 10] as const;

let browser: Browser;
let host: ElementHost;
let page: Page;
let faults: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startElementHost();
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

beforeEach(async () => {
  host.csp = null;
  host.feed.reset();
  host.feed.hello = { ...host.feed.hello, timelines: [timelineInfo({ clock: CLOCK })] };
  host.feed.answer = (message) => figuresFor(message, NOON);
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
  faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (line) => line.type() === 'error' && faults.push(line.text()));
});

afterEach(async () => {
  await page.close();
});

/** The picture of a plot once two in a row are the same: fonts and figures may come after the first paint. */
function settled(plot: Locator): Promise<Buffer> {
  let before: Buffer | undefined;
  return eventually('the plot is painted to the end', async () => {
    const picture = (await plot.count()) > 0 ? await plot.screenshot() : undefined;
    const isSettled = before !== undefined && picture?.equals(before) === true;
    before = picture;
    return isSettled ? picture : undefined;
  });
}

async function open(body: string): Promise<void> {
  host.body = body;
  await page.goto(host.url);
}

/** Text of an element as it is rendered, its shadow root included. */
function textOf(selector: string): Promise<string> {
  return page.locator(selector).evaluate((element) => element.shadowRoot?.textContent ?? '');
}

function isIn(selector: string, state: string): Promise<boolean> {
  return page.locator(selector).evaluate((element, wanted) => element.matches(`:state(${wanted})`), state);
}

const comesTo = (selector: string, state: string) =>
  eventually(`${selector} is ${state}`, () => isIn(selector, state));

const shows = (selector: string, text: string | RegExp) =>
  eventually(`${selector} shows ${String(text)}`, async () => {
    const shown = (await textOf(selector)).replace(/\s+/g, ' ');
    return typeof text === 'string' ? shown.includes(text) : text.test(shown);
  });

function subscribed(): (ClientMessage & { type: 'subscribe' })[] {
  return host.feed.received.filter((message) => message.type === 'subscribe');
}

describe.each(Object.entries(EACH))('%s', (tag, markup) => {
  it('has no fault that axe can find, and throws nothing', async () => {
    await open(markup);
    await comesTo(tag, 'live');
    await page.evaluate(AXE);
    const result = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(),
    );
    expect(result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('says that it is offline, keeps its figures, and comes back by itself', async () => {
    await open(markup);
    await comesTo(tag, 'live');
    const before = (await textOf(tag)).length;
    host.feed.isRefusing = true;
    host.feed.dropViewers();
    await comesTo(tag, 'offline');
    expect((await textOf(tag)).length).toBeGreaterThanOrEqual(before);
    host.feed.isRefusing = false;
    await comesTo(tag, 'live');
  });

  it('is stale when the feed falls silent', async () => {
    await open(markup);
    await comesTo(tag, 'live');
    await comesTo(tag, 'stale');
  });

  it('says in its place what is wrong with an attribute, and in the console what to write instead', async () => {
    const warned = page.waitForEvent('console', (line) => line.text().includes('expected one of demo'));
    await open(markup.replace('></', ' timeline="gone"></'));
    await comesTo(tag, 'error');
    expect(await textOf(tag)).toContain('timeline: expected one of demo, got "gone"');
    expect((await warned).text()).toContain(`<${tag}>`);
  });

  it('leaves nothing running when it is removed', async () => {
    await open(markup);
    await comesTo(tag, 'live');
    await page.locator(tag).evaluate((element) => element.remove());
    await eventually('the socket is closed', () =>
      host.feed.sockets.every((socket) => socket.readyState === 3),
    );
  });
});

describe('a chart', () => {
  it('paints both flows in their colours, exports above and imports below', async () => {
    await open(EACH['trade-chart']);
    const plot = page.locator('trade-chart .plot canvas');
    const ink = await eventually('both lines are painted', async () => {
      if ((await plot.count()) === 0) return undefined;
      const [exports, imports] = [await inkOf(plot, EXPORT_BLUE), await inkOf(plot, IMPORT_ORANGE)];
      return exports.count > 100 && imports.count > 100 ? { exports, imports } : undefined;
    });
    expect(ink.exports.meanY).toBeLessThan(ink.imports.meanY);
  });

  it('paints anew when figures come', async () => {
    await open('<trade-chart type="line" bucket="1d" last="60"></trade-chart>');
    const plot = page.locator('trade-chart .plot');
    const before = await eventually('it is painted', async () =>
      (await plot.count()) > 0 ? plot.screenshot() : undefined,
    );
    const subscribe = subscribed()[0]!;
    const view = figuresFor(subscribe, NOON + 5 * 86_400_000);
    host.feed.update({ [subscribe.id]: view }, { demo: { ...CLOCK, time: NOON + 5 * 86_400_000 } });
    await eventually('the picture has changed', async () => !before.equals(await plot.screenshot()));
  });

  it('does not draw a day that has just begun as a crash', async () => {
    host.feed.answer = (message) => {
      const update = figuresFor(message, NOON);
      return {
        ...update,
        rows: update.rows.map((row, index, rows) => (index < rows.length - 1 ? row : [row[0]!, 1])),
      };
    };
    await open('<trade-chart type="line" measure="value" bucket="1d" last="60"></trade-chart>');
    await shows('trade-chart', 'Value per day');
    const label = page.locator('trade-chart .plot');
    await eventually('the summary leaves the open day out', async () => {
      const text = (await label.getAttribute('aria-label')) ?? '';
      return text.includes('lowest') && !text.includes('lowest 0.00');
    });
  });

  it('shows the values under the cursor, moved by keys', async () => {
    await open('<trade-chart bucket="1d" last="60"></trade-chart>');
    await shows('trade-chart', 'Value per day');
    await page.locator('trade-chart .plot canvas').waitFor();
    await page.locator('trade-chart .plot').focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await shows('trade-chart', '22 Nov 2026');
    await page.keyboard.press('Escape');
    await eventually('the cursor is gone', async () => !(await textOf('trade-chart')).includes('22 Nov'));
  });

  it('marks the chapters of the calendar up to the playhead, where that is wanted', async () => {
    const chapter = (id: string, from: number) => ({
      id,
      kind: 'expo',
      title: id,
      titles: {},
      from,
      to: from + 5 * 86_400_000,
      utcOffset: '+00:00',
      source: null,
      expected: false,
    });
    const [past, coming] = [
      chapter('Canton Fair', NOON - 20 * 86_400_000),
      chapter('CIIE', NOON + 86_400_000),
    ];
    const pictureOf = async (attribute: string, ...chapters: unknown[]): Promise<Buffer> => {
      host.json = { '/api/chapters': { chapters } };
      const answered = attribute === '' ? undefined : page.waitForResponse(/\/api\/chapters/);
      await open(`<trade-chart type="line" bucket="1d" last="60" ${attribute}></trade-chart>`);
      await answered;
      return settled(page.locator('trade-chart .plot'));
    };
    const marked = await pictureOf('chapters', past, coming);
    expect(marked.equals(await pictureOf('', past, coming)), 'unasked').toBe(false);
    expect(marked.equals(await pictureOf('chapters', past)), 'what is to come makes no difference').toBe(
      true,
    );
    await pictureOf('', past);
    await page.locator('trade-chart').evaluate((chart) => chart.setAttribute('chapters', ''));
    const plot = page.locator('trade-chart .plot');
    await eventually('those asked for later get the same room', async () =>
      marked.equals(await settled(plot)),
    );
  });

  it('names its groups, and folds the rest into one', async () => {
    await open('<trade-chart by="partner" bucket="1d"></trade-chart>');
    await shows('trade-chart', /United States.*Japan.*Germany/s);
    expect(host.feed.received[0]).toMatchObject({ view: { by: ['partner'], top: 5 } });
  });

  it('says that there is no data where a filter lets nothing through', async () => {
    host.feed.answer = (message) => ({ ...figuresFor(message, NOON), rows: [] });
    await open('<trade-chart label="Nobody" partner="XXX" bucket="1d"></trade-chart>');
    await comesTo('trade-chart', 'empty');
    expect(await textOf('trade-chart')).toMatch(/Nobody[\s\S]*no data/);
  });

  it.each([
    ['type="mirored"', 'type: expected one of line, area, mirrored, stacked, bars, got "mirored"'],
    ['measure="valeu"', 'measure: expected one of value, tonnage'],
    ['by="country"', 'by: expected one of flow, partner'],
    ['bucket="all"', 'bucket: a chart needs several buckets'],
    ['last="many"', 'last: '],
    ['flow="exports"', 'flow: expected import or export, got "exports"'],
    ['measure="balance" by="flow"', 'by: balance compares the two flows'],
  ])('names what is wrong with %s', async (attribute, text) => {
    await open(`<trade-chart ${attribute}></trade-chart>`);
    await comesTo('trade-chart', 'error');
    expect(await textOf('trade-chart')).toContain(text);
    expect(faults).toEqual([]);
  });

  it('follows its attributes', async () => {
    await open('<trade-chart bucket="1d"></trade-chart>');
    await shows('trade-chart', 'Value per day');
    await page.locator('trade-chart').evaluate((chart) => chart.setAttribute('measure', 'tonnage'));
    await shows('trade-chart', 'Tonnage per day');
    await eventually('the old view is given up', () =>
      host.feed.received.some(({ type }) => type === 'unsubscribe'),
    );
  });
});

describe('a figure', () => {
  it('has its unit, and the change against the year before', async () => {
    await open(EACH['trade-kpi']);
    await shows('trade-kpi', 'bn CNY');
    await shows('trade-kpi', '▲ 4.1 % on 2025');
  });

  it('speaks Chinese where its place does, from the moment it does', async () => {
    await open(`<section lang="en">${EACH['trade-kpi']}</section>`);
    await shows('trade-kpi', 'bn CNY');
    await page.locator('section').evaluate((section) => section.setAttribute('lang', 'zh-CN'));
    await shows('trade-kpi', /亿元[\s\S]*较2025年同期/);
  });

  it('is a dash with its reason where the cell is unknown', async () => {
    host.feed.answer = (message) => {
      const update = figuresFor(message, NOON);
      return { ...update, rows: update.rows.map((row) => [row[0]!, null]) };
    };
    await open('<trade-kpi measure="value"></trade-kpi>');
    await shows('trade-kpi', '–');
    const reason = page.locator('trade-kpi [part=figure]');
    expect(await reason.getAttribute('title')).toBe('Value is blank: not reported, or not published yet');
  });

  it('gives a rate over closed buckets only', async () => {
    host.feed.answer = ({ view }) => ({
      kind: 'snapshot',
      window: { from: NOON - view.last * 1_000 + 1_000, to: NOON },
      columns: ['bucket', 'tonnage'],
      rows: [
        [NOON - 2_000, 30],
        [NOON - 1_000, 30],
        [NOON, 999_999],
      ],
    });
    await open('<trade-kpi measure="tonnage" rate="second" bucket="1s"></trade-kpi>');
    await shows('trade-kpi', '1.00');
  });
});

describe('a ranking', () => {
  it('takes derived measures: shares, and contributions with their sign', async () => {
    await open('<trade-rank id="share" measure="valueShare"></trade-rank>');
    await shows('#share', /share, %.*United States\s*\d+\.\d/i);
    expect(host.feed.received.at(-1)).toMatchObject({
      view: { measures: ['valueShare', 'valueYearOnYear'], rankBy: 'value' },
    });
    await open('<trade-rank id="pull" measure="valueContribution"></trade-rank>');
    await shows('#pull', /pp.*United States\s*\+/);
    await shows('#pull', /Germany\s*[-−]/);
    expect(await page.locator('#pull .bar.bad').count()).toBe(1);
  });

  it('is a table, largest first, with names', async () => {
    await open(EACH['trade-rank']);
    await shows('trade-rank', 'United States');
    const names = page.locator('trade-rank tbody th');
    expect((await names.allTextContents()).map((text) => text.trim())).toEqual([
      'United States',
      'Japan',
      'Germany',
    ]);
  });

  it('moves its rows when ranks change', async () => {
    await open(EACH['trade-rank']);
    await shows('trade-rank', 'United States');
    const rows = page.locator('trade-rank tbody tr');
    const usa = await rows.first().elementHandle();
    const subscribe = subscribed().find(({ view }) => view.by.length === 1)!;
    const start = Date.UTC(2026, 0, 1);
    const columns = ['bucket', 'partner', 'value', 'valueYearOnYear'];
    const rowsSent = [[start, 'DEU', 9e12, 0.5]];
    host.feed.update({
      [subscribe.id]: {
        kind: 'changes',
        window: { from: start, to: start },
        columns,
        rows: rowsSent,
      },
    });
    await eventually('Germany is first', async () => (await rows.first().textContent())?.includes('Germany'));
    expect(await usa.evaluate((row) => row.getAnimations().length)).toBe(1);
    expect(await usa.evaluate((row) => row.isConnected)).toBe(true);
  });
});

describe('a status', () => {
  it('says that figures are simulated, as of when, in which currency and valuation, from which seed', async () => {
    await open(EACH['trade-status']);
    await shows(
      'trade-status',
      /SIMULATED[\s\S]*as of 23 Nov 2026, 12:00:00 UTC[\s\S]*CNY · exports FOB · imports CIF[\s\S]*seed 42/,
    );
  });

  it('says that a replay has ended', async () => {
    const clock: ClockState = { ...CLOCK, state: 'ended' };
    host.feed.hello = {
      ...host.feed.hello,
      timelines: [timelineInfo({ kind: 'replay', clock, frequency: 'day' })],
    };
    await open(EACH['trade-status']);
    await shows('trade-status', /REPLAY[\s\S]*ended[\s\S]*as of 23 Nov 2026/);
  });
});

describe('a page', () => {
  it('has one socket, however many elements are on it, and one subscription for equal views', async () => {
    await open(Object.values(EACH).join('') + EACH['trade-chart'].repeat(5));
    await comesTo('trade-rank', 'live');
    await eventually('all views are asked for', () => host.feed.received.length >= 5);
    expect(host.feed.sockets).toHaveLength(1);
    const views = host.feed.received.map((message) =>
      message.type === 'subscribe' ? JSON.stringify(message.view) : '',
    );
    expect(new Set(views).size).toBe(views.length);
  });

  it('gives elements the source around them, through shadow roots, or the one they name', async () => {
    const demo = timelineInfo({ clock: CLOCK });
    host.feed.hello = {
      ...host.feed.hello,
      timelines: [demo, { ...demo, name: 'second', seed: 7 }, { ...demo, name: 'third', seed: 8 }],
    };
    await open(`<trade-source id="far" timeline="third"></trade-source>
      <trade-source timeline="second"><div id="box"></div></trade-source>
      <trade-status id="named" source="far"></trade-status>`);
    await page.evaluate(() => {
      const root = document.querySelector('#box')!.attachShadow({ mode: 'open' });
      root.innerHTML = '<trade-status id="inside"></trade-status>';
    });
    await shows('#inside', 'seed 7');
    await shows('#named', 'seed 8');
  });

  it('is told by its source of each state, and of what the feed refused', async () => {
    await open('<trade-source></trade-source>');
    const told = await page.evaluateHandle(() => {
      const events: unknown[] = [];
      for (const type of ['trade-state', 'trade-error']) {
        document.addEventListener(type, (event) => events.push((event as CustomEvent).detail));
      }
      return events;
    });
    await eventually('it is connected', () => host.feed.sockets.length === 1);
    host.feed.send({ type: 'error', code: 'internal', message: 'the server failed' });
    host.feed.isRefusing = true;
    host.feed.dropViewers();
    const events = await eventually('it is told', async () => {
      const found = (await told.jsonValue()) as { state?: string; problem?: { code: string } }[];
      return found.some(({ state }) => state === 'offline') ? found : undefined;
    });
    expect(events.some(({ problem }) => problem?.code === 'internal')).toBe(true);
  });

  it('works under a strict content security policy', async () => {
    host.csp = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:";
    await open(Object.values(EACH).join(''));
    await comesTo('trade-chart', 'live');
    await page.locator('trade-chart .plot canvas').waitFor();
    await shows('trade-rank', 'United States');
    expect(faults).toEqual([]);
  });

  it('may load the script twice', async () => {
    await open(`<script type="module" src="/embed.js?again"></script>${EACH['trade-kpi']}`);
    await shows('trade-kpi', 'bn CNY');
    expect(faults).toEqual([]);
  });
});
