import { afterEach, describe, expect, it } from 'vitest';
import type { Cell } from '../../../../protocol/server-messages.js';
import { parseView } from '../../../../protocol/view.js';
import { LiveTimeline } from '../../../../server/live-timeline.js';
import { LIVE_DEFAULTS } from '../../../../server/timelines/live/live-settings.js';
import { createRandom } from '../../../support/random.js';
import { randomRecord, type SentRecord } from '../../../support/record-lines.js';
import { sendRecords } from '../../../support/send-records.js';
import { tempFolders } from '../../../support/temp-folder.js';

const START = Date.UTC(2026, 10, 23, 15);
const MINUTE = 60_000;
const YEAR = 365 * 86_400_000;
const tempFolder = tempFolders();

const VIEW = parseView({
  timeline: 'live',
  measures: ['value', 'valueYearOnYear', 'recordsYearOnYear', 'tonnageYearOnYear'],
  by: ['partner'],
  bucket: '1h',
  last: 5,
});

describe('a live view that compares with the year before', () => {
  let live: LiveTimeline;
  afterEach(() => live.store.close());

  it('that is kept up to date shows what one that is opened now does, late records of both years included', async () => {
    const random = createRandom(13);
    console.log(`seed ${random.seed}`);
    let now = START;
    const settings = { ...LIVE_DEFAULTS, folder: tempFolder(), flushMs: 0, currency: 'CNY' };
    live = await LiveTimeline.load(settings, () => now);
    const rows = new Map<string, Cell[]>();
    const send = async (count: number): Promise<void> => {
      const records: SentRecord[] = [];
      for (; count > 0; count--) {
        // Around the playhead of each year: what is before it counts, what is after it does not yet.
        const year = random.chance(0.5) ? YEAR : 0;
        const time = now - year + random.whole(-180 * MINUTE, year === 0 ? 5 * MINUTE : 120 * MINUTE);
        records.push(randomRecord(random, time, `${now}-${count}`));
      }
      await sendRecords(live.store, records);
    };
    await send(200);
    const handle = await live.timeline.open(VIEW);
    let seq = 0;
    for (let step = 0; step < 120; step++) {
      await send(random.whole(0, 8));
      now += random.whole(1, 10 * MINUTE);
      live.timeline.tick(++seq);
      const update = handle.changesSince(seq - 1);
      if (update?.kind === 'snapshot') rows.clear();
      for (const row of update?.rows ?? []) rows.set(JSON.stringify(row.slice(0, 2)), row);
      const { window, rows: fresh } = await live.timeline.query(VIEW);
      for (const [key, row] of rows) if ((row[0] as number) < window.from!) rows.delete(key);
      const sorted = (all: Iterable<Cell[]>): string[] => [...all].map((row) => JSON.stringify(row)).sort();
      expect(sorted(rows.values()), `seed ${random.seed}, step ${step}`).toEqual(sorted(fresh));
    }
  });
});
