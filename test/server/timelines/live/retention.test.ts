import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseView, type ViewRequest } from '../../../../protocol/view.js';
import type { Cell } from '../../../../protocol/server-messages.js';
import { LiveTimeline } from '../../../../server/live-timeline.js';
import { sentRecords } from '../../../../server/recording/sent-records.js';
import { LIVE_DEFAULTS, type LiveSettings } from '../../../../server/timelines/live/live-settings.js';
import { createRandom } from '../../../support/random.js';
import { randomRecord, type SentRecord } from '../../../support/record-lines.js';
import { sendRecords } from '../../../support/send-records.js';
import { tempFolders } from '../../../support/temp-folder.js';

const START = Date.UTC(2026, 0, 5, 8);
const DAY = 86_400_000;
const tempFolder = tempFolders();
const random = createRandom(12);

let settings: LiveSettings;
let now: number;
let live: LiveTimeline;

const reopen = async (): Promise<void> => {
  live = await LiveTimeline.load(settings, () => now);
};

beforeEach(async () => {
  now = START;
  settings = {
    ...LIVE_DEFAULTS,
    folder: tempFolder(),
    flushMs: 0,
    utcOffset: '+08:00',
    idWindowMs: 2 * DAY,
    keepMs: 3 * DAY,
  };
  await reopen();
});
afterEach(() => live.store.close());

/** Views of days and longer: sums by the day come to the same for them. */
const VIEWS: ViewRequest[] = [
  {
    timeline: 'live',
    measures: ['records', 'value', 'tonnage', 'unitValue', 'weightShare'],
    by: ['flow'],
    bucket: '1d',
    last: 400,
  },
  {
    timeline: 'live',
    measures: ['records', 'value', 'tonnage'],
    by: ['partner', 'commodity'],
    bucket: '1mo',
    last: 12,
  },
  {
    timeline: 'live',
    measures: ['records', 'value'],
    by: ['port'],
    bucket: 'all',
    where: { transport: ['sea'] },
  },
];

async function shown(): Promise<Cell[][][]> {
  const sort = (rows: Cell[][]): Cell[][] =>
    rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return Promise.all(VIEWS.map(async (view) => sort((await live.timeline.query(parseView(view))).rows)));
}

const files = (): string[] =>
  readdirSync(settings.folder)
    .filter((name) => /\.(log|sums)$/.test(name))
    .sort();

/** A day's records: new ones, late ones, and revisions and withdrawals of those of the day before. */
async function sendDay(day: number): Promise<void> {
  const records: SentRecord[] = [];
  for (let index = 0; index < 60; index++)
    records.push(randomRecord(random, now - random.whole(0, 40 * DAY), `d${day}-${index}`));
  if (day > 0)
    for (let index = 0; index < 10; index++)
      records.push({
        ...randomRecord(random, now - random.whole(0, DAY), `d${day - 1}-${index}`),
        status: random.pick(['revised', 'withdrawn']),
      });
  const report = await sendRecords(live.store, records);
  expect(report.rejected).toEqual([]);
}

describe('retention', () => {
  it('sums up by the day what was kept long enough; views of days stay the same, also after a restart', async () => {
    console.log(`seed ${random.seed}`);
    for (let day = 0; day < 12; day++) {
      await sendDay(day);
      const before = await shown();
      await live.store.maintain();
      expect(await shown(), `seed ${random.seed}, day ${day}`).toEqual(before);
      if (random.chance(0.4)) {
        await live.store.close();
        await reopen();
        expect(await shown(), `seed ${random.seed}, day ${day}, restarted`).toEqual(before);
      }
      now += DAY + 1;
    }
    const names = files();
    expect(names.filter((name) => name.endsWith('.sums'))).toHaveLength(1);
    expect(names.length).toBeLessThan(8);
  });

  it('is whole wherever a crash comes: what is summed up is never counted beside its sums', async () => {
    await sendDay(0);
    now += DAY + 1;
    await sendDay(1);
    await live.store.maintain();
    const kept = join(tempFolder(), 'kept');
    mkdirSync(kept);
    for (const name of files()) copyFileSync(join(settings.folder, name), join(kept, name));
    now += 5 * DAY;
    const before = await shown();
    await live.store.maintain();
    expect(files().some((name) => name.endsWith('.sums'))).toBe(true);
    await live.store.close();
    // As if it had ended before the segments were removed.
    for (const name of readdirSync(kept)) copyFileSync(join(kept, name), join(settings.folder, name));
    await reopen();
    expect(await shown()).toEqual(before);
    expect(files().filter((name) => readdirSync(kept).includes(name))).toEqual([]);
    rmSync(kept, { recursive: true });
  });

  it('goes on with new records where none are left one by one', async () => {
    await sendDay(0);
    now += 5 * DAY;
    await live.store.maintain();
    await live.store.maintain();
    await live.store.close();
    await reopen();
    await sendDay(7);
    const before = await shown();
    await live.store.close();
    await reopen();
    expect(await shown()).toEqual(before);
  });

  it('leaves records alone whose time has not come', async () => {
    settings = { ...settings, futureMs: 30 * DAY };
    await live.store.close();
    await reopen();
    await sendRecords(live.store, [randomRecord(random, now + 10 * DAY, 'early')]);
    now += 5 * DAY;
    await live.store.maintain();
    await live.store.maintain();
    expect((await shown())[2]).toEqual([]);
    expect(live.store.history.waiting).toBe(1);
    now += 6 * DAY;
    await live.store.maintain();
    expect(live.store.history.waiting).toBe(0);
    expect(files()).toEqual(['0000000001.sums']);
  });

  it('keeps sums exact that are larger than a row may hold', async () => {
    const record = {
      time: new Date(now - 1_000).toISOString(),
      flow: 'export',
      partner: 'USA',
      commodity: '85',
      value: '44999999999999.99',
      currency: 'CNY',
    };
    await sendRecords(
      live.store,
      Array.from({ length: 25 }, (_, index) => ({ ...record, id: `x${index}` })),
    );
    const before = await shown();
    now += 4 * DAY;
    await live.store.maintain();
    await live.store.maintain();
    expect(files()).toEqual(['0000000001.sums']);
    expect((await shown())[0]![0]!.slice(1)).toEqual(before[0]![0]!.slice(1));
  });

  it('says so where records are asked for that are no more there one by one', async () => {
    await sendDay(0);
    now += 5 * DAY;
    await live.store.maintain();
    await live.store.maintain();
    expect(() => [...sentRecords(live.store.sent, START - 40 * DAY, now)]).toThrow(/kept as sums of days/);
  });
});
