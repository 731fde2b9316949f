import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { FrameOptions } from '../../client/elements/chart-frames.js';
import type { TradeChart } from '../../client/elements/trade-chart.js';
import { launchBrowser } from '../support/browser.js';
import { serveCommand, type ServedCommand } from '../support/command-line.js';
import { eventually } from '../support/eventually.js';

const MONTHS = 24;
const SAVE = 'Save pictures for a video';
const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2026, 0, 1);
/** Two years in two seconds, which is 60 pictures. */
const YEAR_A_SECOND = 31_557_600;

const RECORDS = [
  'time,flow,value,currency',
  ...Array.from({ length: MONTHS }, (_, index) => {
    const month = `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
    return `${month},import,${1_000 + 37 * index}.25,USD\n${month},export,${1_500 + 11 * index}.50,USD`;
  }),
].join('\n');

let folder: string;
let server: ServedCommand;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tradewall-export-'));
  const file = join(folder, 'months.csv');
  await writeFile(file, RECORDS);
  server = await serveCommand('--port', '0', '--speed', String(YEAR_A_SECOND), '--loop', file);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A browser of its own, showing the replay in a chart that can be saved. */
async function openChart(lang = 'en'): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const body =
    '<trade-source><trade-transport></trade-transport><trade-chart type="mirrored" bucket="1mo" last="24" id="months" tools></trade-chart><trade-video for="months"></trade-video></trade-source>';
  await page.route('**/export', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="${lang}"><script type="module" src="/embed.js"></script><body>${body}</body></html>`,
    }),
  );
  await page.goto(`${server.url.replace(/\/$/, '')}/export`);
  const chart = page.locator('trade-chart');
  await eventually('the chart has figures', () =>
    chart.evaluate((element) => Boolean((element as TradeChart).request)),
  );
  return page;
}

/** The pictures of a sequence as base64. */
function framesOf(page: Page, options: FrameOptions): Promise<string[]> {
  return page.locator('trade-chart').evaluate(async (element, asked) => {
    const frames: string[] = [];
    for await (const frame of (element as TradeChart).frames(asked)) {
      const bytes = new Uint8Array(await frame.arrayBuffer());
      frames.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
    }
    return frames;
  }, options);
}

const hashOf = (base64: string): string =>
  createHash('sha256').update(Buffer.from(base64, 'base64')).digest('hex');

/** Pixels that are not of the ground between two parts of a picture's height. */
function inkBetween(page: Page, base64: string, from: number, to: number): Promise<number> {
  return page.evaluate(
    async ([data, top, bottom]) => {
      const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes]));
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const rows = Math.floor((bottom - top) * height);
      const { data: pixels } = context.getImageData(0, Math.floor(top * height), width, rows);
      return pixels.filter((channel, at) => channel !== pixels[at % 4]).length;
    },
    [base64, from, to] as const,
  );
}

/** Width and height stand in the header of a PNG. */
function sizeOf(png: Buffer): [number, number] {
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return contentOf(await saving);
}

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

async function filesOf(archive: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(archive);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    files.set(entry.fileName, Buffer.concat(parts));
  }
  return files;
}

describe('pictures of a replay for a video', () => {
  const options = { from: FROM, to: TO, count: 5, width: 960, height: 540 };

  it('are the same bytes in another browser and whatever the clock does, all of one size', async () => {
    const [here, there] = await Promise.all([openChart(), openChart()]);
    const frames = await framesOf(here, options);
    await here.getByRole('button', { name: 'Pause' }).click();
    const others = await framesOf(there, options);
    expect(others.map(hashOf)).toEqual(frames.map(hashOf));
    expect(new Set(frames.map(hashOf)).size).toBe(5);
    expect(frames.map((frame) => sizeOf(Buffer.from(frame, 'base64')))).toEqual(frames.map(() => [960, 540]));
    expect(await here.locator('trade-chart').count()).toBe(1);
    const ink = (from: number, to: number): Promise<number> => inkBetween(here, frames[4]!, from, to);
    expect(await ink(0.03, 0.07), 'heading and badge').toBeGreaterThan(0);
    expect(await ink(0.92, 0.96), 'what the figures say of themselves').toBeGreaterThan(0);
    expect(await ink(0.98, 1), 'a margin').toBe(0);
    await here.getByRole('button', { name: 'Play', exact: true }).click();
  });

  it.each([
    [{ ...options, to: FROM }, 'to: expected an instant after from'],
    [{ ...options, count: 0 }, 'count: expected 1 to 5400 pictures, got 0'],
    [{ ...options, width: 961 }, 'width: expected an even number from 320 to 7680, got 961'],
  ])('are refused for %j', async (asked, problem) => {
    const page = await openChart();
    await expect(framesOf(page, asked)).rejects.toThrow(problem);
  });

  it('end with a reason where another dataset has come in place of the one they show', async () => {
    const page = await openChart();
    const chart = page.locator('#months');
    await chart.evaluate(async (element, asked) => {
      const frames = (element as TradeChart).frames(asked);
      Object.assign(element, { begun: frames });
      await frames.next();
    }, options);
    await writeFile(join(folder, 'months.csv'), RECORDS.replaceAll('2024-', '2023-'));
    await eventually('it is another dataset', () =>
      chart.evaluate((element) => (element as TradeChart).figures?.timeline.from === Date.UTC(2023, 0, 1)),
    );
    const ended = chart.evaluate((element) =>
      (element as TradeChart & { begun: AsyncGenerator<Blob> }).begun
        .next()
        .catch((error: Error) => error.message),
    );
    expect(await ended).toContain('has become');
    expect(await page.locator('trade-chart').count()).toBe(1);
    await writeFile(join(folder, 'months.csv'), RECORDS);
    await eventually('it is the first again', () =>
      chart.evaluate((element) => (element as TradeChart).figures?.timeline.from === Date.UTC(2024, 0, 1)),
    );
  });

  it('come as an archive, numbered as encoders take them, from a button', async () => {
    const page = await openChart();
    const files = await filesOf(await saved(page, SAVE));
    const names = Array.from({ length: 60 }, (_, index) => `frame-${String(index + 1).padStart(5, '0')}.png`);
    expect([...files.keys()]).toEqual([...names, 'frames.json']);
    expect(sizeOf(files.get('frame-00060.png')!)).toEqual([1920, 1080]);
    expect(JSON.parse(files.get('frames.json')!.toString())).toMatchObject({
      kind: 'replay',
      currency: 'USD',
      from: '2024-01-01T00:00:00.000Z',
      to: '2026-01-01T00:00:00.000Z',
      framesPerSecond: 30,
    });
  });

  it('can be stopped, and are not begun where there would be too many', async () => {
    const page = await openChart();
    await page.getByRole('button', { name: SAVE }).click();
    await page.getByRole('button', { name: /^Stop at \d+ of 60$/ }).click();
    await page.getByRole('button', { name: SAVE }).waitFor();
    await page.locator('trade-speed select').selectOption({ label: '1 day a second' });
    await eventually('the clock is slower', () =>
      page
        .locator('trade-chart')
        .evaluate((chart) => (chart as TradeChart).figures!.timeline.clock.speed === 86_400),
    );
    await page.getByRole('button', { name: SAVE }).click();
    const said = page.locator('trade-video').getByRole('status');
    await eventually('it says why', async () =>
      (await said.textContent())!.includes('21930 pictures, and 5400 are the most'),
    );
    await page.locator('trade-speed select').selectOption({ label: '1 year a second' });
  });
});

describe('figures of a replay', () => {
  it('are saved as CSV and as JSON from buttons at the chart, each with what it is', async () => {
    const page = await openChart();
    await page.getByRole('button', { name: 'Pause' }).click();
    const csv = (await saved(page, 'Save as CSV')).toString();
    const [header, first] = csv.split('\r\n');
    expect(header).toBe('bucket,value.export,value.import,status,kind,timeline,currency,valuation,asOf');
    expect(first).toContain('REPLAY,months,USD');
    const json = JSON.parse((await saved(page, 'Save as JSON')).toString()) as { rows: unknown[] };
    expect(json).toMatchObject({ kind: 'snapshot', timeline: { name: 'months', currency: 'USD' } });
    expect(json.rows).toHaveLength(csv.trimEnd().split('\r\n').length - 1);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
  });
});
