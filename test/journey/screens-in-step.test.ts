import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, WebSocketRoute } from 'playwright-core';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../protocol/limits.js';
import { PLAIN_CONFIG } from '../../scripts/plain-config.js';
import { startServer, type RunningServer } from '../../server/start-server.js';
import { launchBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';

const INTERVAL_MS = 5_000;

/** Two pages on a machine under load, ms. */
const PATIENCE_MS = 60_000;

/** All that have a turn, in their order. Of one mode there is no ranking, and through one port none either. */
const PAGES = ['modes', 'replay', 'ports', 'diagnostics'];

/** What is shown in place of what is left out is the page whose turn is longest over, and on the other screen in no case. */
const LEFT = { query: 'offset=0&mode=0110', turns: ['diagnostics', 'replay', 'ports', 'diagnostics'] };
const RIGHT = { query: 'offset=1&port=CNSHA', turns: ['replay', 'modes', 'diagnostics', 'modes'] };

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2025, 0, 1);

/** A year of days, each the same. */
const RECORDS = [
  'time,flow,port,mode,value,currency',
  ...Array.from({ length: 365 }, (_, day) =>
    new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10),
  ).flatMap((day) =>
    ['CNSHA', 'CNNGB'].flatMap((port) =>
      ['0110', '0214'].map((mode) => `${day},export,${port},${mode},1000,CNY`),
    ),
  ),
].join('\n');

/** A browser of its own, whose clock is the test's and may be wrong. */
interface Screen {
  readonly context: BrowserContext;
  readonly page: Page;
  /** While it is, nothing comes through, and nobody is told. */
  isCut: boolean;
  readonly wires: Set<WebSocketRoute>;
}

/** The server's clock, which rests while the test looks. */
let now = Date.UTC(2026, 10, 23, 12);
let folder: string;
let server: RunningServer;
let browser: Browser;
let left: Screen;
let right: Screen;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradewall-screens-'));
  const file = join(folder, 'days.csv');
  await writeFile(file, RECORDS);
  server = await startServer(
    { ...PLAIN_CONFIG, files: [file], speed: DAY_MS / 1_000 },
    { logger: pino({ level: 'silent' }), now: () => now, clientDir: 'build/client' },
  );
  browser = await launchBrowser();
  left = await openScreen(LEFT.query, 0);
  // A clock that is wrong, of which pages and playhead are to take no notice.
  right = await openScreen(RIGHT.query, -7 * 60_000);
  await knowsWhatIsLeftOut();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

async function openScreen(query: string, aheadMs: number): Promise<Screen> {
  const context = await browser.newContext({ viewport: { width: 960, height: 540 } });
  await context.clock.install({ time: now + aheadMs - 1_000 });
  await context.clock.pauseAt(now + aheadMs);
  const page = await context.newPage();
  const screen: Screen = { context, page, isCut: false, wires: new Set() };
  await page.routeWebSocket(/\/feed$/, (wire) => carry(screen, wire));
  await page.goto(`${server.url}wall?lang=en&pages=${PAGES.join()}&interval=${INTERVAL_MS / 1_000}&${query}`);
  return screen;
}

function carry(screen: Screen, wire: WebSocketRoute): void {
  screen.wires.add(wire);
  const upstream = wire.connectToServer();
  wire.onMessage((message) => (screen.isCut ? undefined : upstream.send(message)));
  upstream.onMessage((message) => (screen.isCut ? undefined : wire.send(message)));
}

const shownOn = ({ page }: Screen): Promise<string> =>
  page.locator('main.shown').evaluate(({ classList }) => classList[0]!);

/** The date that its clock shows, and the instant behind it. */
const clockOn = ({ page }: Screen): Promise<string> =>
  page.locator('header trade-clock').evaluate((clock) => {
    const { feed } = clock as unknown as { feed: { playhead: number } };
    return `${clock.shadowRoot!.querySelector('.time')?.textContent} ${feed.playhead}`;
  });

const levelOf = ({ page }: Screen): Promise<string | undefined> =>
  page.evaluate(() => document.documentElement.dataset['level']);

async function isFresh(screen: Screen): Promise<void> {
  await eventually('figures are fresh', async () => (await levelOf(screen)) === 'fresh', PATIENCE_MS);
}

/** Time passes for everybody; the screens first, for a message may come late, but not before it was sent. */
async function advance(ms: number): Promise<void> {
  await Promise.all([left, right].map(({ context }) => context.clock.fastForward(ms)));
  now += ms;
}

/** Likewise, while they live: who is told nothing while seconds jump by takes it for silence. */
async function pass(ms: number): Promise<void> {
  for (const screen of [left, right]) if (!screen.isCut) await isFresh(screen);
  await advance(ms);
}

const turnNow = (): number => (now / INTERVAL_MS) % PAGES.length;

const shownNow = async (): Promise<string[]> => [await shownOn(left), await shownOn(right)];

const expectedNow = (): string[] => [LEFT, RIGHT].map(({ turns }) => turns[Math.floor(turnNow())]!);

/** Turns in which the left screen and the right one show whether they know: in the others each page has its own. */
const TELLING_TURNS = [0, 1];

/** What can't be filled has its place until its figures have come and say so; then on to the next turn. */
async function knowsWhatIsLeftOut(): Promise<void> {
  const told = new Set<number>();
  await eventually(
    'both know what they leave out',
    async () => {
      await pass(LIMITS.heartbeatMs);
      if ((await shownNow()).join() === expectedNow().join()) told.add(Math.floor(turnNow()));
      return TELLING_TURNS.every((turn) => told.has(turn));
    },
    PATIENCE_MS,
  );
  await toNextTurn();
}

const toNextTurn = (): Promise<void> => pass(INTERVAL_MS - (now % INTERVAL_MS));

/** Lives through turns from the first moment of one on, and looks at what is shown in their first and last. */
async function liveTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    expect(await shownNow(), `first moment of turn ${turnNow()}`).toEqual(expectedNow());
    // In two, for seconds in which nothing comes would be silence.
    await pass(INTERVAL_MS / 2);
    await pass(INTERVAL_MS / 2 - 1);
    expect(await shownNow(), `last moment of turn ${turnNow()}`).toEqual(expectedNow());
    await pass(1);
  }
}

/** Each goes by what it was told, and by the server's tick. */
async function showSameInstant(): Promise<string> {
  return eventually(
    'both show the same instant',
    async () => {
      const [one, other] = [await clockOn(left), await clockOn(right)];
      return one === other && one;
    },
    PATIENCE_MS,
  );
}

describe('two screens with different pages of one timeline', { timeout: 4 * PATIENCE_MS }, () => {
  it('turn them at the same moment and never show the same, though each leaves out another', async () => {
    for (const [turn, page] of LEFT.turns.entries()) expect(RIGHT.turns[turn]).not.toBe(page);
    await liveTurns(PAGES.length);
  });

  it('show the same instant of the timeline, which goes on', async () => {
    const before = await showSameInstant();
    await pass(LIMITS.heartbeatMs);
    await eventually('the clock has gone on', async () => (await clockOn(left)) !== before, PATIENCE_MS);
    await showSameInstant();
  });

  it('are in step again as soon as one of them has been loaded anew', async () => {
    await right.page.reload();
    await knowsWhatIsLeftOut();
    await showSameInstant();
    await liveTurns(1);
  });

  it('stay in step while one is cut off, and show the same instant as soon as it is back', async () => {
    right.isCut = true;
    await liveTurns(3);
    expect(await levelOf(right)).not.toBe('fresh');
    expect(await clockOn(right)).not.toBe(await clockOn(left));
    right.isCut = false;
    await Promise.all([...right.wires].map((wire) => wire.close()));
    await eventually(
      'it is back',
      async () => {
        await advance(LIMITS.tickMs);
        return (await levelOf(right)) === 'fresh';
      },
      PATIENCE_MS,
    );
    await toNextTurn();
    await showSameInstant();
    await liveTurns(1);
  });
});
