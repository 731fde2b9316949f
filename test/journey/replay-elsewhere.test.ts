import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorMessage, Reply, Update } from '../../protocol/server-messages.js';
import { serveCommandIn, type ServedCommand } from '../support/command-line.js';
import { randomRecords, toCsv } from '../support/naive-replay.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../support/plain-feed-client.js';
import { createRandom, type Random } from '../support/random.js';

const VIEWS = [
  { measures: ['value', 'tonnage', 'records'], by: ['flow'], bucket: '1mo', last: 8 },
  { measures: ['value', 'tonnage'], by: ['partner', 'flow'], bucket: '1d', last: 30 },
  { measures: ['value', 'valueYearOnYear'], by: ['partner'], bucket: '1y', last: 2, top: 2 },
  { measures: ['balance', 'unitValue'], bucket: 'all' },
];

const DAY = 86_400_000;
/** The records of randomRecords lie within these. */
const SPAN = { from: Date.UTC(2023, 0, 1), to: Date.UTC(2025, 8, 1) } as const;

let folder: string;
let servers: ServedCommand[];

/** Two servers as two machines have them: other zones, other languages, each with its own import of the same file. */
beforeAll(async () => {
  const random = createRandom(61);
  console.log(`seed ${random.seed}`);
  folder = await mkdtemp(join(tmpdir(), 'tradewall-elsewhere-'));
  const file = join(folder, 'records.csv');
  const records = randomRecords(random, 400);
  await writeFile(file, toCsv(new Map(records.map((record, index) => [`r${index}`, record]))));
  const environments = [
    { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'en_US.UTF-8' },
  ];
  servers = await Promise.all(
    environments.map((env) => serveCommandIn(env, '--port', '0', '--gap-seconds', '1', file)),
  );
});

afterAll(async () => {
  await Promise.all(servers?.map((server) => server.stop()) ?? []);
  await rm(folder, { recursive: true, force: true });
});

let requests = 0;

async function ask(client: PlainFeedClient, message: object): Promise<Reply> {
  const request = ++requests;
  client.send({ request, ...message });
  const answer = await client.waitFor((m) => 'request' in m && m.request === request);
  expect(answer, JSON.stringify((answer as ErrorMessage).message)).toMatchObject({ type: 'reply' });
  return answer as Reply;
}

const connect = (server: ServedCommand): Promise<PlainFeedClient> =>
  connectPlainClient(`${server.url.replace('http', 'ws')}feed`);

async function openSession(client: PlainFeedClient): Promise<Reply> {
  return ask(client, { type: 'open', timeline: 'records' });
}

/** What a viewer who asks now is sent of each view, byte for byte. */
async function snapshots(client: PlainFeedClient, timeline: string, prefix: string): Promise<string[]> {
  VIEWS.forEach((view, index) =>
    client.send({ type: 'subscribe', id: `${prefix}${index}`, view: { ...view, timeline } }),
  );
  return Promise.all(
    VIEWS.map(async (_view, index) => {
      const id = `${prefix}${index}`;
      const frame = await client.waitFor((m): m is Update => m.type === 'update' && id in m.views);
      return JSON.stringify(frame.views[id]);
    }),
  );
}

function randomCommand(random: Random): object {
  return random.pick([
    () => ({ command: 'seek', time: random.whole(SPAN.from, SPAN.to) }),
    () => ({ command: 'seek', fraction: random.next() }),
    () => ({
      command: 'step',
      bucket: random.pick(['1d', '1w', '1mo', '1q']),
      count: random.pick([-2, 1, 3]),
    }),
    () => ({ command: 'speed', speed: random.pick([86_400, 2_592_000, 31_557_600]) }),
    () => ({ command: 'play' }),
    () => ({ command: 'loop', loop: random.chance(0.5) }),
    () => {
      const from = random.whole(SPAN.from, SPAN.to - 90 * DAY);
      return { command: 'loop', loop: true, from, to: from + random.whole(30, 90) * DAY };
    },
  ])();
}

/** Plays on until the server has sent so many frames. */
async function watch(client: PlainFeedClient, frames: number): Promise<void> {
  for (let frame = 0; frame < frames; frame++) {
    client.messages.length = 0;
    await client.waitFor(isType('update'));
  }
}

describe('a replay on another machine', () => {
  it.each([61, 62, 63])(
    'shows the same bytes at the same instant, however each got there, and where it is resumed (seed %i)',
    async (fallback) => {
      const random = createRandom(fallback);
      console.log(`seed ${random.seed}`);
      const [here, there] = await Promise.all(servers.map(connect));
      const { timeline, session } = await openSession(here!);
      const elsewhere = (await openSession(there!)).timeline;
      await ask(there!, { type: 'control', timeline: elsewhere, command: 'pause' });
      await snapshots(here!, timeline, 'held');
      let seen = 0;
      for (let round = 0; round < 2; round++) {
        for (let count = random.whole(1, 4); count > 0; count--) {
          await ask(here!, { type: 'control', timeline, ...randomCommand(random) });
          await watch(here!, random.whole(1, 3));
        }
        const { clock } = await ask(here!, { type: 'control', timeline, command: 'pause' });
        const seek = { type: 'control', timeline: elsewhere, command: 'seek', time: clock.time };
        await ask(there!, seek);
        await watch(there!, 1);
        const where = `seed ${random.seed}, round ${round}, ${new Date(clock.time).toISOString()}`;
        const shown = await snapshots(here!, timeline, `here${round}`);
        seen += shown.filter((snapshot) => !snapshot.includes('"rows":[]')).length;
        expect(await snapshots(there!, elsewhere, `there${round}`), where).toEqual(shown);
        const again = await connect(servers[0]!);
        await ask(again, { type: 'open', timeline, secret: session!.secret });
        expect(await snapshots(again, timeline, 'again'), where).toEqual(shown);
        await ask(here!, { type: 'open', timeline, secret: session!.secret });
        again.terminate();
      }
      expect(seen).toBeGreaterThan(0);
      here!.terminate();
      there!.terminate();
    },
  );
});
