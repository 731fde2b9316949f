import { describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../protocol/buckets.js';
import { MEASURES } from '../../../protocol/measures.js';
import type { Cell, ViewUpdate } from '../../../protocol/server-messages.js';
import { parseView, type View } from '../../../protocol/view.js';
import type { CellFeed } from '../../../server/timelines/cell-source.js';
import { advanceView, exhaust, fillView } from '../../../server/timelines/fill-view.js';
import { OpenView } from '../../../server/views/open-view.js';
import { createJournalSource, type JournalSource, type TestRecord } from '../../support/journal-source.js';
import { naiveRows, sortRows } from '../../support/naive-view.js';
import { createRandom, type Random } from '../../support/random.js';

const DAY = 86_400_000;
const OFFSET = 8 * 3_600_000;
/** The middle of a month; 29 February 2024 is in what follows. */
const FROM = Date.UTC(2023, 1, 10, 5);
const STEPS = 40;

function randomView(random: Random): View {
  const by = random.pick([
    [],
    ['flow'],
    ['partner'],
    ['flow', 'partner'],
    ['commodity:2', 'partner'],
  ] as const);
  const bucket = random.pick(BUCKETS.slice(BUCKETS.indexOf('1h')));
  const where = random.pick([{}, {}, { partner: ['USA', 'JPN', 'VNM'] }, { flow: ['export'] }]);
  const base = { timeline: 'live', by: [...by], bucket, where };
  return parseView({
    ...base,
    measures: [
      'records',
      ...MEASURES.filter((measure) => random.chance(0.25) && isPossible({ ...base, measures: [measure] })),
    ],
    last: random.whole(1, 14),
    ...((by as readonly string[]).includes('partner') && random.chance(0.5)
      ? { top: random.whole(1, 3) }
      : {}),
  });
}

function isPossible(view: object): boolean {
  try {
    parseView(view);
    return true;
  } catch {
    return false;
  }
}

function randomRecord(random: Random, now: number): TestRecord {
  const late = random.chance(0.1) ? random.whole(0, 500 * DAY) : random.whole(0, DAY);
  return {
    time: Math.max(FROM, now - 1 - late),
    flow: random.pick(['import', 'export'] as const),
    ...(random.chance(0.9) ? { partner: random.pick(['USA', 'JPN', 'VNM', 'DEU', 'BRA']) } : {}),
    commodity: random.pick(['850440', '854231', '2601']),
    ...(random.chance(0.9) ? { value: random.whole(-1_000, 4e15) } : {}),
    ...(random.chance(0.8) ? { netKg: random.whole(0, 400_000_000) } : {}),
  };
}

/** What a viewer holds who takes changes now and then, as a feed client does. */
class Viewer {
  readonly #rows = new Map<string, Cell[]>();
  readonly #keys: number;
  seq = 0;

  constructor({ by }: View) {
    this.#keys = 1 + by.length;
  }

  take(update: ViewUpdate | undefined, seq: number): void {
    this.seq = seq;
    if (update === undefined) return;
    if (update.kind === 'snapshot') this.#rows.clear();
    for (const row of update.rows) this.#rows.set(JSON.stringify(row.slice(0, this.#keys)), row);
    for (const [key, [start]] of this.#rows)
      if (update.window.from !== null && (start as number) < update.window.from) this.#rows.delete(key);
  }

  get rows(): Cell[][] {
    return sortRows(this.#rows.values());
  }
}

/** A view over a journal from FROM on, its clock moved by hand. */
class MovedView {
  readonly source: JournalSource;
  readonly #feed: CellFeed;
  readonly open: OpenView;
  #playhead: number;
  seq = 1;

  private constructor(source: JournalSource, view: View, feed: CellFeed, playhead: number) {
    this.source = source;
    this.#feed = feed;
    this.#playhead = playhead;
    const context = { ...source, description: { from: FROM } };
    this.open = new OpenView(view, context, 1, playhead);
    exhaust(fillView(this.open, feed, playhead, 1));
    this.open.settle(1, playhead);
  }

  static async at(view: View, playhead: number): Promise<MovedView> {
    const source = createJournalSource('live');
    return new MovedView(source, view, await source.openFeed(view), playhead);
  }

  moveTo(playhead: number): void {
    this.seq++;
    exhaust(advanceView(this.open, this.#feed, this.#playhead, playhead, this.seq));
    this.#playhead = playhead;
    this.open.settle(this.seq, playhead);
  }
}

/** Concentration is a sum of squares of doubles, whose last digits depend on the order. */
function expectRows(shown: readonly Cell[][], expected: readonly Cell[][], where: string): void {
  const near = expected.map((row, index) =>
    row.map((cell, column) => {
      const other = shown[index]?.[column];
      const isNumber = typeof cell === 'number' && typeof other === 'number';
      return isNumber && Math.abs(cell - other) <= 1e-13 * Math.abs(cell) ? other : cell;
    }),
  );
  expect(shown, where).toEqual(near);
}

describe('derived measures', () => {
  it('are what their definitions say of all records, however a viewer came by them', async () => {
    const random = createRandom(2_024_229);
    console.log(`seed ${random.seed}`);
    for (let run = 0; run < 30; run++) {
      const view = randomView(random);
      let now = FROM + random.whole(1, 400 * DAY);
      const moved = await MovedView.at(view, now);
      const [eager, lazy] = [new Viewer(view), new Viewer(view)];
      for (let step = 0; step < STEPS; step++) {
        now += random.chance(0.5) ? random.whole(1, 2 * DAY) : random.whole(1, 40 * DAY);
        for (let count = random.whole(0, 6); count > 0; count--)
          moved.source.append(randomRecord(random, now));
        moved.moveTo(now);
        for (const viewer of [eager, ...(random.chance(0.2) ? [lazy] : [])]) {
          viewer.take(moved.open.changesSince(viewer.seq), moved.seq);
          const expected = naiveRows(view, moved.source.records, now, OFFSET, FROM);
          const where = `seed ${random.seed}, run ${run}, step ${step}, ${new Date(now).toISOString()}, ${JSON.stringify(view)}`;
          expectRows(sortRows(moved.open.changesSince(0)!.rows), expected, `as a snapshot, ${where}`);
          expectRows(viewer.rows, expected, `by changes, ${where}`);
        }
      }
    }
  });
});
