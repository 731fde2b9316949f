import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketEnd } from '../../protocol/buckets.js';
import type { Update } from '../../protocol/server-messages.js';
import type { ViewExport } from '../../protocol/view-export.js';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';
import { messageReader } from '../support/message-reader.js';
import { probeCharts } from '../support/wall-probe.js';

const BEIJING = 8 * 3_600_000;

/** A plot with its lines and axes has far more painted pixels than one that only has axes. */
const PAINTED_PIXELS = 5_000;

describe('a wall on the simulated timeline', () => {
  let server: ServedCommand;
  let browser: Browser;
  let page: Page;
  const updates: Update[] = [];

  beforeAll(async () => {
    server = await serveCommand('--port', '0', '--speed', '86400');
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    page.on('websocket', (socket) => {
      const read = messageReader();
      socket.on('framereceived', ({ payload }) => {
        const message = read(payload);
        if (message.type === 'update') updates.push(message);
      });
    });
    await page.goto(`${server.url}wall`);
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });

  it('paints charts that move with the feed, under the badge SIMULATED', async () => {
    const [first] = await eventually('both charts are painted', async () => {
      const charts = await probeCharts(page);
      return charts.length >= 2 && charts.every(({ painted }) => painted > PAINTED_PIXELS) && charts;
    });
    await eventually(
      'the first chart has moved',
      async () => (await probeCharts(page))[0]!.hash !== first!.hash,
    );
    await page.getByText('SIMULATED').first().waitFor();
  });

  it('opens one socket for all its elements and gets all their views in one frame', () => {
    const snapshot = updates.find((update) => Object.keys(update.views).length > 3);
    expect(snapshot).toBeDefined();
    expect(new Set(updates.map(({ resume }) => resume.split('.')[0])).size).toBe(1);
    expect(updates.every((update, index) => index === 0 || update.from === updates[index - 1]!.seq)).toBe(
      true,
    );
  });

  it('says so when the server is gone', async () => {
    await server.stop('SIGKILL');
    await eventually('the charts know', async () =>
      (await probeCharts(page)).every(({ state }) => state === 'stale' || state === 'offline'),
    );
  });

  it('goes on without a gap when the server is back, with the cells that the server has', async () => {
    updates.length = 0;
    server = await serveCommand('--port', String(server.port), '--speed', '86400');
    await eventually('the charts are live again', async () =>
      (await probeCharts(page)).every(({ state }) => state === 'live'),
    );
    const restarted = (): boolean =>
      updates.some(({ views }) => Object.values(views).some(({ reason }) => reason === 'restarted'));
    await eventually('a snapshot says that the server was restarted', restarted);
    await eventually(
      'the chart holds a year of days',
      async () => (await probeCharts(page))[0]!.times.length === 365,
    );
    const [chart] = await probeCharts(page);
    const query = 'timeline=simulated&measures=value&by=flow&bucket=1d&last=366';
    const asOf = new Date(bucketEnd('1d', chart!.times.at(-1)!, BEIJING) - 1).toISOString();
    const view = (await (await fetch(`${server.url}api/view?${query}&at=${asOf}`)).json()) as ViewExport;
    // The newest day is still open on the page.
    const closed = chart!.times.slice(0, -1);
    for (const flow of ['import', 'export']) {
      const cells = new Map(view.rows.filter((row) => row[1] === flow).map((row) => [row[0], row[2]]));
      expect(chart!.columns[flow]!.slice(0, -1)).toEqual(closed.map((day) => cells.get(day)));
    }
  });
});
