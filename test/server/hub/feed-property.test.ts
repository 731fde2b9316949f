import { afterEach, describe, expect, it } from 'vitest';
import { SUBPROTOCOLS } from '../../../protocol/version.js';
import { parseView, type ViewRequest } from '../../../protocol/view.js';
import { startHubServer, type HubServer } from '../../support/hub-server.js';
import { createJournalSource, type JournalSource } from '../../support/journal-source.js';
import { naiveRows, sortRows } from '../../support/naive-view.js';
import { connectPlainClient, type PlainFeedClient } from '../../support/plain-feed-client.js';
import { randomRecord, randomView } from '../../support/random-feed.js';
import { createRandom, type Random } from '../../support/random.js';

const START = Date.UTC(2026, 10, 23, 15);
const OFFSET = 28_800_000;
const STEPS = 120;

interface Actor {
  readonly protocol: string;
  client: PlainFeedClient;
  views: Map<string, ViewRequest>;
}

describe('a feed under random subscriptions, late records, disconnects and resumes', () => {
  let server: HubServer | undefined;
  afterEach(() => server?.close());

  it.each([1, 2, 3])(
    'shows every viewer, in either form, what a naive recomputation gives, run %i',
    async (run) => {
      const random = createRandom(1_000 * run + 7);
      console.log(`seed ${random.seed}`);
      const source = createJournalSource('live');
      server = await startHubServer(source, START);
      const actors: Actor[] = [];
      for (const protocol of [...SUBPROTOCOLS, ...SUBPROTOCOLS]) {
        const client = await connectPlainClient(server.url, undefined, [protocol]);
        actors.push({ protocol, client, views: new Map() });
      }
      for (let step = 0; step < STEPS; step++) {
        for (let count = random.whole(0, 12); count > 0; count--)
          source.append(randomRecord(random, server.now));
        await act(random, random.pick(actors), server);
        await settle(actors, server);
        for (const actor of actors)
          expectSameAsNaive(actor, source, server, `seed ${random.seed}, step ${step}`);
      }
      expect(server.faults).toEqual([]);
    },
  );
});

async function act(random: Random, actor: Actor, server: HubServer): Promise<void> {
  const choice = random.next();
  const id = `v${random.whole(1, 4)}`;
  if (choice < 0.5) {
    const view = randomView(random, 0.1);
    actor.views.set(id, view);
    actor.client.views.delete(id);
    actor.client.send({ type: 'subscribe', id, view });
  } else if (choice < 0.6) {
    actor.client.send({ type: 'unsubscribe', id });
    actor.views.delete(id);
    actor.client.views.delete(id);
  } else if (choice < 0.85) await reconnect(actor, server);
  else server.now += random.whole(0, 3 * 86_400_000);
}

async function reconnect(actor: Actor, server: HubServer): Promise<void> {
  const { client } = actor;
  client.terminate();
  await client.closed;
  actor.client = await connectPlainClient(server.url, { views: client.views }, [actor.protocol]);
  for (const [id, view] of actor.views) {
    actor.client.send({ type: 'subscribe', id, view, resume: client.resume });
  }
}

/** Ticks until every viewer has a frame of the last tick and an answer to all it asked for. */
async function settle(actors: Actor[], server: HubServer): Promise<void> {
  for (let round = 0; round < 3; round++) {
    for (const { client } of actors) {
      // The server answers in order, so the reply tells that all before it has been taken in.
      client.messages.length = 0;
      client.send({ type: 'unsubscribe', id: 'barrier' });
    }
    await Promise.all(
      actors.map(({ client }) => client.waitFor((m) => m.type === 'error' && m.id === 'barrier')),
    );
    server.now += 1_000;
    server.hub.tick();
    const [first] = actors;
    const frames = actors.map(({ client }) => client.waitFor((message) => message.type === 'update'));
    await Promise.all(frames);
    expect(actors.every(({ client }) => client.seq === first!.client.seq)).toBe(true);
  }
}

function expectSameAsNaive(actor: Actor, source: JournalSource, server: HubServer, where: string): void {
  for (const [id, request] of actor.views) {
    const view = parseView(request);
    const expected = naiveRows(view, source.records, server.now, OFFSET);
    const shown = sortRows(actor.client.views.get(id)?.rows.values() ?? []);
    expect(shown, `${where}, ${JSON.stringify(request)}`).toEqual(expected);
  }
}
