import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { LIMITS } from '../../protocol/limits.js';
import type { BenchLine } from './bench-line.js';
import { launchBrowser } from './browser.js';
import { serveWall } from './served.js';

const ROUNDS = 3;
const RECORDS = 100;
/** Records are sent at any phase of the tick. */
const PAUSES_MS = [50, 450] as const;

/** When a paint had been brought to the screen, and how many records its figures counted. */
interface Paint {
  readonly at: number;
  readonly records: number;
}

interface SentRecord {
  readonly sentAt: number;
  readonly acceptedAt: number;
}

/** From the acknowledgement of a record, which is on disk then, until a chart in a browser shows it. */
export async function measurePainted(): Promise<BenchLine> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  const served = await serveWall('--live', '--currency', 'CNY', '--store', folder);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await openChart(page, served.url);
    const rounds: SentRecord[][] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await sendRecords(served.url));
    await page.waitForFunction(isAllPainted, ROUNDS * RECORDS);
    const paints = await page.evaluate(() => (globalThis as unknown as { paints: Paint[] }).paints);
    return lineOf(rounds, paints);
  } finally {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true });
  }
}

function lineOf(rounds: readonly (readonly SentRecord[])[], paints: readonly Paint[]): BenchLine {
  const shownAt = (number: number): number => paints.find(({ records }) => records >= number)!.at;
  const delays = (from: (record: SentRecord) => number): number[][] =>
    rounds.map((round, index) =>
      round.map((record, place) => shownAt(index * RECORDS + place + 1) - from(record)),
    );
  const sinceSent = delays(({ sentAt }) => sentAt).map(p99);
  return {
    what: 'Record accepted until its pixel is painted, p99',
    unit: 'ms',
    contestants: [{ name: 'Tradewall', rounds: delays(({ acceptedAt }) => acceptedAt).map(p99) }],
    goals: [{ atMost: LIMITS.tickMs + 50 }],
    notes: [
      `${RECORDS} records a round, one POST each, at any phase of the tick of ${LIMITS.tickMs} ms; from the answer, which comes when the record is on disk, until the frame with the figure in it is done in the page`,
      `from when a record was sent: ${sinceSent.map(Math.round).join(', ')} ms`,
      'by the wall clock, so what else the machine does is in it',
    ],
  };
}

function p99(delays: readonly number[]): number {
  const sorted = [...delays].sort((a, b) => a - b);
  return sorted[Math.ceil(0.99 * sorted.length) - 1]!;
}

async function sendRecords(url: string): Promise<SentRecord[]> {
  const [shortest, longest] = PAUSES_MS;
  const sent: SentRecord[] = [];
  while (sent.length < RECORDS) {
    await pause(shortest + Math.random() * (longest - shortest));
    sent.push(await sendRecord(url));
  }
  return sent;
}

async function sendRecord(url: string): Promise<SentRecord> {
  const record = {
    time: new Date().toISOString(),
    flow: 'export',
    partner: 'USA',
    commodity: '850440',
    value: 5_000,
    currency: 'CNY',
  };
  const sentAt = Date.now();
  const response = await fetch(`${url}api/records`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: JSON.stringify(record),
  });
  const { accepted } = (await response.json()) as { accepted: number };
  if (accepted !== 1) throw new Error(`a record was not accepted: ${response.status}`);
  return { sentAt, acceptedAt: Date.now() };
}

/** A page of one chart that counts the records of the last hour, and notes each of its paints. */
async function openChart(page: Page, url: string): Promise<void> {
  const body = `<!doctype html><script type="module" src="${url}embed.js"></script>
    <trade-chart timeline="live" measure="records" by="" bucket="1m" last="60"></trade-chart>`;
  await page.route(`${url}painted`, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.addInitScript(notePaints);
  await page.goto(`${url}painted`);
  await sendRecord(url);
  await page.waitForFunction(isAllPainted, 1);
  await page.evaluate(() => Object.assign(globalThis, { paints: [], counted: 1 }));
}

/** Runs in the page: a paint begins when a plot is cleared, and is on its way to the screen after that frame's task. */
function notePaints(): void {
  const page = Object.assign(globalThis, { paints: [] as Paint[], counted: 0 });
  const prototype = CanvasRenderingContext2D.prototype;
  const clear = Object.getOwnPropertyDescriptor(prototype, 'clearRect')!.value as typeof prototype.clearRect;
  prototype.clearRect = function (...rectangle) {
    clear.call(this, ...rectangle);
    if (!this.canvas.isConnected) return;
    const { feed } = document.querySelector('trade-chart') as unknown as {
      feed: { data: { column(key: string, measure: string): Float64Array | undefined } | null };
    };
    const column = feed.data?.column('[]', 'records') ?? new Float64Array();
    const records = column.reduce((sum, cell) => sum + (Number.isNaN(cell) ? 0 : cell), 0) - page.counted;
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => page.paints.push({ at: Date.now(), records }));
    port1.start();
    port2.postMessage(null);
  };
}

/** Runs in the page. */
function isAllPainted(records: number): boolean {
  const { paints } = globalThis as unknown as { paints: Paint[] };
  return paints.some((paint) => paint.records >= records);
}
