import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { launchBrowser } from './bench/browser.js';
import { serveWall } from './bench/served.js';

/**
 * `npm run element-states`: each element in each of its states, dark and light, in English and Chinese, as pictures in
 * build/element-states to be looked at; with words, those whose file names hold all of them.
 */
const ELEMENTS = [
  '<trade-kpi measure="value" compare="year" spark></trade-kpi>',
  '<trade-chart type="mirrored" bucket="1d" last="60"></trade-chart>',
  '<trade-spark bucket="1d" last="30" figure></trade-spark>',
  '<trade-balance></trade-balance>',
  '<trade-rank top="5"></trade-rank>',
  '<trade-treemap by="commodity:2"></trade-treemap>',
  '<trade-flow></trade-flow>',
  '<trade-map></trade-map>',
  '<trade-ticker></trade-ticker>',
  '<trade-plan value="MEAN"></trade-plan>',
  '<trade-table by="partner" bucket="1mo" last="3"></trade-table>',
  '<trade-alerts></trade-alerts>',
  '<trade-filter></trade-filter>',
  '<trade-status></trade-status>',
  '<trade-clock></trade-clock>',
  '<trade-transport></trade-transport>',
];

/** China's mean year of 2021–2025: in yuan, as simulated, and in dollars, as replayed. */
const MEANS = { simulated: '42300000000000', replay: '6150000000000' };

/** What the feed does in a state, and what the page has to say for it. */
interface Scene {
  readonly isReplay?: boolean;
  readonly source?: string;
  /** Of the elements. */
  readonly attributes?: string;
  /** Between page and server. */
  readonly route?: (socket: WebSocketRoute) => void;
  /** What somebody does once the elements are there. */
  readonly act?: (page: Page) => Promise<void>;
  /** What the elements come to in it; by default what it is called. */
  readonly states?: readonly string[];
}

/** What moves the clock in one picture is not to be seen in the next. */
const OWN_CLOCK = 'session="private"';

let isSilent = false;
let isGone = false;

const SCENES: Readonly<Record<string, Scene>> = {
  connecting: { route: () => undefined },
  live: {},
  stale: { route: relay, act: async () => void (isSilent = true) },
  offline: { route: relay, act: hangUp },
  replaying: { isReplay: true },
  paused: {
    isReplay: true,
    source: OWN_CLOCK,
    act: (page) => page.locator('trade-transport button').first().press('k'),
  },
  ended: {
    isReplay: true,
    source: OWN_CLOCK,
    act: (page) => page.locator('trade-transport button').first().press('End'),
  },
  empty: { source: 'partner="ZZZ"', states: ['empty', 'live'] },
  error: { attributes: 'timeline="gone"' },
};

const THEMES = ['dark', 'light'] as const;
const LANGS = ['en', 'zh-CN'] as const;

/** All the map's shapes and the last of the elements' chunks have come by then, and what fades in has. */
const SETTLE_MS = 3_000;

const routes = new Set<WebSocketRoute>();

/** Hands on what either side says, until the network is to be silent. */
function relay(socket: WebSocketRoute): void {
  if (isGone) return void socket.close();
  routes.add(socket);
  const server = socket.connectToServer();
  server.onMessage((message) => {
    if (!isSilent) socket.send(message);
  });
}

async function hangUp(): Promise<void> {
  isGone = true;
  await Promise.all([...routes].map((route) => route.close()));
}

const words = process.argv.slice(2);
const folder = 'build/element-states';
mkdirSync(folder, { recursive: true });
const simulated = await serveWall('--speed', '60');
const replay = await serveWall('server/samples/china.csv', '--speed', '604800');
const browser = await launchBrowser();
try {
  for (const [state, scene] of Object.entries(SCENES))
    for (const theme of THEMES)
      for (const lang of LANGS) {
        const file = `${state}-${theme}-${lang}.png`;
        if (words.every((word) => file.includes(word)))
          await take(browser, (scene.isReplay === true ? replay : simulated).url, scene, {
            state,
            file,
            theme,
            lang,
          });
      }
} finally {
  await browser.close();
  await Promise.all([simulated.stop(), replay.stop()]);
}

interface Look {
  readonly state: string;
  readonly file: string;
  readonly theme: (typeof THEMES)[number];
  readonly lang: (typeof LANGS)[number];
}

async function take(
  browser: Browser,
  url: string,
  scene: Scene,
  { state, file, theme, lang }: Look,
): Promise<void> {
  [isSilent, isGone] = [false, false];
  routes.clear();
  const page = await browser.newPage({ viewport: { width: 1_500, height: 1_000 }, colorScheme: theme });
  const { route } = scene;
  if (route !== undefined) await page.routeWebSocket(/\/feed$/, route);
  await page.route(`${url}states`, (request) =>
    request.fulfill({ contentType: 'text/html', body: pageOf(scene, lang) }),
  );
  await page.goto(`${url}states`);
  if (scene.act !== undefined) {
    await allIn(page, ['live', 'replaying']);
    await page.waitForTimeout(SETTLE_MS);
    await scene.act(page);
  }
  await allIn(page, scene.states ?? [state]);
  await page.waitForTimeout(SETTLE_MS);
  await page.screenshot({ path: join(folder, file), fullPage: true });
  await page.close();
  process.stdout.write(`${join(folder, file)}\n`);
}

/** When all elements have come and are in one of these states, or say why they can't be. */
function allIn(page: Page, states: readonly string[]): Promise<unknown> {
  return page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('main section > *')].every((element) =>
        wanted.some(
          (state) =>
            element.matches(`:state(${state})`) &&
            (state === 'connecting' ||
              element.shadowRoot!.querySelector('.notice:is(.connecting, .live, .replaying)') === null),
        ),
      ),
    [...states, 'error'],
    { timeout: 120_000 },
  );
}

function pageOf({ source = '', attributes = '', isReplay = false }: Scene, lang: string): string {
  const mean = MEANS[isReplay ? 'replay' : 'simulated'];
  const cells = ELEMENTS.map(
    (markup) => `<section>${markup.replace('MEAN', mean).replace('></', ` ${attributes}></`)}</section>`,
  ).join('');
  return `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>states</title>
    <style>
      :root { color-scheme: light dark; background: light-dark(#f6f7f9, #0d1117); }
      body { margin: 24px; font: 14px system-ui; }
      main { columns: 3; column-gap: 20px; }
      section { break-inside: avoid; margin: 0 0 20px; padding: 12px; border: 1px dashed #8886; }
    </style>
    <script type="module" src="/embed.js"></script>
    <trade-source ${source}><main>${cells}</main></trade-source></html>`;
}
