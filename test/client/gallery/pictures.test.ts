import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { startPageHost, type PageHost } from '../../support/page-host.js';
import { differenceOf, gridOf, type PictureGrid } from '../../support/picture-grid.js';
import { PARTNER_NAMES, widestFigures } from '../../support/widest-figures.js';

const NOON = Date.UTC(2026, 10, 23, 12);
const KEPT = fileURLToPath(new URL('pictures.json', import.meta.url));

/** What a picture may differ from the one kept: as much as fonts of another machine do, and less than a missing line does. */
const MOST_MEAN = 8;
const MOST_FAR = 0.06;

/** Its age is another each time. */
const CHANGING = ['trade-status'];

let browser: Browser;
let host: PageHost;
/** As base64, for most of it would be commas. */
const kept = new Map<string, PictureGrid>(
  existsSync(KEPT)
    ? Object.entries(JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, string>).map(([name, text]) => [
        name,
        [...Buffer.from(text, 'base64')],
      ])
    : [],
);

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startPageHost(PARTNER_NAMES);
  const clock = { time: NOON, watermark: NOON, speed: 1, state: 'playing' as const, loop: false };
  host.feed.hello = { ...host.feed.hello, timelines: [timelineInfo({ clock })] };
  host.feed.answer = (message) => widestFigures(message, NOON);
});

afterAll(async () => {
  await browser.close();
  await host.close();
  // UPDATE_PICTURES=1 keeps what is seen now, once somebody has looked at it.
  if (process.env['UPDATE_PICTURES'] !== '1') return;
  const texts = [...kept].map(([name, grid]) => [name, Buffer.from(grid).toString('base64')]);
  writeFileSync(KEPT, `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`);
});

/** Every element of the front page as it is seen, by its name and place. */
async function picturesOf(lang: string, theme: string): Promise<Record<string, PictureGrid>> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  const beat = setInterval(() => host.feed.sockets.length > 0 && host.feed.update({}), 500);
  await page.goto(`${host.url}?lang=${lang}&theme=${theme}`);
  await page.locator('trade-map .partner').first().waitFor();
  await page.locator('trade-alerts [part=base]').waitFor();
  const pictures: Record<string, PictureGrid> = {};
  for (const [place, element] of (await page.locator('.grid > figure > :first-child').all()).entries()) {
    const tag = await element.evaluate(({ localName }) => localName);
    if (CHANGING.includes(tag)) continue;
    let before: Buffer | undefined;
    const png = await eventually(`${tag} has come to rest`, async () => {
      const picture = await element.screenshot();
      const isAtRest = before?.equals(picture) === true;
      before = picture;
      return isAtRest ? picture : undefined;
    });
    pictures[`${tag} ${place} ${lang} ${theme}`] = await gridOf(page, png);
  }
  clearInterval(beat);
  await page.close();
  return pictures;
}

describe.each(['en', 'zh-CN'])('in %s', (lang) => {
  it.each(['dark', 'light'])(
    'every element of the front page looks as it did, in %s',
    { timeout: 120_000 },
    async (theme) => {
      const pictures = await picturesOf(lang, theme);
      for (const [name, picture] of Object.entries(pictures)) {
        if (process.env['UPDATE_PICTURES'] === '1') kept.set(name, picture);
        expect(
          kept.get(name),
          `${name} is kept; run with UPDATE_PICTURES=1 after looking at it`,
        ).toBeDefined();
        const { mean, far } = differenceOf(picture, kept.get(name)!);
        expect(mean, `${name}, mean`).toBeLessThanOrEqual(MOST_MEAN);
        expect(far, `${name}, far off`).toBeLessThanOrEqual(MOST_FAR);
      }
    },
  );
});

describe('the comparison', () => {
  it('sees a picture whose figures are missing', async () => {
    const [, full] = [...kept].find(([name]) => name.startsWith('trade-rank'))!;
    const blank = full.map((_, place) => full[place % 3]!);
    const { mean, far } = differenceOf(full, blank);
    expect(mean > MOST_MEAN || far > MOST_FAR).toBe(true);
  });
});
