import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { formatQuantity, joinUnit } from '../../../client/format/format-quantity.js';
import { scaleBy } from '../../../client/format/scale.js';
import type { Lang } from '../../../client/locales/lang.js';
import { PAGE_NAMES } from '../../../client/wall/page-names.js';
import { readerScales, type Units } from '../../../client/wall/reader-scales.js';
import { DIMENSIONS } from '../../../protocol/dimensions.js';
import type { MeasureKind } from '../../../protocol/measures.js';
import { launchBrowser } from '../../support/browser.js';
import { CLOCK, NOON } from '../../support/element-page.js';
import { wallIsFilled } from '../../support/filled-wall.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { overlaps, seenTexts } from '../../support/text-layout.js';
import { MANY_CHINESE_NAMES, MANY_CODES, MANY_NAMES, widestFigures } from '../../support/widest-figures.js';

describe('a figure in units of its reader', () => {
  afterEach(() => scaleBy(readerScales('auto')));

  function shown(value: number, kind: MeasureKind, lang: Lang, units: Units): string {
    scaleBy(readerScales(units));
    return joinUnit(formatQuantity(value, kind, { lang, currency: 'CNY' }), lang).replaceAll('\u00a0', ' ');
  }

  it.each([
    [42.3e12, 'money', 'en', 'auto', '42.30 tn CNY'],
    [42.3e12, 'money', 'en', 'international', '42.30 tn CNY'],
    [42.3e12, 'money', 'en', 'chinese', '42.30 万亿 CNY'],
    [423e9, 'money', 'en', 'chinese', '4,230 亿 CNY'],
    [5.2e9, 'mass', 'en', 'auto', '5.20 bn t'],
    [5.2e9, 'mass', 'en', 'chinese', '52.00 亿 t'],
    [52_000, 'massRate', 'en', 'chinese', '5.20 万 t/h'],
    [88_800_000, 'count', 'en', 'chinese', '8,880 万'],
    [42.3e12, 'money', 'zh-CN', 'auto', '42.30万亿元'],
    [423e9, 'money', 'zh-CN', 'chinese', '4,230亿元'],
    [423e9, 'money', 'zh-CN', 'international', '423.0十亿元'],
    [5.2e6, 'mass', 'zh-CN', 'international', '5.20百万吨'],
    [1_234, 'price', 'zh-CN', 'international', '1,234元/吨'],
    [-0.041, 'ratio', 'en', 'chinese', '−4.1 %'],
  ] as const)('of %d, %s in %s, units=%s: %s', (value, kind, lang, units, text) => {
    expect(shown(value, kind, lang, units)).toBe(text);
  });
});

describe('units on the wall', () => {
  let browser: Browser;
  let host: PageHost;
  let heartbeat: ReturnType<typeof setInterval>;

  beforeAll(async () => {
    browser = await launchBrowser();
    host = await startPageHost(MANY_NAMES, MANY_CHINESE_NAMES);
    heartbeat = setInterval(() => host.feed.sockets.length > 0 && host.feed.update({}, { demo: CLOCK }), 500);
  });

  afterAll(async () => {
    clearInterval(heartbeat);
    await browser.close();
    await host.close();
  });

  beforeEach(() => {
    host.feed.reset();
    const timeline = timelineInfo({ clock: CLOCK, dimensions: [...DIMENSIONS], controllable: true });
    host.feed.hello = { ...host.feed.hello, now: Date.now(), timelines: [timeline] };
    host.feed.answer = (message) => widestFigures(message, NOON, MANY_CODES);
  });

  async function wall(query: string): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
    await page.goto(`${host.url}wall?${query}`);
    await wallIsFilled(page);
    return page;
  }

  /** Steps of a scale that don't belong to the units that were asked for. */
  const STRANGE: Readonly<Record<string, RegExp>> = {
    'lang=en&units=chinese': /\d.*[\s\d](K|m|bn|tn|kt|Mt)\b/,
    'lang=en&units=international': /[万亿]/,
    'lang=zh-CN&units=chinese': /[千百十][万亿吨元]/,
    'lang=zh-CN&units=international': /(?<![十万])亿|(?<!百)万(?!亿)/,
  };
  const OWN: Readonly<Record<string, RegExp>> = {
    'lang=en&units=chinese': /[万亿]/,
    'lang=en&units=international': /\b(bn|Mt|m)\b/,
    'lang=zh-CN&units=chinese': /亿/,
    'lang=zh-CN&units=international': /百万|十亿/,
  };

  it.each(Object.keys(STRANGE))(
    'are followed by every element of every page with %s, without overlap',
    async (query) => {
      for (const name of PAGE_NAMES.filter((one) => one !== 'diagnostics')) {
        const page = await wall(`pages=${name}&${query}`);
        const texts = await seenTexts(page);
        const all = texts.map(({ text }) => text);
        expect(
          all.filter((text) => STRANGE[query]!.test(text)),
          name,
        ).toEqual([]);
        expect(
          all.some((text) => OWN[query]!.test(text)),
          name,
        ).toBe(true);
        expect(overlaps(texts), name).toEqual([]);
        expect(
          texts.filter(({ cutPx }) => cutPx > 1).map(({ text }) => text),
          name,
        ).toEqual([]);
        await page.close();
      }
    },
  );
});
