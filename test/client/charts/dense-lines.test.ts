import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.js';
import { bundledScript } from '../../support/bundled-script.js';
import type { PlotFigures, PlotsInPage } from '../../support/plots-in-page.js';
import { createRandom, type Random } from '../../support/random.js';

const MINUTE = 60_000;
const POINTS = 3_600;
const START = Date.UTC(2026, 10, 23, 12);

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.setContent('<!doctype html><body></body>');
  await page.addScriptTag({ content: await bundledScript('plots-in-page.ts') });
});

afterAll(async () => {
  await browser.close();
});

describe('dense lines', () => {
  it.each([
    ['as lines', { fill: 0 }],
    ['as areas', { fill: 0.6 }],
    ['in place of bars', { fill: 0.6, shape: 'bars' }],
  ] as const)(
    'have ink wherever one through each single point has it, and nowhere else, %s',
    async (_, look) => {
      const figures = { ...noise(createRandom(3)), dash: [], ...look };
      const { ink, missing, added } = await page.evaluate(
        (shown) =>
          (globalThis as unknown as { plotsInPage: PlotsInPage }).plotsInPage.inkBesideEachPoint(shown),
        figures,
      );
      expect(ink).toBeGreaterThan(5_000);
      // The first column is left to those that are on their way out.
      expect(missing).toBeLessThan(20);
      expect(added).toBe(0);
    },
  );

  it.each([1, 2, 3])('live on to what a new plot would show, round %d', async (round) => {
    const random = createRandom(round);
    const states = [noise(random)];
    while (states.length < 25) states.push(changed(states.at(-1)!, random));
    const differences = await page.evaluate(
      (shown) =>
        (globalThis as unknown as { plotsInPage: PlotsInPage }).plotsInPage.differencesToFreshPlots(shown),
      states,
    );
    expect(differences, `seed ${random.seed}`).toEqual(states.map(() => 0));
  });
});

function noise(random: Random): PlotFigures {
  const line = (): number[] => {
    const level = random.next();
    return Array.from({ length: POINTS }, (_, at) => pointOf(random, level, at));
  };
  return {
    times: Array.from({ length: POINTS }, (_, at) => START + at * MINUTE),
    lines: [line(), line()],
    closedBuckets: POINTS,
    dash: [7, 4],
    fill: random.pick([0, 0.2]),
    yRange: { min: 0, max: 1.3 },
  };
}

/** A wave with noise on it, and a rare peak. */
function pointOf(random: Random, level: number, at: number): number {
  if (random.chance(0.002)) return 1.2;
  return 0.2 + 0.2 * Math.sin(at / 200) + 0.3 * level * random.next();
}

/** What a tick, a late record, a gap or another range may make of it. */
function changed(state: PlotFigures, random: Random): PlotFigures {
  const slide = random.pick([0, 1, 1, 1, 5, 40, 700]);
  const times = state.times.map((time) => time + slide * MINUTE);
  const lines = state.lines.map((line) => {
    const next = [...line.slice(slide), ...Array.from({ length: slide }, () => random.next())];
    next[POINTS - 1] = random.next();
    if (random.chance(0.3)) next[random.whole(0, POINTS - 1)] = random.next();
    if (random.chance(0.1)) next.fill(null, random.whole(0, POINTS), random.whole(0, POINTS));
    return next;
  });
  const yRange = random.chance(0.1) ? { min: 0, max: 1.3 + random.next() } : state.yRange;
  return { ...state, times, lines, yRange };
}

/** The chart layer with what a test calls on it, for a page. */
