import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { median, type BenchLine } from './bench-line.js';
import { launchBrowser } from './browser.js';
import { measurePage } from './page-usage.js';
import { peerFile } from './peers.js';
import { serveScript, serveWall, type Served } from './served.js';

const ROUNDS = 7;
/** Until memory is read: what starting took has been collected where it is collected at all. */
const REST_MS = 5_000;

interface StartRound {
  readonly paintedMs: number;
  readonly serverCpuMs: number;
  readonly pageCpuMs: number;
  readonly residentMb: number;
}

/** From the start of the server's process to the first chart on the wall, in a browser that is up already. */
export async function measureStart(): Promise<readonly BenchLine[]> {
  const browser = await launchBrowser();
  const ours: StartRound[] = [];
  const floor: StartRound[] = [];
  const resting: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await measureRound(browser, serveWall, 'wall'));
      floor.push(await measureRound(browser, () => serveScript(peerFile('blank-page.mjs')), ''));
      resting.push(await measureRest());
    }
  } finally {
    await browser.close();
  }
  const middle = (figure: (round: StartRound) => number): number => Math.round(median(ours.map(figure)));
  return [
    {
      what: 'Process start to the first painted chart of the wall, browser warm, 1920×1080',
      unit: 'ms',
      contestants: [
        { name: 'Tradewall', rounds: ours.map(({ paintedMs }) => paintedMs) },
        {
          name: 'an empty Node server and a page of one rectangle',
          rounds: floor.map(({ paintedMs }) => paintedMs),
        },
      ],
      goals: [{ atMost: 1_500 }],
      notes: [
        `wall clock, so what else the machine does is in it; of CPU our server’s main thread took ${middle((round) => round.serverCpuMs)} ms and the page’s ${middle((round) => round.pageCpuMs)} ms`,
      ],
    },
    {
      what: `Memory of the server, ${REST_MS / 1_000} s after its start`,
      unit: 'MB',
      contestants: [
        { name: 'Tradewall at rest', rounds: resting },
        { name: 'Tradewall while a wall is shown', rounds: ours.map(({ residentMb }) => residentMb) },
        { name: 'an empty Node server', rounds: floor.map(({ residentMb }) => residentMb) },
      ],
      goals: [{ atMost: 120 }],
      notes: ['resident set; at rest: simulated timeline ready, nobody watches'],
    },
  ];
}

async function measureRest(): Promise<number> {
  const served = await serveWall();
  await pause(REST_MS);
  const residentMb = served.residentMb();
  await served.stop();
  return residentMb;
}

async function measureRound(
  browser: Browser,
  serve: () => Promise<Served>,
  path: string,
): Promise<StartRound> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const read = await measurePage(page);
  const [startedAt, before] = [performance.now(), await read()];
  const served = await serve();
  try {
    await page.goto(served.url + path, { waitUntil: 'commit' });
    await firstPaint(page);
    const paintedMs = performance.now() - startedAt;
    const serverCpuMs = served.mainThreadMs();
    const pageCpuMs = (await read()).total - before.total;
    await pause(REST_MS - Math.min(REST_MS, paintedMs));
    return { paintedMs, serverCpuMs, pageCpuMs, residentMb: served.residentMb() };
  } finally {
    await page.close();
    await served.stop();
  }
}

/** Waits, by the page's own frames, until a canvas has a pixel that is not transparent; shadow roots are looked into. */
async function firstPaint(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const canvasesIn = (root: Document | ShadowRoot): HTMLCanvasElement[] =>
        [...root.querySelectorAll('*')].flatMap((element) =>
          element instanceof HTMLCanvasElement
            ? [element]
            : element.shadowRoot === null
              ? []
              : canvasesIn(element.shadowRoot),
        );
      return canvasesIn(document).some((canvas) => {
        const pixels =
          canvas.width > 0 && canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
        return (
          pixels !== undefined &&
          pixels !== false &&
          pixels.data.some((value, at) => at % 4 === 3 && value > 0)
        );
      });
    },
    null,
    { polling: 'raf', timeout: 60_000 },
  );
}
