import { afterEach, describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../../protocol/buckets.js';
import { parseView, type ViewRequest } from '../../../../protocol/view.js';
import type { Cell } from '../../../../protocol/server-messages.js';
import { LiveTimeline } from '../../../../server/live-timeline.js';
import { LIVE_DEFAULTS } from '../../../../server/timelines/live/live-settings.js';
import { serveTimelines, type HubServer } from '../../../support/hub-server.js';
import { naiveRows, sortRows } from '../../../support/naive-view.js';
import { connectPlainClient, type PlainFeedClient } from '../../../support/plain-feed-client.js';
import { createRandom, type Random } from '../../../support/random.js';
import type { SentRecord } from '../../../support/record-lines.js';
import { countedRecords, nextRecords, refusedRecords } from '../../../support/record-model.js';
import { sendRecords } from '../../../support/send-records.js';
import { tempFolders } from '../../../support/temp-folder.js';

const START = Date.UTC(2026, 10, 23, 15);
const OFFSET = 28_800_000;
const DAY = 86_400_000;
const STEPS = 100;
const tempFolder = tempFolders();

describe('live views under random records, revisions, restarts and late viewers', () => {
  let live: LiveTimeline | undefined;
  let server: HubServer | undefined;
  let client: PlainFeedClient | undefined;
  afterEach(async () => {
    client?.terminate();
    await server?.close();
    await live?.store.close();
  });

  it.each([1, 2, 3])(
    'show what a naive recomputation of the acknowledged records gives, run %i',
    async (run) => {
      const random = createRandom(100 * run + 3);
      console.log(`seed ${random.seed}`);
      const settings = {
        ...LIVE_DEFAULTS,
        folder: tempFolder(),
        flushMs: 0,
        utcOffset: '+08:00',
        currency: 'CNY',
        idWindowMs: 400 * DAY,
      };
      const model = new Map<string, SentRecord>();
      const views = new Map<string, ViewRequest>();
      let now = START;
      const start = async (): Promise<void> => {
        server = await serveTimelines(now, undefined, async (clock) => {
          live = await LiveTimeline.load(settings, clock);
          return live.beside(undefined).timelines;
        });
        client = await connectPlainClient(server.url);
        for (const [id, view] of views) client.send({ type: 'subscribe', id, view });
      };
      await start();
      for (let step = 0; step < STEPS; step++) {
        await sendSome(random, live!, model, now);
        const choice = random.next();
        if (choice < 0.3) {
          const id = `v${random.whole(1, 5)}`;
          const view = randomView(random);
          views.set(id, view);
          client!.views.delete(id);
          client!.send({ type: 'subscribe', id, view });
        } else if (choice < 0.5) now += random.whole(0, 2 * DAY);
        else if (choice < 0.6) {
          client!.terminate();
          await server!.close();
          await live!.store.close();
          await start();
        }
        now = await settle(server!, client!, now);
        const records = countedRecords(model).filter(({ time }) => time < now);
        for (const [id, request] of views) {
          const view = parseView(request);
          const shown = sortRows(
            [...(client!.views.get(id)?.rows.values() ?? [])].filter((row) => holdsAnything(view, row)),
          );
          const where = `seed ${random.seed}, step ${step}, ${JSON.stringify(request)}`;
          expect(shown, where).toEqual(naiveRows(view, records, now, OFFSET));
        }
      }
      expect(server!.faults).toEqual([]);
    },
  );
});

async function sendSome(
  random: Random,
  live: LiveTimeline,
  model: Map<string, SentRecord>,
  now: number,
): Promise<void> {
  const sent = nextRecords(random, model, now, random.whole(0, 15));
  const refused = refusedRecords(random, now, LIVE_DEFAULTS);
  const among = random.whole(0, sent.length);
  const records = refused.map(({ record }) => record);
  const report = await sendRecords(live.store, sent.toSpliced(among, 0, ...records));
  expect(report.rejected).toMatchObject(
    refused.map(({ code }, index) => ({ line: among + index + 1, code })),
  );
  expect(report.rejected).toHaveLength(refused.length);
  expect(report.accepted + report.duplicates).toBe(sent.length);
}

/** Two ticks and a frame of the second: what was sent before is in it. */
async function settle(server: HubServer, client: PlainFeedClient, now: number): Promise<number> {
  let time = now;
  for (let round = 0; round < 3; round++) {
    client.messages.length = 0;
    client.send({ type: 'unsubscribe', id: 'barrier' });
    await client.waitFor((message) => message.type === 'error' && message.id === 'barrier');
    time += 1_000;
    server.now = time;
    server.hub.tick();
    await client.waitFor((message) => message.type === 'update');
  }
  return time;
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

/** A row whose records were all withdrawn is still told of, as nothing. */
function holdsAnything(view: { by: readonly string[] }, row: readonly Cell[]): boolean {
  return row[1 + view.by.length] !== 0;
}
