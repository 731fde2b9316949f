import { describe, expect, it } from 'vitest';
import { NOON, useElementPage } from '../../support/element-page.js';
import { FIGURE_ELEMENTS } from '../../support/every-element.js';
import { eventually } from '../../support/eventually.js';
import { figuresFor } from '../../support/figures.js';
import { overlaps, seenTexts } from '../../support/text-layout.js';

const on = useElementPage();

const ALL = Object.entries(FIGURE_ELEMENTS);

/** A status says once what the figures are, as on most pages. */
async function openAll(style: string): Promise<void> {
  const markup = ALL.map(([, one]) => `<section>${one}</section>`).join('');
  await on.open(`<style>${style}</style><trade-status></trade-status>${markup}`);
  on.keepLive();
  for (const [tag] of ALL) await on.comesTo(tag, 'live');
  await eventually('the map is drawn', async () => (await on.page.locator('trade-map .country').count()) > 0);
  await on.shows('trade-rank', 'United States');
}

const isWiderThanScreen = () =>
  on.page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('elements', () => {
  it('hold in a page that is written from right to left', async () => {
    await openAll('html { direction: rtl }');
    expect(await isWiderThanScreen()).toBe(false);
    expect(await on.audit()).toEqual([]);
    expect(overlaps((await seenTexts(on.page)).filter(({ text }) => !/^[\d.,–]+$/.test(text)))).toEqual([]);
  });

  it('fit a screen of 320 pixels, which a page at 400 % is', async () => {
    await on.page.setViewportSize({ width: 320, height: 900 });
    await openAll('');
    expect(await isWiderThanScreen()).toBe(false);
    expect(await on.audit()).toEqual([]);
  });

  it('hold text of twice its size', async () => {
    await openAll('html { font-size: 200% }');
    expect(await isWiderThanScreen()).toBe(false);
    const texts = await seenTexts(on.page);
    expect(overlaps(texts.filter(({ fontPx }) => fontPx > 28))).toEqual([]);
  });

  it('keep bars and shapes where colours are forced', async () => {
    await on.page.emulateMedia({ forcedColors: 'active' });
    await openAll('');
    expect(await on.audit()).toEqual([]);
    const grounds = await on.page.evaluate(() => {
      const of = (tag: string, part: string): string => {
        const shape = document.querySelector(tag)!.shadowRoot!.querySelector(part)!;
        return getComputedStyle(shape).backgroundColor;
      };
      return {
        page: getComputedStyle(document.documentElement).backgroundColor,
        bar: of('trade-rank', '.bar.export'),
        balance: of('trade-balance', '[part=export-bar]'),
        plan: of('trade-plan', '.fill'),
      };
    });
    for (const ground of [grounds.bar, grounds.balance, grounds.plan]) expect(ground).toBe('rgb(0, 0, 0)');
  });

  it('do not move for those who prefer less motion', async () => {
    await on.page.emulateMedia({ reducedMotion: 'reduce' });
    await openAll('');
    const moving = await on.page.evaluate(() => {
      const found: string[] = [];
      for (const tag of ['trade-treemap', 'trade-ticker', 'trade-rank'])
        for (const shape of document.querySelector(tag)!.shadowRoot!.querySelectorAll('.tile, li, tr')) {
          const { transitionDuration, animationName } = getComputedStyle(shape);
          if (animationName !== 'none' || !/^0s(, 0s)*$/.test(transitionDuration)) found.push(tag);
        }
      return found;
    });
    expect(moving).toEqual([]);
  });

  it.each(ALL)('%s has a summary in one sentence, with figures, that follows them', async (tag, markup) => {
    await on.open(markup.replace('></', ' announce></'));
    on.keepLive();
    await on.comesTo(tag, 'live');
    const said = on.page.locator(`${tag} .said[role=status]`);
    const first = await eventually('it is said', async () => (await said.textContent()) || undefined);
    expect(first).toMatch(/^[^\n]*\d[^\n]*[.。]$/);
    // Whoever reads it once more, later, is told what is true by then.
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
            '[role=img][aria-label], table[aria-label], [part~=label], caption, .heading',
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

  it.each(ALL.filter(([, markup]) => !/trade-(kpi|balance|rank|ticker|plan|table)/.test(markup)))(
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

  it('tell a finger what it touches', async () => {
    const context = await on.browser.newContext({ hasTouch: true, viewport: { width: 390, height: 800 } });
    const page = await context.newPage();
    on.host.body = FIGURE_ELEMENTS['trade-treemap']!;
    await page.goto(on.host.url);
    await page.locator('trade-treemap .tile').first().tap();
    await page.locator('trade-treemap [part=readout]').getByText('bn CNY').waitFor();
    await context.close();
  });

  it('follow the language of their place, live, numbers and units included', async () => {
    await on.open(`<main-part lang="en">${ALL.map(([, markup]) => markup).join('')}</main-part>`);
    for (const [tag] of ALL) await on.comesTo(tag, 'live');
    await on.page.locator('main-part').evaluate((part) => part.setAttribute('lang', 'zh-CN'));
    for (const [tag] of ALL)
      await on.shows(tag, tag === 'trade-spark' ? /亿元/ : /[金货贸最与][额运易新]|年均/);
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
