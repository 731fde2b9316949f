import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TradeChart } from '../../../client/elements/trade-chart.js';
import type { ClockState, TimelineInfo } from '../../../protocol/timeline-info.js';
import { launchBrowser } from '../../support/browser.js';
import { startElementHost, type ElementHost } from '../../support/element-host.js';
import { eventually } from '../../support/eventually.js';
import { timelineInfo } from '../../support/feed-server.js';
import { figuresFor } from '../../support/figures.js';
import { inkOf } from '../../support/ink.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NOON = Date.UTC(2026, 10, 23, 12);
const CLOCK: ClockState = { time: NOON, watermark: NOON, speed: 1, state: 'playing', loop: false };

/** Of the light palette. */
const WARN = [138, 93, 0] as const;
const EXPORT_BLUE = [11, 98, 196] as const;

let browser: Browser;
let host: ElementHost;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  host = await startElementHost();
  host.csp = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data: blob:";
  host.feed.answer = (message) => figuresFor(message, NOON);
  page = await browser.newPage({ viewport: { width: 900, height: 700 } });
});

afterAll(async () => {
  await browser.close();
  await host.close();
});

async function open(chart: string, timeline: Partial<TimelineInfo> = {}): Promise<void> {
  host.feed.reset();
  host.feed.hello = { ...host.feed.hello, timelines: [timelineInfo({ clock: CLOCK, ...timeline })] };
  host.body = chart;
  await page.goto(host.url);
}

/** Exports the chart, and puts the PNG on a canvas on the page. */
async function exported(): Promise<{ type: string; width: number; height: number }> {
  const chart = page.locator('trade-chart');
  await eventually('the chart has figures', () =>
    chart.evaluate((element) => element.matches(':is(:state(live), :state(replaying))')),
  );
  return chart.evaluate(async (element) => {
    const blob = await (element as TradeChart).toPng();
    const image = await createImageBitmap(blob);
    const canvas = document.createElement('canvas');
    canvas.id = 'exported';
    [canvas.width, canvas.height] = [image.width, image.height];
    canvas.getContext('2d')!.drawImage(image, 0, 0);
    document.body.append(canvas);
    return { type: blob.type, width: image.width, height: image.height };
  });
}

describe('an exported chart', () => {
  it('has its lines, and above them the badge of invented figures', async () => {
    await open('<trade-chart type="line" by="flow" bucket="1d" last="60"></trade-chart>');
    const { type, height } = await exported();
    expect(type).toBe('image/png');
    const canvas = page.locator('#exported');
    const badge = await inkOf(canvas, WARN);
    expect(badge.count).toBeGreaterThan(200);
    expect(badge.meanY).toBeLessThan(height / 8);
    expect((await inkOf(canvas, EXPORT_BLUE)).count).toBeGreaterThan(100);
  });

  it('wears another badge where it shows a replay', async () => {
    await open('<trade-chart type="line" partner="USA" bucket="1d" last="60"></trade-chart>', {
      kind: 'replay',
    });
    const { height } = await exported();
    const canvas = page.locator('#exported');
    expect((await inkOf(canvas, WARN)).count).toBe(0);
    const badge = await inkOf(canvas, EXPORT_BLUE);
    expect(badge.count).toBeGreaterThan(200);
    expect(badge.meanY).toBeLessThan(height / 8);
  });

  it('makes room for a source that takes several lines', async () => {
    const chart = '<trade-chart bucket="1d" last="60"></trade-chart>';
    await open(chart);
    const short = await exported();
    await open(chart, { source: Array.from({ length: 40 }, () => 'a long name of a source').join(' ') });
    const long = await exported();
    expect(long.width).toBe(short.width);
    expect(long.height).toBeGreaterThan(short.height + 40);
  });

  it('can be had of a chart that has not been in sight yet', async () => {
    await page.setViewportSize({ width: 900, height: 200 });
    await open(`${'<p>above</p>'.repeat(50)}<trade-chart bucket="1d" last="60"></trade-chart>`);
    const chart = page.locator('trade-chart');
    await eventually('it has figures', () =>
      chart.evaluate((element) => element.matches(':is(:state(live), :state(replaying))')),
    );
    expect(await page.locator('trade-chart .plot canvas').count()).toBe(0);
    expect((await exported()).height).toBeGreaterThan(100);
    await page.setViewportSize({ width: 900, height: 700 });
  });

  it('is refused while there is nothing to see', async () => {
    await open('<trade-chart timeline="gone"></trade-chart>');
    await eventually('the element is there', () =>
      page.evaluate(() => customElements.get('trade-chart') !== undefined),
    );
    const refusal = await page
      .locator('trade-chart')
      .evaluate((element) => (element as TradeChart).toPng().catch((error: Error) => error.message));
    expect(refusal).toContain('nothing is drawn yet');
  });

  it('is saved by its button under a name that says what it is', async () => {
    await open('<trade-chart measure="value" bucket="1d" last="60" label="Value / day" save></trade-chart>');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save picture' }).press('Enter');
    const name = (await saving).suggestedFilename();
    expect(name).toMatch(/^Value - day · .* · as of .*2026.*\.png$/);
    await page.evaluate(AXE);
    const found = await page.evaluate(() =>
      (window as unknown as { axe: typeof import('axe-core') }).axe
        .run('trade-chart')
        .then(({ violations }) => violations),
    );
    expect(found.map(({ id }) => id)).toEqual([]);
  });

  it('has no such button unless it is asked for', async () => {
    await open('<trade-chart measure="value" bucket="1d" last="60"></trade-chart>');
    await eventually('the chart has figures', () =>
      page.locator('trade-chart').evaluate((element) => element.matches(':state(live)')),
    );
    expect(await page.getByRole('button', { name: 'Save picture' }).count()).toBe(0);
  });
});
