import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createRecordRows, HAS_KEY, KEY_WORDS } from '../../server/records/record-rows.js';
import { LIVE_DEFAULTS } from '../../server/timelines/live/live-settings.js';
import { LiveStore } from '../../server/timelines/live/live-store.js';

/**
 * A store whose records are all due to be summed up; tells how long a timer of this process, as ticks are, had to wait while
 * it did that, and while it did nothing for as long.
 */
const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const BATCH = 16_384;
const PARTNERS = 200;
const COMMODITIES = 1_000;
/** Days over which the records' times are spread. */
const SPAN_DAYS = 30;
const batches = Math.ceil(Number(process.argv[2]) / BATCH);

const rows = createRecordRows(BATCH);
let draws = 1;
/** A whole number below `end`, the same in every run. */
function draw(end: number): number {
  draws = (Math.imul(draws, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((draws / 2 ** 32) * end);
}

function fill({ dictionaries }: LiveStore, now: number): void {
  rows.length = BATCH;
  rows.records.fill(1);
  rows.flags.fill(HAS_KEY);
  for (let row = 0; row < BATCH; row++) {
    rows.time[row] = now - draw(SPAN_DAYS) * DAY - draw(DAY);
    rows.flow[row] = draw(2);
    rows.partner[row] = dictionaries.partner.intern(`P${draw(PARTNERS)}`);
    rows.commodity[row] = dictionaries.commodity.intern(`C${draw(COMMODITIES)}`);
    rows.value[row] = draw(1_000_000);
    rows.netKg[row] = draw(1_000_000);
    for (let word = 0; word < KEY_WORDS; word++) rows.key[row * KEY_WORDS + word] = draw(2 ** 32);
  }
}

async function measure(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-bench-'));
  let now = START;
  const store = await LiveStore.open({ ...LIVE_DEFAULTS, folder, flushMs: 0 }, () => now);
  const maintain = async (): Promise<void> => {
    now += LIVE_DEFAULTS.keepMs + DAY;
    // The first completes the segment under way, and with the second that is due, too.
    await store.maintain();
    await store.maintain();
  };
  const waits: number[] = [];
  let took = 0;
  // The second time there are sums already, which the new ones are added to.
  for (let time = 0; time < 2; time++) {
    for (let batch = 0; batch < batches; batch++) {
      fill(store, now);
      await store.take(rows, () => undefined).durable;
    }
    const start = performance.now();
    waits.push(await longestWait(maintain));
    took += performance.now() - start;
  }
  const idle = await longestWait(() => new Promise((resolve) => setTimeout(resolve, took)));
  await store.close();
  rmSync(folder, { recursive: true });
  return { wait: Math.max(...waits), idle, took };
}

/** The longest that a timer had to wait while this was done, ms. */
async function longestWait(work: () => Promise<void>): Promise<number> {
  globalThis.gc!();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

process.on('message', () => void measure().then((answer) => process.send!(answer)));
process.send!('ready');
