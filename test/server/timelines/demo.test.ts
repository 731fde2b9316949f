import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Update } from '../../../protocol/server-messages.js';
import { openStore, type Store } from '../../../server/store/store.js';
import { createDemo, type Demo } from '../../../server/timelines/demo.js';
import { createReplaySource, type ReplaySource } from '../../../server/timelines/replay/replay-source.js';
import { serveTimeline, type HubServer } from '../../support/hub-server.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';

const START = Date.UTC(2026, 10, 23);
const FILES = {
  first: 'time,flow,value,currency\n2024-01-01,export,1,USD\n2024-01-02,export,10,USD\n',
  second: 'time,flow,value,currency\n2025-05,import,7,EUR\n2025-06,import,70,EUR\n',
};

const folder = mkdtempSync(join(tmpdir(), 'tradewall-demo-'));
let store: Store;
let sources: ReplaySource[];

beforeAll(async () => {
  store = await openStore('memory');
  for (const [name, content] of Object.entries(FILES)) {
    writeFileSync(join(folder, `${name}.csv`), content);
    await store.import(join(folder, `${name}.csv`), { as: name });
  }
  sources = (await store.datasets()).map((dataset) => createReplaySource(store, dataset));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('the demo', () => {
  it('plays the datasets in turn, round and round, and never shows one with the units or the clock of another', async () => {
    const faults: unknown[] = [];
    let demo: Demo | undefined;
    const server = await serveTimeline(START, undefined, async (now) => {
      const options = { speed: undefined, gapMs: 2_000, onFault: (fault: unknown) => faults.push(fault) };
      demo = await createDemo(sources, now, options);
      return demo.timeline;
    });
    try {
      const client = await connectPlainClient(server.url);
      const view = { timeline: 'demo', measures: ['value'], by: ['flow'], bucket: 'all' };
      client.send({ type: 'subscribe', id: 'a', view });
      const told: string[] = [];
      let currency = demo!.timeline.info().currency;
      // What the change to a dataset asks of DuckDB takes its own time, in which any number of these seconds may pass.
      for (let second = 0; second < 400 || told.length < 3; second++) {
        server.now += 1_000;
        demo!.advance();
        const frame = await tick(client, server);
        for (const info of frame.timelines ?? []) {
          ({ currency } = info);
          told.push(`${info.name} ${currency}`);
          expect(frame.views['a']).toMatchObject({ kind: 'snapshot', reason: 'moved' });
        }
        const [flow, value] = (frame.views['a']?.rows[0] ?? [null, null, null]).slice(1);
        if (flow !== null)
          expect([flow, currency]).toEqual(currency === 'USD' ? ['export', 'USD'] : ['import', 'EUR']);
        const { time } = frame.clock['demo']!;
        expect(new Date(time - 1).getUTCFullYear(), String(value)).toBeLessThanOrEqual(
          currency === 'USD' ? 2024 : 2025,
        );
      }
      expect(told.slice(0, 3)).toEqual(['demo EUR', 'demo USD', 'demo EUR']);
      expect(faults).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('stays where a presenter paused it', async () => {
    let now = START;
    const options = { speed: 86_400, gapMs: 2_000, onFault: () => undefined };
    const demo = await createDemo(sources, () => now, options);
    const { from } = demo.timeline.info();
    demo.timeline.control({ type: 'control', request: 1, timeline: 'demo', command: 'pause' });
    for (let second = 0; second < 100; second++) {
      now += 1_000;
      demo.advance();
    }
    expect(demo.timeline.info()).toMatchObject({ currency: 'USD', clock: { time: from, state: 'paused' } });
  });
});

/** Lets all that was sent and begun take its course, then ticks and waits for the frame. */
async function tick(client: PlainFeedClient, server: HubServer): Promise<Update> {
  client.messages.length = 0;
  client.send({ type: 'unsubscribe', id: 'barrier' });
  await client.waitFor((message) => message.type === 'error' && message.id === 'barrier');
  server.hub.tick();
  return client.waitFor(isType('update'));
}
