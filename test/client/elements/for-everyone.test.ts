import { beforeEach, describe, expect, it } from 'vitest';
import { HALVED, quietAlerts } from '../../support/alerts.js';
import { NOON, useElementPage } from '../../support/element-page.js';
import { EVERY_ELEMENT, FIGURE_ELEMENTS, TRANSPORT_PARTS } from '../../support/every-element.js';
import { eventually } from '../../support/eventually.js';
import { figuresFor } from '../../support/figures.js';
import {
  lostShapes,
  markShapes,
  movingParts,
  scrambledTexts,
  smallTargets,
} from '../../support/parts-in-page.js';
import { overlaps, seenTexts } from '../../support/text-layout.js';

const on = useElementPage();

/** Whatever has figures that can be read in other ways. */
const ALL = Object.entries({ ...FIGURE_ELEMENTS, 'trade-alerts': '<trade-alerts></trade-alerts>' });

/** Whatever can be seen. A status says once what the figures are, as on most pages. */
const SEEN = Object.entries({ ...EVERY_ELEMENT, ...TRANSPORT_PARTS }).filter(
  ([tag]) => tag !== 'trade-source',
);

async function openAll(style: string): Promise<void> {
  const markup = SEEN.map(([, one]) => `<section>${one}</section>`).join('');
  on.serve({ controllable: true });
  await on.open(`<style>:root { color-scheme: light dark; background: Canvas } ${style}</style>${markup}`);
  on.keepLive();
  for (const [tag] of SEEN) await on.comesTo(`section > ${tag}`, 'live');
  await eventually('the map is drawn', async () => (await on.page.locator('trade-map .country').count()) > 0);
  await on.shows('trade-rank', 'United States');
}

const isWiderThanScreen = () =>
  on.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

beforeEach(() => {
  on.host.json = { '/api/alerts': quietAlerts({ alerts: [HALVED] }) };
});

describe('every element', () => {
  it('holds in a page that is written from right to left', async () => {
    await openAll('html { direction: rtl }');
    expect(await scrambledTexts(on.page)).toEqual([]);
    expect(await isWiderThanScreen()).toBe(false);
    expect(await on.audit()).toEqual([]);
    expect(overlaps((await seenTexts(on.page)).filter(({ text }) => !/^[\d.,–]+$/.test(text)))).toEqual([]);
  });

  it('fits a screen of 320 pixels, which a page at 400 % is', async () => {
    await on.page.setViewportSize({ width: 320, height: 900 });
    await openAll('');
    expect(await isWiderThanScreen()).toBe(false);
    expect(await on.audit()).toEqual([]);
  });

  it('holds text of twice its size', async () => {
    await openAll('html { font-size: 200% }');
    expect(await isWiderThanScreen()).toBe(false);
    const texts = await seenTexts(on.page);
    expect(overlaps(texts.filter(({ fontPx }) => fontPx > 28))).toEqual([]);
  });

  it.each(['light', 'dark'] as const)(
    'keeps its bars and shapes where colours are forced, in %s',
    async (colorScheme) => {
      await on.page.emulateMedia({ colorScheme });
      await openAll('');
      await markShapes(on.page);
      await on.page.emulateMedia({ colorScheme, forcedColors: 'active' });
      expect(await lostShapes(on.page)).toEqual([]);
      expect(await on.audit()).toEqual([]);
    },
  );

  it('does not move for those who prefer less motion', async () => {
    await on.page.emulateMedia({ reducedMotion: 'reduce' });
    await openAll('');
    expect(await movingParts(on.page)).toEqual([]);
  });

  it('has nothing to press that is too small for a finger', async () => {
    await on.page.setViewportSize({ width: 390, height: 800 });
    await openAll('');
    expect(await smallTargets(on.page)).toEqual([]);
  });
});

describe('elements', () => {
  it.each(ALL)('%s has a summary in one sentence, with figures, that follows them', async (tag, markup) => {
    // Nothing is judged up to then: it is asked for anew.
    on.host.json = { '/api/alerts': quietAlerts({ alerts: [HALVED], next: NOON }) };
    await on.open(markup.replace('></', ' announce></'));
    on.keepLive();
    await on.comesTo(tag, 'live');
    const said = on.page.locator(`${tag} .said[role=status]`);
    const first = await eventually('it is said', async () => (await said.textContent()) || undefined);
    expect(first).toMatch(/^[^\n]*\d[^\n]*[.。]$/);
    // Whoever reads it once more, later, is told what is true by then.
    on.host.json = { '/api/alerts': quietAlerts({ alerts: [{ ...HALVED, observed: 9.8e9 }] }) };
    on.host.feed.answer = (message) => figuresFor(message, NOON, 2e9);
    on.host.feed.dropViewers();
    await eventually('what is said has changed', async () => (await said.textContent()) !== first);
  });

  it.each(ALL)('%s has a name that says what it shows', async (tag, markup) => {
    await on.open(markup);
    on.keepLive();
    await on.comesTo(tag, 'live');
    const names = await on.page
      .locator(tag)
      .evaluate(({ shadowRoot }) =>
        [
          ...shadowRoot!.querySelectorAll(
            '[role=img][aria-label], :is(table, ul)[aria-label], [part~=label], caption, .heading',
          ),
        ].map((one) => (one.getAttribute('aria-label') ?? one.textContent).trim()),
      );
    expect(names.filter((name) => name.length > 3)).not.toEqual([]);
  });

  it.each(ALL)('%s is a table one key away, from wherever the focus in it is', async (tag, markup) => {
    await on.open(markup);
    on.keepLive();
    await on.comesTo(tag, 'live');
    await on.page.keyboard.press('Tab');
    await eventually('the focus is inside', () =>
      on.page.evaluate((name) => document.activeElement?.localName === name, tag),
    );
    await on.page.keyboard.press('t');
    const table = on.page.locator(`${tag} .figure-table`);
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(0);
  });

  it.each(ALL.filter(([, markup]) => !/trade-(kpi|balance|rank|ticker|plan|table|alerts)/.test(markup)))(
    '%s is gone through by arrow keys, which say each point',
    async (tag, markup) => {
      await on.open(markup);
      on.keepLive();
      await on.comesTo(tag, 'live');
      const area = on.page.locator(`${tag} [role=img][tabindex="0"]`);
      await area.focus();
      const said = on.page.locator(`${tag} .said[aria-live]`);
      const heard = new Set<string>();
      for (const key of ['End', 'Home', 'ArrowRight']) {
        await eventually(`${key} says something else`, async () => {
          await area.press(key);
          const text = ((await said.textContent()) ?? '').trim();
          const isNew = text !== '' && !heard.has(text);
          if (isNew) heard.add(text);
          return isNew || heard.size > 1;
        });
      }
      expect([...heard].some((text) => /\d/.test(text))).toBe(true);
      expect(heard.size).toBeGreaterThan(1);
    },
  );

  it.each(ALL)('%s says its figures aloud where that is wanted', async (tag, markup) => {
    await on.open(markup.replace('></', ' announce></'));
    await on.comesTo(tag, 'live');
    const said = on.page.locator(`${tag} .said[role=status]`);
    await eventually('it is said', async () => ((await said.textContent()) ?? '') !== '');
  });

  it.each(ALL)('%s does not speak unasked', async (tag, markup) => {
    await on.open(markup);
    await on.comesTo(tag, 'live');
    expect(await on.page.locator(`${tag} .said[role=status]`).count()).toBe(0);
  });

  it.each(ALL.filter(([tag]) => /trade-(chart|treemap|flow|map)/.test(tag)))(
    '%s tells a finger what it touches',
    async (tag, markup) => {
      const context = await on.browser.newContext({ hasTouch: true, viewport: { width: 390, height: 800 } });
      const page = await context.newPage();
      on.host.body = markup;
      await page.goto(on.host.url);
      on.keepLive();
      const area = page.locator(`${tag} [role=img][tabindex="0"]`);
      const shape =
        tag === 'trade-chart' ? area : area.locator(':is(.tile, .ribbon, .partner > .spot)').first();
      await shape.waitFor();
      const text = (): Promise<string> =>
        page.locator(tag).evaluate(({ shadowRoot }) => shadowRoot!.textContent ?? '');
      const before = await text();
      await eventually('it is told', async () => {
        const [x, y] = await shape.evaluate((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          return [left + width / 2, top + height / 2] as const;
        });
        await page.touchscreen.tap(x, y);
        return (await text()) !== before;
      });
      await context.close();
    },
  );

  it('follow the language of their place, live, numbers and units included', async () => {
    await on.open(`<main-part lang="en">${ALL.map(([, markup]) => markup).join('')}</main-part>`);
    for (const [tag] of ALL) await on.comesTo(tag, 'live');
    await on.page.locator('main-part').evaluate((part) => part.setAttribute('lang', 'zh-CN'));
    for (const [tag] of ALL)
      await on.shows(tag, tag === 'trade-spark' ? /亿元/ : /[金货贸最与][额运易新]|年均|预期/);
    for (const [tag] of ALL) expect(await on.textOf(tag), tag).not.toMatch(/bn CNY|Value|imports/);
  });

  it('show two feeds on one page, each its own', async () => {
    const other = await (await import('../../support/feed-server.js')).ScriptedFeed.start();
    other.hello = {
      ...on.host.feed.hello,
      timelines: [{ ...on.host.feed.hello.timelines[0]!, seed: 7, currency: 'USD' }],
    };
    other.answer = (message) => figuresFor(message, NOON);
    await on.open(`<trade-kpi id="a"></trade-kpi><trade-kpi id="b" src="${other.url}"></trade-kpi>`);
    await on.shows('#a', 'bn CNY');
    await on.shows('#b', 'bn USD');
    await other.close();
  });
});
