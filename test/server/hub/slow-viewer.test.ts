import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/limits.js';
import { parseView } from '../../../protocol/view.js';
import { GOODBYE_MS } from '../../../server/http/upgrades.js';
import { eventually } from '../../support/eventually.js';
import { startHubServer, type HubServer } from '../../support/hub-server.js';
import { createJournalSource, type JournalSource } from '../../support/journal-source.js';
import { naiveRows, sortRows } from '../../support/naive-view.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';

const START = Date.UTC(2026, 10, 23, 15, 0, 10);
const VIEW = {
  timeline: 'live',
  measures: ['value'] as ['value'],
  by: ['partner'] as ['partner'],
  bucket: 'all' as const,
};
const GROUPS = 2_000;

let source: JournalSource;
let server: HubServer;
let head: number;

beforeEach(async () => {
  source = createJournalSource('live');
  server = await startHubServer(source, START);
  head = 0;
});
afterEach(() => server.close());

/** Changes every group, so that each frame is about 70 kB, and ticks; a viewer that is to read it has then. */
async function busyTick(stepMs: number, reader?: PlainFeedClient): Promise<void> {
  for (let group = 0; group < GROUPS; group++) {
    source.append({ time: server.now - 1, flow: 'export', partner: `P${group}`, value: 100 + group });
  }
  server.now += stepMs;
  server.hub.tick();
  head++;
  // Gives the sockets a turn, as the time between two ticks does.
  await new Promise((resolve) => setImmediate(resolve));
  await reader?.waitFor((message) => message.type === 'update' && message.seq >= head);
}

async function watch(): Promise<PlainFeedClient> {
  const client = await connectPlainClient(server.url);
  client.send({ type: 'subscribe', id: 'a', view: VIEW });
  client.send({ type: 'unsubscribe', id: 'barrier' });
  await client.waitFor(isType('error'));
  return client;
}

const framesOf = (client: PlainFeedClient): number => client.messages.filter(isType('update')).length;

/** Ticks until the outbox of a viewer that does not read is full. */
async function untilBlocked(reader?: PlainFeedClient): Promise<void> {
  const begin = head;
  while (server.hub.outboxBytes <= LIMITS.outboxBytes) {
    await busyTick(1, reader);
    expect(head - begin).toBeLessThan(500);
  }
}

describe('a viewer that stops reading', () => {
  it('loses ticks, never state, and gets everything in one frame once it reads again', async () => {
    const [slow, quick] = [await watch(), await watch()];
    slow.pause();
    await untilBlocked(quick);
    for (let tick = 0; tick < 10; tick++) await busyTick(LIMITS.tickMs, quick);
    slow.unpause();
    do {
      await busyTick(LIMITS.tickMs, quick);
      await answered(slow);
    } while (slow.seq < head);
    expect(framesOf(slow)).toBeLessThan(framesOf(quick));
    const spans = slow.messages.filter(isType('update')).map(({ seq, from }) => seq - from);
    expect(Math.max(...spans.slice(1))).toBeGreaterThan(10);
    const expected = naiveRows(parseView(VIEW), source.records, server.now, 28_800_000);
    expect(sortRows(slow.views.get('a')!.rows.values())).toEqual(expected);
  });

  it('is slowed to a frame a second after skipping for 5 s, until it was well for half a minute', async () => {
    const slow = await watch();
    slow.pause();
    await untilBlocked();
    for (let tick = 0; tick < 20; tick++) await busyTick(LIMITS.tickMs);
    slow.unpause();
    while (slow.seq < head) await busyTick(LIMITS.tickMs);
    const takes = async (ticks: number): Promise<number> => {
      const before = framesOf(slow);
      for (let tick = 0; tick < ticks; tick++) {
        await busyTick(LIMITS.tickMs);
        await answered(slow);
      }
      return framesOf(slow) - before;
    };
    expect(await takes(40)).toBe(10);
    server.now += 30_000;
    await busyTick(LIMITS.tickMs);
    await answered(slow);
    expect(await takes(40)).toBe(40);
  });

  it('is closed with the reason after half a minute, which it still gets when it reads, and nobody else notices', async () => {
    const [slow, quick] = [await watch(), await watch()];
    slow.pause();
    await untilBlocked(quick);
    for (let second = 0; second < 32; second++) await busyTick(1_000, quick);
    slow.unpause();
    expect(await slow.closed).toBe(1013);
    expect(slow.messages.at(-1)).toEqual({ type: 'bye', reason: 'too slow to keep up', retryAfter: 30 });
    await busyTick(LIMITS.tickMs, quick);
    expect(server.hub.viewerCount).toBe(1);
  });

  it('is cut off where it does not read the reason either', async () => {
    const slow = await watch();
    slow.pause();
    await untilBlocked();
    for (let second = 0; second < 32; second++) await busyTick(1_000);
    expect(server.hub.viewerCount).toBe(1);
    await busyTick(GOODBYE_MS);
    await eventually('the viewer is cut off', () => server.hub.viewerCount === 0);
    slow.unpause();
    expect([1006, 1013]).toContain(await slow.closed);
  });

  it('costs no more bytes than stated, however many they are and however long it lasts', async () => {
    const deaf = await Promise.all(Array.from({ length: 10 }, watch));
    for (const client of deaf) client.pause();
    await untilBlocked();
    let most = 0;
    for (let tick = 0; tick < 100; tick++) {
      await busyTick(100);
      most = Math.max(most, server.hub.outboxBytes);
    }
    expect(server.hub.viewerCount).toBe(10);
    expect(most).toBeGreaterThan(10 * LIMITS.outboxBytes);
    const frameBytes = 100_000;
    expect(most).toBeLessThan(10 * (LIMITS.outboxBytes + frameBytes));
    for (const client of deaf) client.terminate();
  });

  it('is not read any more while it does not read what it asked for', async () => {
    const slow = await watch();
    slow.pause();
    await untilBlocked();
    const question = JSON.stringify({ type: 'unsubscribe', id: 'x'.repeat(100) });
    for (let asked = 0; asked < 20_000; asked++) slow.sendRaw(question);
    for (let tick = 0; tick < 20; tick++) await busyTick(100);
    // Answers to what one read of the socket brought, 64 kB, may come on top.
    expect(server.hub.outboxBytes).toBeLessThan(LIMITS.outboxBytes + 1_000_000);
    slow.unpause();
    const answers = (): number => slow.messages.filter(isType('error')).length;
    while (answers() <= 20_000) await busyTick(LIMITS.tickMs);
    expect(answers()).toBe(20_001);
  });
});

/** Until what the viewer says now is answered, which is after all that was sent before. */
async function answered(client: PlainFeedClient): Promise<void> {
  const request = ++requests;
  client.send({ type: 'control', request, timeline: 'nowhere', command: 'play' });
  await client.waitFor((message) => message.type === 'error' && message.request === request);
}
let requests = 0;
