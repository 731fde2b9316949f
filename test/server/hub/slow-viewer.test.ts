import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseView } from '../../../protocol/view.js';
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

beforeEach(async () => {
  source = createJournalSource('live');
  server = await startHubServer(source, START);
});
afterEach(() => server.close());

/** Changes every group, so that each frame is about 70 kB, and ticks. */
async function busyTick(stepMs = 1_000): Promise<void> {
  for (let group = 0; group < GROUPS; group++) {
    source.append({ time: server.now - 1, flow: 'export', partner: `P${group}`, value: 100 + group });
  }
  server.now += stepMs;
  server.hub.tick();
  // Gives the sockets a turn, as the time between two ticks does.
  await new Promise((resolve) => setImmediate(resolve));
}

async function watch(): Promise<PlainFeedClient> {
  const client = await connectPlainClient(server.url);
  client.send({ type: 'subscribe', id: 'a', view: VIEW });
  client.send({ type: 'unsubscribe', id: 'barrier' });
  await client.waitFor(isType('error'));
  return client;
}

async function untilHead(client: PlainFeedClient, head: number): Promise<void> {
  await client.waitFor((message) => message.type === 'update' && message.seq >= head);
}

describe('a viewer that stops reading', () => {
  it('loses ticks, never state, and gets everything in one frame once it reads again', async () => {
    const [slow, quick] = [await watch(), await watch()];
    slow.pause();
    // 11 MB in 24 s: more than the buffers of the system hold, less than the time after which a viewer is cut off.
    for (let tick = 1; tick <= 160; tick++) await busyTick(150);
    await untilHead(quick, 160);
    slow.unpause();
    let head = 160;
    while (slow.seq < 160) {
      await busyTick(150);
      head++;
      expect(head).toBeLessThan(1_000);
    }
    await untilHead(slow, head);
    expect(slow.messages.filter(isType('update')).length).toBeLessThan(
      quick.messages.filter(isType('update')).length,
    );
    const expected = naiveRows(parseView(VIEW), source.records, server.now, 28_800_000);
    expect(sortRows(slow.views.get('a')!.rows.values())).toEqual(expected);
  });

  it('is cut off after half a minute, and nobody else notices', async () => {
    const [slow, quick] = [await watch(), await watch()];
    slow.pause();
    let head = 0;
    while (server.hub.viewerCount === 2) {
      await busyTick();
      head++;
      expect(head).toBeLessThan(500);
    }
    await busyTick();
    await untilHead(quick, head + 1);
    expect(head).toBeGreaterThan(30);
    slow.unpause();
    expect([1001, 1006]).toContain(await slow.closed);
  });
});
