import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseView } from '../../../../protocol/view.js';
import type { Cell } from '../../../../protocol/server-messages.js';
import { LIVE_DEFAULTS, type LiveSettings } from '../../../../server/timelines/live/live-settings.js';
import { LiveTimeline } from '../../../../server/live-timeline.js';
import { createRandom } from '../../../support/random.js';
import { randomRecord, type SentRecord } from '../../../support/record-lines.js';
import { sendRecords } from '../../../support/send-records.js';
import { tempFolders } from '../../../support/temp-folder.js';

const NOW = Date.UTC(2026, 0, 5, 8);
const DAY = 86_400_000;
const tempFolder = tempFolders();

let settings: LiveSettings;
let now: number;
let live: LiveTimeline;

const reopen = async (): Promise<void> => {
  live = await LiveTimeline.load(settings, () => now);
};
const close = (): Promise<void> => live.store.close();
const send = (...records: SentRecord[]) => sendRecords(live.store, records);

beforeEach(async () => {
  now = NOW;
  settings = { ...LIVE_DEFAULTS, folder: tempFolder(), flushMs: 0 };
  await reopen();
});
afterEach(close);

function record(fields: SentRecord = {}): SentRecord {
  return {
    id: 'a',
    time: new Date(NOW - 60_000).toISOString(),
    flow: 'export',
    partner: 'USA',
    commodity: '850440',
    netKg: 1_000,
    value: '5000.01',
    currency: 'CNY',
    ...fields,
  };
}

async function totals(by: readonly string[] = [], bucket = 'all'): Promise<Cell[][]> {
  const view = parseView({
    timeline: 'live',
    measures: ['records', 'value', 'tonnage'],
    by,
    bucket,
    last: 10,
  });
  return (await live.timeline.query(view)).rows.map((row) => row.slice(1));
}

const segments = (): string[] =>
  readdirSync(settings.folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => join(settings.folder, name));

describe('ids', () => {
  it('are as many as may be: what comes then is refused until the oldest are forgotten, also after a restart', async () => {
    await close();
    settings = { ...settings, maxIds: 3 };
    await reopen();
    const three = ['a', 'b', 'c'].map((id) => record({ id }));
    expect(await send(...three)).toMatchObject({ accepted: 3 });
    const refused = { problem: { code: 'too-many-ids', field: 'id' }, message: /--max-ids/ };
    await expect(send(record({ id: 'd' }))).rejects.toMatchObject({ problem: refused.problem });
    await expect(send(record({ id: 'a' }))).rejects.toThrow(refused.message);
    await close();
    await reopen();
    await expect(send(record({ id: 'd' }))).rejects.toThrow(refused.message);
    expect(await totals()).toEqual([[3, 15_000.03, 3]]);
    expect(live.store.load).toMatchObject({ ids: 3, maxIds: 3 });
    now += 9 * DAY;
    expect(await send(record({ id: 'd' }))).toMatchObject({ accepted: 1 });
    expect(live.store.load.ids).toBe(1);
  });
});

describe('a record that is sent', () => {
  it('counts once however often it comes, and is there after a restart', async () => {
    expect(await send(record(), record())).toEqual({ accepted: 1, duplicates: 1, rejected: [] });
    expect(await send(record({ value: 1 }))).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
    expect(await totals()).toEqual([[1, 5_000.01, 1]]);
    await close();
    await reopen();
    expect(await totals()).toEqual([[1, 5_000.01, 1]]);
    expect(await send(record())).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
    expect(await totals()).toEqual([[1, 5_000.01, 1]]);
  });

  it('without an id counts each time', async () => {
    const { id: _id, ...unnamed } = record();
    expect(await send(unnamed, unnamed)).toMatchObject({
      accepted: 2,
      duplicates: 0,
    });
    expect(await totals()).toEqual([[2, 10_000.02, 2]]);
  });

  it('is another one where its source is another', async () => {
    await send(record(), record({ source: 'other' }));
    expect(await totals()).toEqual([[2, 10_000.02, 2]]);
  });

  it('is known by its id for as long as is said, and no longer than that and a day', async () => {
    await send(record());
    now += 7 * DAY;
    expect(await send(record())).toMatchObject({ duplicates: 1 });
    await close();
    await reopen();
    expect(await send(record())).toMatchObject({ duplicates: 1 });
    now += 2 * DAY;
    expect(await send(record())).toMatchObject({ accepted: 1 });
  });

  it('waits in the future until its time has come', async () => {
    await send(record({ time: new Date(NOW + 60_000).toISOString() }));
    expect(await totals()).toEqual([]);
    now += 60_001;
    expect(await totals()).toEqual([[1, 5_000.01, 1]]);
    await close();
    now -= 60_001;
    await reopen();
    expect(await totals()).toEqual([]);
  });
});

describe('a revision', () => {
  it('counts in place of what it revises, in its new cells, and once', async () => {
    await send(record());
    const revised = record({ status: 'revised', partner: 'JPN', value: 7_000, netKg: 3_000 });
    expect(await send(revised, revised)).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await totals(['partner'])).toEqual([['JPN', 1, 7_000, 3]]);
    expect(await send(record())).toMatchObject({ duplicates: 1 });
    await close();
    await reopen();
    expect(await send(revised)).toMatchObject({ duplicates: 1 });
    expect(await totals(['partner'])).toEqual([['JPN', 1, 7_000, 3]]);
    await send(record({ status: 'revised', value: 8_000 }));
    expect(await totals(['partner'])).toEqual([['USA', 1, 8_000, 1]]);
  });

  it('that is numbered counts by its number, whatever the order', async () => {
    await send(record({ revision: 3, value: 3 }), record({ revision: 1, value: 1 }), record());
    expect(await totals()).toEqual([[1, 3, 1]]);
    await send(record({ revision: 2, value: 2 }), record({ revision: 4, value: 4 }));
    expect(await totals()).toEqual([[1, 4, 1]]);
  });

  it('withdraws a record, and may bring it back', async () => {
    await send(record(), record({ id: 'b', flow: 'import' }));
    const withdrawn = record({ status: 'withdrawn' });
    expect(await send(withdrawn, withdrawn)).toMatchObject({ accepted: 1, duplicates: 1 });
    expect(await totals(['flow'])).toEqual([['import', 1, 5_000.01, 1]]);
    await close();
    await reopen();
    expect(await send(withdrawn, record())).toMatchObject({ accepted: 0, duplicates: 2 });
    expect(await totals(['flow'])).toEqual([['import', 1, 5_000.01, 1]]);
    await send(record({ status: 'revised' }));
    expect(await totals([])).toEqual([[2, 10_000.02, 2]]);
  });

  it('that comes before what it revises counts, and that does not any more', async () => {
    await send(record({ status: 'withdrawn' }));
    expect(await send(record())).toMatchObject({ duplicates: 1 });
    expect(await totals()).toEqual([]);
  });

  it('of what may be counted and forgotten is refused', async () => {
    const old = record({ status: 'revised', time: new Date(NOW - 8 * DAY).toISOString() });
    expect(await send(old)).toMatchObject({ accepted: 0, rejected: [{ line: 1, code: 'unknown-record' }] });
  });

  it('within one body finds what came before it in that', async () => {
    await send(record(), record({ status: 'revised', value: 2 }), record({ status: 'revised', value: 3 }));
    expect(await totals()).toEqual([[1, 3, 1]]);
  });
});

describe('the log', () => {
  const random = createRandom(8);
  const many = (count: number, from = 0): SentRecord[] =>
    Array.from({ length: count }, (_, index) =>
      randomRecord(random, NOW - index * 1_000, `m${from + index}`),
    );

  it('loses what a crash cut off, all of it and nothing else, wherever it was cut', async () => {
    console.log(`seed ${random.seed}`);
    await send(...many(50));
    const before = await totals(['partner', 'flow']);
    const [segment] = segments();
    const whole = statSync(segment!).size;
    await send(...many(50, 50));
    await close();
    const bytes = readFileSync(segment!);
    for (let round = 0; round < 20; round++) {
      const kept = random.whole(whole, bytes.length - 1);
      writeFileSync(segment!, bytes.subarray(0, kept));
      // A disk may have written the end of a file before its middle.
      if (random.chance(0.5)) appendFileSync(segment!, Buffer.alloc(random.whole(1, 64)));
      await reopen();
      expect(await totals(['partner', 'flow']), `cut at ${kept}`).toEqual(before);
      expect(await send(...many(3, 1_000 + round * 10))).toMatchObject({ accepted: 3 });
      await close();
      for (const later of segments().slice(1)) truncateSync(later, 0);
    }
    await reopen();
  });

  it('that is damaged where records were acknowledged is not read as if they had never been', async () => {
    await send(...many(5));
    await send(...many(5, 5));
    await close();
    const [segment] = segments();
    const bytes = readFileSync(segment!);
    bytes[100] = bytes[100]! ^ 1;
    writeFileSync(segment!, bytes);
    await expect(reopen()).rejects.toMatchObject({
      problem: { code: 'store-damaged', message: expect.stringContaining('are damaged') as string },
    });
    bytes[100] = bytes[100] ^ 1;
    writeFileSync(segment!, bytes);
    await reopen();
  });

  it('is kept by one process at a time', async () => {
    await expect(LiveTimeline.load(settings, () => now)).rejects.toMatchObject({
      problem: { code: 'in-use' },
    });
  });

  it('tells its currency though it was asked for after records that have none', async () => {
    const { value: _value, currency: _currency, ...weighed } = record();
    await send(weighed);
    await close();
    settings = { ...settings, currency: 'CNY' };
    await reopen();
    await send(record({ id: 'b' }));
    await close();
    settings = { ...settings, currency: null };
    await reopen();
    expect(live.store.terms.currency).toBe('CNY');
    expect(await totals()).toEqual([[2, 5_000.01, 2]]);
  });

  it('shows no figure of the first currency with the decimals of another, also in the tick that it comes in', async () => {
    const view = parseView({ timeline: 'live', measures: ['value'], by: [], bucket: 'all' });
    const handle = await live.timeline.open(view);
    const served = live.beside(undefined);
    const shown = (): Cell[] => (handle.changesSince(0)?.rows ?? []).map((row) => row.at(-1)!);
    served.beforeTick();
    live.timeline.tick(1);
    await send(record({ value: 5_000, currency: 'JPY' }));
    const opened = live.timeline.open({ ...view, by: ['flow'] });
    for (let seq = 2; seq < 5; seq++) {
      now += 250;
      served.beforeTick();
      live.timeline.tick(seq);
      expect(shown().filter((value) => value !== 5_000)).toEqual([]);
      await new Promise(setImmediate);
    }
    expect(shown()).toEqual([5_000]);
    expect((await opened).changesSince(0)!.rows.map((row) => row.at(-1))).toEqual([5_000]);
  });

  it('keeps its currency: another one is refused', async () => {
    await send(record());
    await close();
    await expect(LiveTimeline.load({ ...settings, currency: 'USD' }, () => now)).rejects.toMatchObject({
      problem: { code: 'bad-request', message: expect.stringContaining('are in CNY, got USD') as string },
    });
    await reopen();
  });

  it('keeps its days: another local time is refused', async () => {
    await close();
    await expect(LiveTimeline.load({ ...settings, utcOffset: '+08:00' }, () => now)).rejects.toMatchObject({
      problem: { code: 'bad-request', field: '--utc-offset' },
    });
    await reopen();
  });
});
