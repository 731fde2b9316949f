import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseView, type ViewRequest } from '../../../../protocol/view.js';
import { openStore, type DatasetInfo, type Store } from '../../../../server/store/store.js';
import { createReplaySource } from '../../../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../../server/timelines/timeline-clock.js';
import { control, Held, naiveAt, otherwise } from '../../../support/naive-replay.js';
import type { Written } from '../../../support/naive-replay.js';
import { createRandom } from '../../../support/random.js';
import {
  importPublications,
  instantsOf,
  randomPublications,
  type Publication,
} from '../../../support/revised-publications.js';
import { tempFiles } from '../../store/temp-files.js';

const NOW = Date.UTC(2026, 10, 23);
const files = tempFiles();
let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
});
afterAll(() => store.close());

/** The records as they were known: each as first published, until what revises it was. */
function recordsKnown(publications: readonly Publication[], playhead: number): Written[] {
  const instants = instantsOf(publications);
  const known = new Map<string, Written>();
  for (const [index, { records }] of publications.entries())
    for (const [id, record] of records)
      if (!known.has(id) || instants[index]! <= playhead) known.set(id, record);
  return [...known.values()];
}

function playing(dataset: DatasetInfo, now: () => number): Timeline {
  const source = createReplaySource(store, dataset);
  const { from, to } = source.description;
  const clock = new TimelineClock({ from, to, start: from, speed: 86_400, loop: false }, now());
  return new Timeline(source, clock, now);
}

describe('a replay as it was known then', () => {
  it.each([31, 32, 33])('shows what had been published at the playhead (seed %i)', async (fallback) => {
    const random = createRandom(fallback);
    console.log(`seed ${random.seed}`);
    const publications = randomPublications(random);
    const dataset = await importPublications(store, files, `revised-${fallback}`, publications);
    expect(dataset.revised).toBe(true);
    const state = { now: NOW };
    const timeline = playing(dataset, () => state.now);
    const views = [
      { by: ['flow'], bucket: '1mo', last: 6 },
      { by: ['partner'], bucket: '1d', last: 40 },
      { by: [], bucket: 'all' },
      { by: ['flow', 'partner'], bucket: '1q', last: 30 },
      { by: [], bucket: '1y', last: 2, where: { partner: ['BRA', 'JPN'] } },
    ].map((view) => parseView({ ...view, ...REQUEST, timeline: timeline.name }));
    const held = await Promise.all(
      views.map(async (view) => ({ view, held: new Held(await timeline.open(view)) })),
    );
    for (let seq = 2; seq < 150; seq++) {
      state.now += random.whole(1, 2_000);
      control(random, timeline, dataset);
      timeline.tick(seq);
      const playhead = timeline.clock().time;
      const records = recordsKnown(publications, playhead);
      const where = `seed ${random.seed}, step ${seq}, ${new Date(playhead).toISOString()}`;
      for (const { view, held: cells } of held) {
        const expected = naiveAt(view, records, playhead, dataset.decimals);
        expect(cells.look(seq, 1 + view.by.length), `${where}, ${JSON.stringify(view)}`).toEqual(expected);
      }
      const { view, held: cells } = random.pick(held);
      expect(await otherwise(random, timeline, view, playhead), where).toBe(cells.snapshot());
    }
  });
});

const REQUEST = { measures: ['value', 'tonnage', 'records'], known: 'then' };

/** Imports files in turn: what each says of months, and when it was published. */
async function published(
  name: string,
  ...publications: readonly [rows: string, on?: number][]
): Promise<Timeline> {
  for (const [index, [rows, on]] of publications.entries()) {
    const file = files.write(`${name}-${index}.csv`, `time,flow,partner,value,currency\n${rows}\n`);
    await store.import(file, { as: name, ...(on === undefined ? {} : { published: on }) });
  }
  return playing((await store.dataset(name))!, () => NOW);
}

const FIRST = '2023-05,export,USA,50,USD';
const REVISED = '2023-05,export,USA,80,USD';

async function rowsAt(timeline: Timeline, at: number, view: Omit<ViewRequest, 'timeline'>) {
  const { rows, revised } = await timeline.query(parseView({ timeline: timeline.name, ...view }), at);
  return { rows, revised };
}

describe('a revised figure', () => {
  const VIEW = { bucket: '1y' as const, measures: ['value' as const], last: 1, known: 'then' as const };
  const [before, after] = [Date.UTC(2023, 6), Date.UTC(2023, 8)];

  it('is shown from when it was published, and its bucket is named', async () => {
    const timeline = await published('dated', [FIRST], [REVISED, Date.UTC(2023, 7, 15)]);
    const year = Date.UTC(2023, 0);
    expect(timeline.info().revised).toBe(true);
    expect(await rowsAt(timeline, before, VIEW)).toEqual({ rows: [[year, 50]] });
    expect(await rowsAt(timeline, after, VIEW)).toEqual({ rows: [[year, 80]], revised: [[year]] });
    expect(await rowsAt(timeline, before, { ...VIEW, known: 'now' })).toEqual({ rows: [[year, 80]] });
  });

  it('is shown as soon as its period is over where nobody says when it was published', async () => {
    const timeline = await published('undated', [FIRST], [REVISED]);
    const view = { ...VIEW, bucket: '1mo' as const };
    const may = Date.UTC(2023, 4);
    const [mid, end] = [Date.UTC(2023, 4, 16, 12), Date.UTC(2023, 5)];
    expect(await rowsAt(timeline, mid, view)).toEqual({ rows: [[may, 25]] });
    expect(await rowsAt(timeline, end, view)).toEqual({ rows: [[may, 80]], revised: [[may]] });
  });

  it('is what later years are compared with', async () => {
    const timeline = await published(
      'compared',
      [FIRST],
      ['2024-05,export,USA,100,USD'],
      [REVISED, Date.UTC(2024, 7, 15)],
    );
    const view = { ...VIEW, measures: ['valueYearOnYear' as const], bucket: '1mo' as const, last: 12 };
    const month = Date.UTC(2024, 4);
    expect((await rowsAt(timeline, Date.UTC(2024, 6), view)).rows).toEqual([[month, 100 / 50 - 1]]);
    expect((await rowsAt(timeline, Date.UTC(2024, 8), view)).rows).toEqual([[month, 100 / 80 - 1]]);
  });

  it('leaves nought where a record moved to another partner', async () => {
    const header = 'id,time,flow,partner,value,currency\n';
    const file = (name: string, row: string): string => files.write(name, `${header}${row}\n`);
    await store.import(file('moved.csv', 'a,2023-05,export,USA,50,USD'), {});
    await store.import(file('moved-2.csv', 'a,2023-05,export,JPN,60,USD'), {
      as: 'moved',
      published: Date.UTC(2023, 7, 15),
    });
    const timeline = playing((await store.dataset('moved'))!, () => NOW);
    const year = Date.UTC(2023, 0);
    const view = { ...VIEW, by: ['partner' as const] };
    expect((await rowsAt(timeline, before, view)).rows).toEqual([[year, 'USA', 50]]);
    expect((await rowsAt(timeline, after, view)).rows).toEqual([
      [year, 'JPN', 60],
      [year, 'USA', 0],
    ]);
  });

  it('is refused with a date before its period was over, or before the file that it was added to', async () => {
    const early = Date.UTC(2023, 4, 20);
    await expect(published('early', [FIRST, early])).rejects.toThrow(
      '--published 2023-05-20: the file holds figures up to 2023-05-31, and was not published before that was over',
    );
    const [first, second] = [Date.UTC(2023, 8, 10), Date.UTC(2023, 7, 15)];
    await expect(published('disordered', [FIRST, first], [REVISED, second])).rejects.toThrow(
      '--published 2023-08-15: the file is added to one of 2023-09-10; import files in the order in which they came out',
    );
  });
});
