import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TradeChart } from '../../client/elements/trade-chart.js';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';

const MONTHS = ['time,flow,value,currency', '2024-01,import,1000,USD', '2024-02,export,1200,USD'].join('\n');

let folder: string;
let server: ServedCommand;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradewall-both-'));
  const file = join(folder, 'months.csv');
  await writeFile(file, MONTHS);
  server = await serveCommand('--port', '0', '--live', '--store', join(folder, 'store'), file);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function send(value: number): Promise<void> {
  const record = { time: new Date().toISOString(), flow: 'export', partner: 'USA', commodity: '85' };
  const body = `${JSON.stringify({ ...record, value, currency: 'CNY' })}\n`;
  const response = await fetch(`${server.url}api/records`, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ accepted: 1 });
}

/** What the chart's figures are, and what they come to. */
function shownBy(page: Page): Promise<string> {
  return page.locator('trade-chart').evaluate((element) => {
    const figures = (element as TradeChart).figures;
    if (figures === null) return 'nothing';
    const { kind, currency } = figures.timeline;
    const [view] = figures.views;
    const column = view!.groups.length === 0 ? [] : [...view!.column('[]', 'value')!];
    const total = column.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
    return `${kind} ${currency} ${total}`;
  });
}

describe('a chart', () => {
  it('goes from a replay to live figures and back without a reload, over one socket', async () => {
    await send(700);
    const page = await browser.newPage();
    const sockets: string[] = [];
    let loads = 0;
    page.on('websocket', (socket) => sockets.push(socket.url()));
    page.on('load', () => loads++);
    const body =
      '<trade-source timeline="months" session="private" link="hash"><trade-transport></trade-transport><trade-chart measure="value" bucket="1mo" last="60"></trade-chart></trade-source>';
    await page.route('**/both', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="en"><script type="module" src="/embed.js"></script><body>${body}</body></html>`,
      }),
    );
    await page.goto(`${server.url}both`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.locator('trade-scrubber >> .track').focus();
    await page.keyboard.press('End');
    await eventually('it shows the replay', async () => (await shownBy(page)) === 'replay USD 2200');
    await page.getByRole('button', { name: 'Back to live' }).click();
    await eventually('it shows live figures', async () => (await shownBy(page)) === 'live CNY 700');
    await send(50);
    await eventually('they are live', async () => (await shownBy(page)) === 'live CNY 750');
    await page.locator('trade-source').evaluate((source) => source.setAttribute('timeline', 'months'));
    await page.locator('trade-scrubber >> .track').focus();
    await page.keyboard.press('End');
    await eventually('it shows the replay again', async () => (await shownBy(page)) === 'replay USD 2200');
    expect({ sockets: sockets.length, loads }).toEqual({ sockets: 1, loads: 1 });
  });
});
