import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BUCKETS } from '../../../protocol/buckets.js';
import { ProblemError } from '../../../protocol/errors.js';
import { MEASURES } from '../../../protocol/measures.js';
import type { Update } from '../../../protocol/server-messages.js';
import type { ClockState } from '../../../protocol/timeline-info.js';
import { SUBPROTOCOLS } from '../../../protocol/version.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { openStore, type DatasetInfo, type Store } from '../../../server/store/store.js';
import { createReplaySource } from '../../../server/timelines/replay/replay-source.js';
import { Timeline } from '../../../server/timelines/timeline.js';
import { TimelineClock } from '../../../server/timelines/timeline-clock.js';
import { serveTimeline, type HubServer } from '../../support/hub-server.js';
import { control } from '../../support/naive-replay.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';
import { createRandom, type Random } from '../../support/random.js';
import {
  importPublications,
  randomPublications,
  type Publication,
} from '../../support/revised-publications.js';
import { tempFiles } from '../store/temp-files.js';

const NOW = Date.UTC(2026, 10, 23);
const STEPS = 80;
/** The last is not reported. */
const PARTNERS = ['USA', 'JPN', 'BRA', 'DEU', 'VNM', ''];

const files = tempFiles();
let store: Store;
let server: HubServer | undefined;
beforeAll(async () => {
  store = await openStore('memory');
});
afterEach(() => server?.close());
afterAll(() => store.close());

/** Some measures of any, of a view that there is. */
function randomView(random: Random, timeline: string): ViewRequest {
  for (;;) {
    const by = random.pick([[], ['flow'], ['partner'], ['partner', 'flow'], ['flow', 'partner']] as const);
    const isRanked = (by as readonly string[]).includes('partner') && random.chance(0.4);
    const view: ViewRequest = {
      timeline,
      measures: [random.pick(MEASURES), ...MEASURES.filter(() => random.chance(0.2))],
      by: [...by],
      bucket: random.pick([...BUCKETS, '1mo', '1q', '1y']),
      last: random.whole(1, 50),
      known: random.pick(['now', 'then', 'then'] as const),
      ...(isRanked ? { top: random.whole(1, 4) } : {}),
    };
    if (isPossible(view)) return view;
  }
}

function isPossible(view: ViewRequest): boolean {
  try {
    parseView(view);
    return true;
  } catch (fault) {
    if (fault instanceof ProblemError && fault.problem.code === 'impossible-view') return false;
    throw fault;
  }
}

/** Files of which each comes out as soon as its periods are over, so that the playhead gets there. */
function revisedSoon(random: Random): Publication[] {
  return randomPublications(random, PARTNERS).map(({ records }) => ({ records, published: undefined }));
}

/** Plays a dataset; what `become` is asked to play from then on. */
async function playing(dataset: DatasetInfo, other: DatasetInfo): Promise<() => Promise<void>> {
  let timeline: Timeline;
  let now: () => number;
  const clockOver = ({ from, to }: DatasetInfo): TimelineClock =>
    new TimelineClock({ from, to, start: from, speed: 86_400, loop: false }, now());
  server = await serveTimeline(NOW, undefined, (wall) => {
    now = wall;
    timeline = new Timeline(createReplaySource(store, dataset), clockOver(dataset), now, { name: 'played' });
    return timeline;
  });
  return () => timeline.become(createReplaySource(store, other), clockOver(other));
}

describe('the two forms of a feed', () => {
  it.each([51, 52, 53])('say the same of a replay, frame for frame (seed %i)', async (fallback) => {
    const random = createRandom(fallback);
    console.log(`seed ${random.seed}`);
    const [dataset, other] = await Promise.all(
      ['one', 'other'].map((name) =>
        importPublications(store, files, `${name}-${fallback}`, revisedSoon(random)),
      ),
    );
    const become = await playing(dataset!, other!);
    const { hub, url, timelines } = server!;
    const connect = (): Promise<PlainFeedClient[]> =>
      Promise.all(SUBPROTOCOLS.map((protocol) => connectPlainClient(url, undefined, [protocol])));
    let clients = await connect();
    const shown = new Map<string, ViewRequest>();
    const seen = new Set<string>();
    for (let step = 0; step < STEPS; step++) {
      const choice = random.next();
      const id = random.pick(['a', 'b', 'c', 'ü']);
      const say = (message: object): void => clients.forEach((client) => client.send(message));
      if (choice < 0.4) {
        const view = randomView(random, 'played');
        shown.set(id, view);
        say({ type: 'subscribe', id, view });
      } else if (choice < 0.5) {
        shown.delete(id);
        say({ type: 'unsubscribe', id });
      } else if (choice < 0.6) {
        const { resume } = clients[0]!;
        clients.forEach((client) => client.terminate());
        clients = await connect();
        const again = random.pick([resume, 'another.7', undefined]);
        for (const [name, view] of shown) say({ type: 'subscribe', id: name, view, resume: again });
      } else if (choice < 0.8) control(random, timelines.get('played')!, dataset!);
      else if (choice < 0.83) await become();
      else seekToEnd(timelines.get('played')!);
      for (let round = 0; round < 2; round++) {
        await barrier(clients);
        await opened(timelines.get('played')!, shown.values());
        // So long that each tick brings a frame, whether anything changed or not.
        server!.now += random.whole(1_000, 3_000);
        hub.tick();
        const [json, binary] = await Promise.all(clients.map((client) => lastUpdate(client)));
        expectSame(json!, binary!, `seed ${random.seed}, step ${step}`);
        for (const what of contentOf(json!)) seen.add(what);
      }
    }
    // What the run was for has come up in it.
    expect([...seen]).toEqual(
      expect.arrayContaining(['changes', 'moved', 'null', 'other', 'revised', 'snapshot']),
    );
    expect(server!.faults).toEqual([]);
  });
});

/** Waits until the hub has these views as well. */
async function opened(timeline: Timeline, views: Iterable<ViewRequest>): Promise<void> {
  for (const view of views) (await timeline.open(parseView(view))).release();
}

/** Where revisions have come out. */
function seekToEnd(timeline: Timeline): void {
  timeline.control({
    type: 'control',
    request: 1,
    timeline: timeline.name,
    command: 'seek',
    fraction: 0.999,
    speed: 864_000,
  });
  timeline.control({ type: 'control', request: 2, timeline: timeline.name, command: 'play' });
}

/** Waits until the server has taken in all that was said, and forgets what it has answered. */
async function barrier(clients: readonly PlainFeedClient[]): Promise<void> {
  for (const client of clients) {
    client.messages.length = 0;
    client.send({ type: 'unsubscribe', id: 'barrier' });
  }
  await Promise.all(
    clients.map((client) =>
      client.waitFor((message) => message.type === 'error' && message.id === 'barrier'),
    ),
  );
  for (const client of clients) client.messages.length = 0;
}

/** The update that the tick has brought. */
async function lastUpdate(client: PlainFeedClient): Promise<Update> {
  client.send({ type: 'unsubscribe', id: 'barrier' });
  await client.waitFor((message) => message.type === 'error');
  return client.messages.find(isType('update'))!;
}

function expectSame(json: Update, binary: Update, where: string): void {
  const { clock, views, ...rest } = binary;
  const { clock: clocks, views: expected, ...all } = json;
  expect(rest, where).toEqual(all);
  // A view that is resumed on another connection tells its codes, though it may have no more to tell.
  const told = Object.entries(views).filter(
    ([id, { kind, rows }]) => id in expected || kind === 'snapshot' || rows.length > 0,
  );
  expect(Object.fromEntries(told), where).toEqual(expected);
  // JSON has the clocks of views that are still to come as well.
  for (const [name, { anchor, ...stand }] of Object.entries(clock)) {
    expect(clocks[name], where).toMatchObject(stand);
    // A line is told once, and so may be rounded otherwise.
    expect(playheadOn(anchor!, stand.now!), where).toBeCloseTo(
      playheadOn(clocks[name]!.anchor!, stand.now!),
      0,
    );
  }
}

/** What there was in an update, in words. */
function contentOf({ views }: Update): string[] {
  return Object.values(views).flatMap(({ kind, reason = kind, rows, revised }) => [
    kind,
    reason,
    ...(revised === undefined ? [] : ['revised']),
    ...rows.flatMap((row) => row.slice(1, 3).filter((cell) => cell === 'other' || cell === null)).map(String),
  ]);
}

function playheadOn({ time, at, speed }: NonNullable<ClockState['anchor']>, now: number): number {
  return time + (now - at) * speed;
}
