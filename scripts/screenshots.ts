import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from 'playwright-core';

/** One picture of a page. */
interface Picture {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  readonly height: number;
}

/** The pictures of the README, small enough to be kept with the sources. */
const README_PICTURES: readonly Picture[] = [
  { file: 'wall.png', path: 'wall?lang=en', width: 1440, height: 810 },
  { file: 'wall-zh-light.png', path: 'wall?lang=zh-CN&theme=light', width: 1440, height: 810 },
];

const PAGES = ['overview', 'partners', 'commodities', 'ports', 'modes', 'plan', 'replay', 'diagnostics'];
const SIZES = ['1366x768', '1920x1080', '2560x1080', '3840x1080', '3840x2160', '1080x1920', '390x844'];
const THEMES = ['dark', 'light'];
const LANGS = ['en', 'zh-CN'];

/** A rate over the last minute of declarations needs that minute, and what moved has come to rest. */
const SETTLE_MS = 3_000;

const isAll = process.argv.includes('--all');
const folder = isAll ? 'build/screenshots' : 'docs/pictures';
mkdirSync(folder, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  for (const picture of isAll ? allPictures() : README_PICTURES) await take(browser, server.url, picture);
} finally {
  await browser.close();
  server.stop();
}

/** The simulated timeline on a free port, as `npm start` serves it. */
async function startServer(): Promise<{ url: string; stop: () => void }> {
  const args = ['build/server/main.js', 'serve', '--port', '0'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const url = /http:\S+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`the server printed no address but ${JSON.stringify(line)}`);
  return { url, stop: () => child.kill() };
}

/** Each page on each screen in each theme and language, or those whose file names hold all words of the command line. */
function allPictures(): Picture[] {
  const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const pictures = PAGES.flatMap((page) =>
    SIZES.flatMap((size) =>
      THEMES.flatMap((theme) =>
        LANGS.map((lang) => {
          const [width = 0, height = 0] = size.split('x').map(Number);
          const path = `wall?pages=${page}&theme=${theme}&lang=${lang}`;
          return { file: `${page}-${size}-${theme}-${lang}.png`, path, width, height };
        }),
      ),
    ),
  );
  return pictures.filter(({ file }) => words.every((word) => file.includes(word)));
}

function everyElementIsFilled(): boolean {
  const elements = [...document.querySelectorAll('main *')].filter(({ localName }) =>
    localName.startsWith('trade-'),
  );
  const isFilled = ({ shadowRoot }: Element) =>
    shadowRoot !== null &&
    shadowRoot.querySelector('.content > *') !== null &&
    shadowRoot.querySelector('.notice') === null;
  return elements.length > 0 && elements.every(isFilled);
}

async function take(browser: Browser, url: string, { file, path, width, height }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(url + path);
  // The first ranking of its kind makes the server add up a year.
  await page.waitForFunction(everyElementIsFilled, null, { timeout: 60_000 });
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, file), fullPage: width < 700 });
  await page.close();
  process.stdout.write(`${join(folder, file)}\n`);
}
