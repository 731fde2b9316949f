import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../../protocol/buckets.js';
import { parseView, type ViewRequest } from '../../../../protocol/view.js';
import type { Cell, Update } from '../../../../protocol/server-messages.js';
import { LIVE_DEFAULTS } from '../../../../server/timelines/live/live-settings.js';
import { naiveRows, sortRows } from '../../../support/naive-view.js';
import {
  connectPlainClient,
  isType,
  type PlainFeedClient,
  type PlainView,
} from '../../../support/plain-feed-client.js';
import { createRandom, type Random } from '../../../support/random.js';
import type { SentRecord } from '../../../support/record-lines.js';
import {
  countedRecords,
  nextRecords,
  refusedRecords,
  type RecordModel,
} from '../../../support/record-model.js';
import type { ServedTimeline } from '../../../support/served-timeline.js';
import { inOneProcess } from '../../../support/timeline-in-process.js';
import { overNats } from '../../../support/timeline-over-nats.js';

const START = Date.UTC(2026, 10, 23, 15);
const OFFSET = 28_800_000;
const DAY = 86_400_000;
const TERMS = { start: START, currency: 'CNY', utcOffset: '+08:00', idWindowMs: 400 * DAY };

/** To start processes, and to have hundreds of ticks four times a second, takes a while on a machine under load, ms. */
const PATIENCE_MS = 180_000;

const ALL: ViewRequest = { timeline: 'live', measures: ['records', 'value', 'tonnage'], bucket: 'all' };
const SECONDS: ViewRequest = { ...ALL, by: ['partner'], bucket: '1s', last: 600 };

describe.each([
  ['in one process', { timelines: inOneProcess, runs: [1, 2, 3], steps: 100 }],
  ['of aggregators and gateways', { timelines: overNats, runs: [1], steps: 40 }],
])('live timelines %s', (_name, { timelines, runs, steps }) => {
  const start = timelines();
  let served: ServedTimeline;
  let clients: PlainFeedClient[];
  let client: PlainFeedClient;

  beforeEach(async () => {
    served = await start(TERMS);
    clients = [];
    client = await viewer();
  }, PATIENCE_MS);
  afterEach(async () => {
    for (const each of clients) each.terminate();
    await served.close();
  }, PATIENCE_MS);

  async function viewer(feed = served.feeds[0]!, before?: PlainFeedClient): Promise<PlainFeedClient> {
    const connected = await connectPlainClient(feed, before);
    clients.push(connected);
    return connected;
  }

  /** Has as many ticks end, a second apart, as it takes until viewers are shown all that they have asked for and sent. */
  async function settle(of = client): Promise<void> {
    for (let round = 0; round < 3; round++) {
      of.messages.length = 0;
      of.send({ type: 'unsubscribe', id: 'barrier' });
      await of.waitFor((message) => message.type === 'error' && message.id === 'barrier');
      const time = served.now + 1_000;
      await served.moveTo(time);
      await of.waitFor((message) => message.type === 'update' && message.clock['live']?.time === time);
    }
  }

  async function watch(view: ViewRequest, id = 'x'): Promise<void> {
    client.send({ type: 'subscribe', id, view });
    await settle();
  }

  async function send(...records: SentRecord[]): Promise<void> {
    const { accepted, duplicates, rejected } = await served.send(records);
    expect([accepted + duplicates, rejected]).toEqual([records.length, []]);
    await settle();
  }

  it.each(runs)(
    'show what a naive recomputation of the acknowledged records gives, run %i',
    async (run) => {
      const random = createRandom(100 * run + 3);
      console.log(`seed ${random.seed}`);
      const model: RecordModel = new Map();
      const views = new Map([['v0', ALL]]);
      await watch(ALL, 'v0');
      for (let step = 0; step < steps; step++) {
        await sendSome(random, served, model);
        const choice = random.next();
        if (choice < 0.3) {
          const id = `v${random.whole(1, 5)}`;
          views.set(id, randomView(random));
          client.views.delete(id);
          client.send({ type: 'subscribe', id, view: views.get(id) });
        } else if (choice < 0.5) await served.moveTo(served.now + 1_000 * random.whole(0, 172_800));
        else if (choice < 0.6) {
          client.terminate();
          await served.restart();
          client = await viewer();
          for (const [id, view] of views) client.send({ type: 'subscribe', id, view });
        }
        await settle();
        const records = countedRecords(model).filter(({ time }) => time < served.now);
        for (const [id, request] of views) {
          const where = `seed ${random.seed}, step ${step}, ${JSON.stringify(request)}`;
          const naive = naiveRows(parseView(request), records, served.now, OFFSET);
          expect(shown(client, request, id), where).toEqual(naive);
        }
      }
    },
    PATIENCE_MS,
  );

  it('tell as of when figures are, and the time of the newest record that counts', async () => {
    await watch(SECONDS);
    const { now } = served;
    await send(record({ time: iso(now - 4_000) }), record({ id: 'b', time: iso(now - 9_000) }));
    expect(lastUpdate(client).clock['live']).toMatchObject({
      time: served.now,
      watermark: now - 4_000,
      speed: 1,
      state: 'playing',
    });
  });

  it('count a record once however often it is sent, and one without an id each time', async () => {
    await watch(ALL);
    await send(record(), record());
    await send(record({ value: 1 }));
    expect(shown(client, ALL)).toEqual([[null, 1, 5_000.01, 1]]);
    const { id: _id, ...unnamed } = record();
    await send(unnamed, unnamed);
    expect(shown(client, ALL)).toEqual([[null, 3, 15_000.03, 3]]);
  });

  it('count a revision in the place of what it revises, in its cells, and once', async () => {
    await watch(SECONDS);
    await send(record());
    const revised = record({ status: 'revised', partner: 'JPN', time: iso(START - 5_000), value: 7_000 });
    await send(revised, revised);
    await send(record());
    expect(shown(client, SECONDS)).toEqual([[START - 5_000, 'JPN', 1, 7_000, 1]]);
  });

  it('count of numbered revisions the highest, in whichever order they come', async () => {
    await watch(ALL);
    await send(record({ revision: 3, value: 3 }));
    await send(record({ status: 'revised', revision: 2, value: 2 }));
    await send(record({ status: 'revised', revision: 5, value: 5 }), record({ revision: 4, value: 4 }));
    expect(shown(client, ALL)).toEqual([[null, 1, 5, 1]]);
  });

  it('take away what is withdrawn, and tell that its cells are empty', async () => {
    const view: ViewRequest = { ...ALL, by: ['partner'] };
    await watch(view);
    await send(record(), record({ id: 'b', partner: 'JPN', netKg: 3_000 }));
    await send(record({ status: 'withdrawn' }));
    expect(shown(client, view)).toEqual([[null, 'JPN', 1, 5_000.01, 3]]);
    expect(client.views.get('x')!.rows.get('[null,"USA"]')!.slice(0, 3)).toEqual([null, 'USA', 0]);
    await send(record({ status: 'revised', value: 8_000 }));
    expect(shown(client, view)).toEqual([
      [null, 'JPN', 1, 5_000.01, 3],
      [null, 'USA', 1, 8_000, 1],
    ]);
  });

  it('correct the cell of a late record, and show an early one when its time has come', async () => {
    await watch(SECONDS);
    await send(record());
    const late = record({ id: 'late', value: 1 });
    const early = record({ id: 'early', time: iso(served.now + 300_000), value: 2 });
    await send(late, early);
    expect(shown(client, SECONDS)).toEqual([[START - 60_000, 'USA', 2, 5_001.01, 2]]);
    await served.moveTo(served.now + 300_000);
    await settle();
    expect(shown(client, SECONDS)).toHaveLength(2);
    expect(lastUpdate(client).clock['live']!.watermark).toBe(Date.parse(String(early['time'])));
  });

  it('keep the largest groups and fold all others into one, the parts adding up to the whole', async () => {
    const view: ViewRequest = { ...ALL, by: ['partner'], top: 2 };
    await watch(view);
    const amounts = { USA: 50, JPN: 40, VNM: 30, DEU: 20, BRA: 10 };
    const records = Object.entries(amounts).map(([partner, value]) =>
      record({ id: partner, partner, value }),
    );
    await send(...records);
    expect(shown(client, view).map(([, partner, count, value]) => [partner, count, value])).toEqual([
      ['JPN', 1, 40],
      ['USA', 1, 50],
      ['other', 3, 60],
    ]);
    await send(record({ id: 'more', partner: 'BRA', value: 100 }));
    expect(shown(client, view).map(([, partner, count, value]) => [partner, count, value])).toEqual([
      ['BRA', 2, 110],
      ['USA', 1, 50],
      ['other', 3, 90],
    ]);
  });

  it('go on where a viewer was by its token, at whichever feed, and say so where that is not known', async () => {
    await watch(SECONDS);
    // Another feed can tell what has changed only in views that somebody has had there.
    const there = await viewer(served.feeds.at(-1));
    there.send({ type: 'subscribe', id: 'x', view: SECONDS });
    await send(record(), record({ id: 'b', partner: 'JPN' }));
    await settle(there);
    const { resume } = client;
    const { length: before } = client.views.get('x')!.kinds;
    client.terminate();
    await served.send([record({ id: 'c', partner: 'JPN', value: 1 })]);
    await settle(there);
    const resumed = await viewer(served.feeds.at(-1), client);
    resumed.send({ type: 'subscribe', id: 'x', view: SECONDS, resume });
    await settle(resumed);
    expect(resumed.views.get('x')!.kinds[before]).toBe('changes');
    expect(shown(resumed, SECONDS)).toEqual([
      [START - 60_000, 'JPN', 2, 5_001.01, 2],
      [START - 60_000, 'USA', 1, 5_000.01, 1],
    ]);
    const stranger = await viewer(served.feeds.at(-1));
    stranger.send({ type: 'subscribe', id: 'x', view: SECONDS, resume: 'elsewhere.3' });
    await settle(stranger);
    expect(stranger.views.get('x')!.kinds[0]).toBe('snapshot');
    expect(shown(stranger, SECONDS)).toEqual(shown(resumed, SECONDS));
  });

  it('refuse what is wrong by its line and reason, and count what is right beside it', async () => {
    await watch(ALL);
    const { futureMs, lateMs } = LIVE_DEFAULTS;
    const { accepted, rejected } = await served.send([
      record({ time: iso(served.now + futureMs + 1_000) }),
      record({ time: iso(served.now - lateMs - 1_000) }),
      record({ flow: 'out' }),
      record({ currency: 'JPY' }),
      record(),
    ]);
    expect([accepted, rejected.map(({ line, code }) => `${line} ${code}`)]).toEqual([
      1,
      ['1 too-early', '2 too-old', '3 bad-field', '4 other-currency'],
    ]);
    await settle();
    expect(shown(client, ALL)).toEqual([[null, 1, 5_000.01, 1]]);
  });

  it('have after a restart what they had before it', async () => {
    await watch(SECONDS);
    await send(record(), record({ id: 'b', partner: 'JPN' }));
    const before = shown(client, SECONDS);
    client.terminate();
    await served.restart();
    client = await viewer();
    await watch(SECONDS);
    expect(shown(client, SECONDS)).toEqual(before);
    await send(record());
    expect(shown(client, SECONDS)).toEqual(before);
  });

  it('answer a view that is wrong with the reason, and go on with the others', async () => {
    await watch(ALL);
    client.send({ type: 'subscribe', id: 'y', view: { ...ALL, bucket: '2s' } });
    const refused = await client.waitFor((message) => message.type === 'error' && message.id === 'y');
    expect(refused).toMatchObject({ code: 'bad-view', field: 'bucket' });
    await send(record());
    expect(shown(client, ALL)).toEqual([[null, 1, 5_000.01, 1]]);
  });
});

function record(fields: SentRecord = {}): SentRecord {
  return {
    id: 'a',
    time: iso(START - 60_000),
    flow: 'export',
    partner: 'USA',
    commodity: '850440',
    netKg: 1_000,
    value: '5000.01',
    currency: 'CNY',
    ...fields,
  };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** Rows that a viewer holds; those whose records were all withdrawn are still told of, as nothing, and left out here. */
function shown(client: { views: Map<string, PlainView> }, request: ViewRequest, id = 'x'): Cell[][] {
  const records = 1 + (request.by ?? []).length;
  const rows = [...(client.views.get(id)?.rows.values() ?? [])];
  return sortRows(rows.filter((row) => row[records] !== 0));
}

function lastUpdate(client: PlainFeedClient): Update {
  return client.messages.findLast(isType('update'))!;
}

async function sendSome(random: Random, served: ServedTimeline, model: RecordModel): Promise<void> {
  const { now } = served;
  const sent = nextRecords(random, model, now, random.whole(0, 15));
  const refused = refusedRecords(random, now, LIVE_DEFAULTS);
  const among = random.whole(0, sent.length);
  const report = await served.send(sent.toSpliced(among, 0, ...refused.map(({ record }) => record)));
  expect(report.rejected).toMatchObject(
    refused.map(({ code }, index) => ({ line: among + index + 1, code })),
  );
  expect(report.rejected).toHaveLength(refused.length);
  expect(report.accepted + report.duplicates).toBe(sent.length);
}

function randomView(random: Random): ViewRequest {
  const by = random.pick([
    [],
    ['flow'],
    ['partner'],
    ['partner', 'flow'],
    ['commodity:2', 'partner'],
    ['port'],
  ] as const);
  return {
    timeline: 'live',
    measures: ['records', 'value', 'tonnage'],
    by: [...by],
    bucket: random.pick(BUCKETS),
    last: random.whole(1, 50),
    ...(by.some((grouping) => grouping !== 'flow') && random.chance(0.4) ? { top: random.whole(1, 3) } : {}),
    ...(random.chance(0.3) ? { where: { partner: [random.pick(['USA', 'JPN', 'VNM'])] } } : {}),
    ...(random.chance(0.2) ? { where: { commodity: [random.pick(['85', '8', '2601'])] } } : {}),
  };
}
