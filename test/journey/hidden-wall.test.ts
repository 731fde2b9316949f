import type { Browser, Page, WebSocket } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { probeCharts } from '../support/wall-probe.js';

/** A plot with its lines and axes has far more painted pixels than one that only has axes. */
const PAINTED_PIXELS = 5_000;

describe('a wall that nobody can see', () => {
  let server: ServedCommand;
  let browser: Browser;
  let page: Page;
  const sockets: WebSocket[] = [];
  let frames = 0;
  const subscribed: string[][] = [];

  beforeAll(async () => {
    server = await serveCommand('--port', '0', '--speed', '86400');
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    page.on('websocket', (socket) => {
      sockets.push(socket);
      const asked: string[] = [];
      subscribed.push(asked);
      socket.on('framereceived', () => frames++);
      socket.on('framesent', ({ payload }) => {
        if (payload.includes('"subscribe"')) asked.push(payload.toString());
      });
    });
    await page.addInitScript(countPaints);
    await page.addInitScript(noteWakeLocks);
    await page.goto(`${server.url}wall`);
    await eventually('the charts are painted', async () => {
      const charts = await probeCharts(page);
      return charts.length >= 2 && charts.every(({ painted }) => painted > PAINTED_PIXELS);
    });
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('paints nothing, whatever comes', async () => {
    await page.clock.install();
    await setHidden(page, true);
    const [paintsBefore, framesBefore] = [await paintsOf(page), frames];
    await eventually('five more frames have come', () => frames >= framesBefore + 5);
    expect(await paintsOf(page)).toBe(paintsBefore);
  });

  it('lets its socket go after ten seconds, and opens none', async () => {
    await page.clock.fastForward(10_000);
    await eventually('the socket is closed', () => sockets[0]!.isClosed());
    await page.clock.fastForward(3_600_000);
    expect(sockets).toHaveLength(1);
    expect(frames).toBeGreaterThan(0);
  });

  it('asks for each view once, from where it was, when it is seen again', async () => {
    const paintsBefore = await paintsOf(page);
    await setHidden(page, false);
    await eventually('the charts are live again', async () =>
      (await probeCharts(page)).every(({ state }) => state === 'live'),
    );
    await eventually('they are painted', async () => (await paintsOf(page)) > paintsBefore);
    expect(sockets).toHaveLength(2);
    expect(subscribed[1]!.length).toBe(new Set(subscribed[1]).size);
    const charts = subscribed[1]!.filter((message) => message.includes('"last":365'));
    expect(charts).toHaveLength(2);
    expect(charts.every((message) => message.includes('"resume"'))).toBe(true);
  });

  it('has the screen stay on while it is seen, which it asks for anew each time', async () => {
    expect(await wakeLocksOf(page)).toEqual(['screen', 'screen']);
    await setHidden(page, true);
    expect(await wakeLocksOf(page)).toHaveLength(2);
    await setHidden(page, false);
    expect(await wakeLocksOf(page)).toHaveLength(3);
  });
});

/** Runs in the page: a plot is cleared once in each of its paints. */
function countPaints(): void {
  const clear = Object.getOwnPropertyDescriptor(CanvasRenderingContext2D.prototype, 'clearRect')!
    .value as typeof CanvasRenderingContext2D.prototype.clearRect;
  Object.assign(globalThis, { paints: 0 });
  CanvasRenderingContext2D.prototype.clearRect = function (...rectangle) {
    if (this.canvas.isConnected) (globalThis as unknown as { paints: number }).paints++;
    clear.call(this, ...rectangle);
  };
}

function paintsOf(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as unknown as { paints: number }).paints);
}

/** Runs in the page: the browser is asked all the same. */
function noteWakeLocks(): void {
  const asked: unknown[] = [];
  Object.assign(globalThis, { wakeLocks: asked });
  const request = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = (type) => {
    asked.push(type);
    return request(type);
  };
}

function wakeLocksOf(page: Page): Promise<unknown[]> {
  return page.evaluate(() => (globalThis as unknown as { wakeLocks: unknown[] }).wakeLocks);
}

/** Headless pages are never hidden; a page that is has no frames, so a paint would come of something else. */
async function setHidden(page: Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    const state = hidden ? 'hidden' : 'visible';
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}
