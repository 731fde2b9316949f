import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseView } from '../../../../protocol/view.js';
import { openStore, type Store } from '../../../../server/store/store.js';
import { createReplaySource } from '../../../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../../server/timelines/timeline-clock.js';
import { control, Held, naiveAt, otherwise, randomRecords, toCsv } from '../../../support/naive-replay.js';
import { createRandom } from '../../../support/random.js';

const NOW = Date.UTC(2026, 10, 23);

describe('a replay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tradewall-replay-'));
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it.each([21, 22, 23])(
    'shows the same at a playhead however it got there, and what the records say (seed %i)',
    async (fallback) => {
      const random = createRandom(fallback);
      console.log(`seed ${random.seed}`);
      const records = randomRecords(random, 400);
      const file = join(folder, `records-${fallback}.csv`);
      writeFileSync(file, toCsv(new Map(records.map((record, index) => [`r${index}`, record]))));
      const report = await store.import(file, {});
      expect(report.skipped).toEqual({});
      const dataset = (await store.dataset(report.dataset))!;
      const state = { now: NOW };
      const source = createReplaySource(store, dataset);
      const { from, to } = source.description;
      const clock = new TimelineClock({ from, to, start: from, speed: 86_400, loop: false }, NOW);
      const timeline = new Timeline(source, clock, () => state.now);
      const views = [
        { by: ['flow'], bucket: '1mo', last: 6 },
        { by: ['partner'], bucket: '1d', last: 40 },
        { by: [], bucket: 'all' },
        { by: ['flow', 'partner'], bucket: '1q', last: 30 },
        { by: [], bucket: '1y', last: 2, where: { partner: ['BRA', 'JPN'] } },
      ].map((view) =>
        parseView({ timeline: timeline.name, measures: ['value', 'tonnage', 'records'], ...view }),
      );
      const held = await Promise.all(
        views.map(async (view) => ({ view, held: new Held(await timeline.open(view)) })),
      );
      for (let seq = 2; seq < 150; seq++) {
        state.now += random.whole(1, 2_000);
        control(random, timeline, dataset);
        if (random.chance(0.1)) {
          const { view, held: cells } = random.pick(held);
          cells.resume(await timeline.open(view));
        }
        timeline.tick(seq);
        const playhead = timeline.clock().time;
        for (const { view, held: cells } of held) {
          const expected = naiveAt(view, records, playhead, dataset.decimals);
          const where = `seed ${random.seed}, step ${seq}, ${JSON.stringify(view)}, ${new Date(playhead).toISOString()}`;
          expect(cells.look(seq, 1 + view.by.length), where).toEqual(expected);
        }
        const { view, held: cells } = random.pick(held);
        const where = `seed ${random.seed}, step ${seq}, ${JSON.stringify(view)}, ${new Date(playhead).toISOString()}`;
        expect(await otherwise(random, timeline, view, playhead), where).toBe(cells.snapshot());
      }
    },
  );
});
