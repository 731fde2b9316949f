import { on, once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { launchBrowser } from './bench/browser.js';
import { serveWall, type Served } from './bench/served.js';
import { allPictures, README_PICTURES, type Picture } from './wall-pictures.js';

/**
 * `npm run screenshots`: the pictures of the README, in docs/pictures; with `-- --all` each page of the wall on each screen,
 * in build/screenshots to be looked at, or those whose file names hold all further words.
 */
const isAll = process.argv.includes('--all');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const pictures = isAll ? allPictures(words) : README_PICTURES;
const folder = isAll ? 'build/screenshots' : 'docs/pictures';

/** A rate over the last minute of declarations needs that minute, and what moved has come to rest. */
const SETTLE_MS = 3_000;

/** The first ranking of its kind makes the server add up a year. */
const PATIENCE_MS = 60_000;

/** Where a replay is in all pictures: years behind it and ahead of it. */
const REPLAYED = { command: 'seek', time: '2024-09-18T02:00:00Z' };

mkdirSync(folder, { recursive: true });
const simulated = await serveWall();
const replay = await serveWall('--sample', 'china');
const browser = await launchBrowser();
try {
  for (const picture of pictures) await take(browser, picture);
} finally {
  await browser.close();
  await Promise.all([simulated.stop(), replay.stop()]);
}

async function take(browser: Browser, { file, path, width, height, isReplay }: Picture): Promise<void> {
  if (isReplay) await seek(replay);
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto((isReplay ? replay : simulated).url + path);
  const wall = await wallOn(page);
  const isFilled = await wall.waitForFunction(everyElementIsFilled, null, { timeout: PATIENCE_MS }).then(
    () => true,
    () => false,
  );
  // What is out of sight is not painted.
  if (width < 700) await page.setViewportSize({ width, height: await page.evaluate(lengthOfPage) });
  await page.waitForTimeout(SETTLE_MS);
  const isScrolled = width < 700 || wall !== page.mainFrame();
  await page.screenshot({ path: join(folder, file), fullPage: isScrolled });
  await page.close();
  process.stdout.write(`${join(folder, file)}${isFilled ? '' : ' lacks what an element asked for'}\n`);
  if (!isFilled) process.exitCode = 1;
}

/** The page itself, or the wall that it previews. */
async function wallOn(page: Page): Promise<Frame> {
  if (new URL(page.url()).pathname !== '/wall/setup') return page.mainFrame();
  const frame = await page.waitForSelector('iframe');
  return (await frame.contentFrame())!;
}

async function seek({ url }: Served): Promise<void> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}feed`);
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'control', request: 1, timeline: 'china', ...REPLAYED }));
  for await (const [data] of on(socket, 'message') as AsyncIterable<[Buffer]>) {
    const { type } = JSON.parse(data.toString()) as { type: string };
    if (type === 'error') throw new Error(data.toString());
    if (type === 'reply') break;
  }
  socket.close();
}

function lengthOfPage(): number {
  return document.documentElement.scrollHeight;
}

function everyElementIsFilled(): boolean {
  const elements = [...document.querySelectorAll('.page *')].filter(
    ({ localName }) => localName.startsWith('trade-') && !/^trade-(source|alerts)$/.test(localName),
  );
  const isFilled = ({ shadowRoot }: Element) =>
    shadowRoot !== null &&
    shadowRoot.querySelector('.content > *') !== null &&
    shadowRoot.querySelector('.notice') === null;
  return elements.length > 0 && elements.every(isFilled);
}
