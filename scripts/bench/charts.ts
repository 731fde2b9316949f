import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { median, type BenchLine } from './bench-line.js';
import { launchBrowser } from './browser.js';
import { CHARTS, POINTS } from './charts-scene.js';
import { startChild } from './child.js';
import { measurePage } from './page-usage.js';
import { peerFile } from './peers.js';

const ROUNDS = 3;
const SETTLE_MS = 3_000;
const MEASURED_MS = 8_000;

const SCENE = `${CHARTS.length} charts × 2 × ${POINTS} points at 4 Hz, 1920×1080`;
const UPLOT = 'uPlot alone';

/** Ticks until a bucket closes, and the speed at which one of a minute does. */
const SCENES = [
  { what: 'every tick closes a bucket, so all lines move', closeEvery: 1, speed: 240, peers: true },
  {
    what: 'every fourth tick closes a bucket, as seconds do on a wall',
    closeEvery: 4,
    speed: 60,
    peers: false,
  },
] as const;

const PEERS = {
  [UPLOT]: 'uplot',
  'lightweight-charts': 'lightweight',
  'Chart.js': 'chartjs',
  ECharts: 'echarts',
};

interface ChartsRound {
  readonly msPerSecond: number;
  readonly scriptMsPerSecond: number;
  readonly longestMs: number;
}

/** Main-thread time of a page full of charts, ours with its feed and its elements, the peers with bare arrays. */
export async function measureCharts(): Promise<readonly BenchLine[]> {
  peerFile('charts');
  const lines: BenchLine[] = [];
  for (const scene of SCENES) lines.push(...(await measureScene(scene)));
  return lines;
}

async function measureScene({
  what,
  closeEvery,
  speed,
  peers,
}: (typeof SCENES)[number]): Promise<BenchLine[]> {
  const site = await startChild('charts-tradewall.js', [String(speed)]);
  const browser = await launchBrowser();
  const rounds = new Map<string, ChartsRound[]>();
  try {
    const others = Object.entries(PEERS).filter(([name]) => peers || name === UPLOT);
    const pages = [
      ['Tradewall', 'tradewall'],
      ...others.map(([name, path]) => [name, `peer/${path}`]),
    ] as const;
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, path] of pages) {
        const url = `http://127.0.0.1:${String(site.ready)}/${path}?close=${closeEvery}`;
        rounds.set(name, [...(rounds.get(name) ?? []), await measureRound(browser, url)]);
      }
  } finally {
    await browser.close();
    await site.stop();
  }
  return linesOf(what, rounds);
}

function linesOf(what: string, rounds: ReadonlyMap<string, readonly ChartsRound[]>): BenchLine[] {
  const ours = rounds.get('Tradewall')!;
  const contestants = (figure: (round: ChartsRound) => number): BenchLine['contestants'] =>
    [...rounds].map(([name, each]) => ({ name, rounds: each.map(figure) }));
  return [
    {
      what: `Main thread per second, ${SCENE}; ${what}`,
      unit: 'ms',
      contestants: contestants(({ msPerSecond }) => msPerSecond),
      goals: [{ peer: UPLOT, atMost: 0.6 }],
      notes: [
        'CPU time of the page’s main thread, drawing included, for there is no GPU; ours takes its figures from a feed and keeps legend and summary, the peers are given arrays',
        `${Math.round(median(ours.map(({ scriptMsPerSecond }) => scriptMsPerSecond)))} ms of ours are script`,
      ],
    },
    {
      what: `Longest task, ${SCENE}; ${what}`,
      unit: 'ms',
      contestants: contestants(({ longestMs }) => longestMs),
      goals: [{ atMost: 50 }],
      notes: ['by the wall clock, so what else the machine does is in it; 0 where none took 50 ms or more'],
    },
  ];
}

async function measureRound(browser: Browser, url: string): Promise<ChartsRound> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  try {
    await page.goto(url);
    await page.waitForFunction(allArePainted, CHARTS.length, { timeout: 60_000 });
    await pause(SETTLE_MS);
    const read = await measurePage(page);
    const longest = page.evaluate(longestTask, MEASURED_MS);
    const [before, startedAt] = [await read(), performance.now()];
    await pause(MEASURED_MS);
    const [after, seconds] = [await read(), (performance.now() - startedAt) / 1_000];
    return {
      msPerSecond: (after.total - before.total) / seconds,
      scriptMsPerSecond: (after.script - before.script) / seconds,
      longestMs: await longest,
    };
  } finally {
    await page.close();
  }
}

/** Runs in the page: whether every cell has a canvas. */
function allArePainted(count: number): boolean {
  const roots = [
    document,
    ...[...document.querySelectorAll('trade-chart')].map((chart) => chart.shadowRoot!),
  ];
  const cells = roots.flatMap((root) =>
    [...root.querySelectorAll('canvas')].filter(({ width }) => width > 0),
  );
  return cells.length >= count;
}

/** Runs in the page: milliseconds of the longest task within a time, of those that took 50 or more. */
function longestTask(withinMs: number): Promise<number> {
  return new Promise((resolve) => {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    setTimeout(() => {
      observer.disconnect();
      resolve(longest);
    }, withinMs);
  });
}
