import { afterEach, describe, expect, it } from 'vitest';
import { FeedConnection, type FeedEvent } from '../../../client/feed/feed-connection.js';
import type { FeedSocket } from '../../../client/feed/feed-platform.js';
import type { Subscription } from '../../../client/feed/subscription.js';
import { parseView, type View } from '../../../protocol/view.js';
import { SUBPROTOCOL_JSON, SUBPROTOCOLS } from '../../../protocol/version.js';
import { eventually } from '../../support/eventually.js';
import { exampleFrames } from '../../support/example-frames.js';
import { ScriptedFeed, timelineInfo, viewUpdate } from '../../support/feed-server.js';
import { startHubServer, type HubServer } from '../../support/hub-server.js';
import { createJournalSource } from '../../support/journal-source.js';
import { ManualPlatform } from '../../support/manual-platform.js';
import { randomRecord, randomView } from '../../support/random-feed.js';
import { createRandom, type Random } from '../../support/random.js';

const START = Date.UTC(2026, 10, 23, 15);
const STEPS = 80;

/** Offers only some subprotocols, and can lose its socket. */
class FormPlatform extends ManualPlatform {
  readonly #offered: (wanted: readonly string[]) => readonly string[];
  socket: FeedSocket | undefined;

  constructor(offered: (wanted: readonly string[]) => readonly string[]) {
    super();
    this.#offered = offered;
  }

  override openSocket(url: string, subprotocols: readonly string[]): FeedSocket {
    this.socket = super.openSocket(url, this.#offered(subprotocols));
    return this.socket;
  }
}

/** One who watches, in a form of its own. */
class Watcher {
  readonly platform: FormPlatform;
  readonly connection: FeedConnection;
  readonly events: FeedEvent[] = [];
  readonly views = new Map<string, Subscription>();

  constructor(url: string, offered: (wanted: readonly string[]) => readonly string[]) {
    this.platform = new FormPlatform(offered);
    this.connection = new FeedConnection(url, this.platform);
    this.connection.listen((event) => this.events.push(event));
  }

  show(id: string, view: View): void {
    this.hide(id);
    this.views.set(id, this.connection.subscribe(view));
  }

  hide(id: string): void {
    const subscription = this.views.get(id);
    if (subscription !== undefined) this.connection.unsubscribe(subscription);
    this.views.delete(id);
  }

  /** Loses the connection and has it again, greeted. */
  async reconnect(): Promise<void> {
    this.platform.socket!.close();
    await eventually('the connection is lost', () => this.connection.state === 'offline');
    this.platform.advance(60_000);
    await this.isLive();
  }

  isLive(): Promise<boolean> {
    return eventually('the connection is live', () => this.connection.state === 'live');
  }

  /** All that it holds, as it shows it. */
  held(): unknown {
    return [...this.views].map(([id, { data }]) => ({
      id,
      times: [...data.times],
      groups: data.groups.map(({ key }) => ({
        key,
        revised: data.revised(key),
        columns: data.view.measures.map((measure) => [...data.column(key, measure)!]),
      })),
    }));
  }
}

describe('what a page holds', () => {
  let server: HubServer | undefined;
  let watchers: Watcher[] = [];
  afterEach(async () => {
    for (const { connection } of watchers) connection.close();
    await server?.close();
  });

  it.each([1, 2])('is the same in either form, however it came to be, run %i', async (run) => {
    const random = createRandom(3_000 * run + 1);
    console.log(`seed ${random.seed}`);
    const source = createJournalSource('live');
    server = await startHubServer(source, START);
    watchers = [() => [SUBPROTOCOL_JSON], (wanted: readonly string[]) => wanted].map(
      (offered) => new Watcher(server!.url, offered),
    );
    await Promise.all(watchers.map((watcher) => watcher.isLive()));
    expect(watchers.map(({ platform }) => platform.socket)).toMatchObject([
      { protocol: 'tradewall.v1.json' },
      { protocol: 'tradewall.v1.bin' },
    ]);
    for (let step = 0; step < STEPS; step++) {
      for (let count = random.whole(0, 12); count > 0; count--)
        source.append(randomRecord(random, server.now));
      await act(random, watchers, server);
      for (let round = 0; round < 3; round++) await tick(watchers, server);
      const [json, binary] = watchers as [Watcher, Watcher];
      expect(binary.held(), `seed ${random.seed}, step ${step}`).toEqual(json.held());
      expect(binary.connection.timeline('live')).toEqual(json.connection.timeline('live'));
      expect(binary.connection.notice('live')).toEqual(json.connection.notice('live'));
    }
    expect(server.faults).toEqual([]);
    for (const { events } of watchers) expect(events.filter(({ type }) => type === 'problem')).toEqual([]);
  });
});

async function act(random: Random, watchers: Watcher[], server: HubServer): Promise<void> {
  const choice = random.next();
  const id = `v${random.whole(1, 4)}`;
  const view = parseView(randomView(random));
  const speed = random.whole(1, 1_000);
  if (choice < 0.5) for (const watcher of watchers) watcher.show(id, view);
  else if (choice < 0.6) for (const watcher of watchers) watcher.hide(id);
  else if (choice < 0.7) await Promise.all(watchers.map((watcher) => watcher.reconnect()));
  else if (choice < 0.75) await watchers[0]!.connection.control('live', { command: 'speed', speed });
  else if (choice < 0.8) await watchers[0]!.connection.control('live', { command: 'seek', time: server.now });
  else server.now += random.whole(0, 3 * 86_400_000);
}

/** One tick, once the server has taken in all that was said to it; waits until everybody has its frame. */
async function tick(watchers: readonly Watcher[], server: HubServer): Promise<void> {
  await Promise.all(
    watchers.map(({ connection }) => connection.control('none', { command: 'play' }).catch(() => undefined)),
  );
  server.now += 1_000;
  for (const { events } of watchers) events.length = 0;
  server.hub.tick();
  await Promise.all(watchers.map(({ events }) => eventually('a frame has come', () => events.length > 0)));
}

describe('a connection in the binary form', () => {
  it('goes on in JSON after a frame that it can not read, with what it held', async () => {
    const feed = await ScriptedFeed.start(SUBPROTOCOLS);
    feed.hello = { ...feed.hello, timelines: [timelineInfo({ name: 'live', utcOffset: '+08:00' })] };
    const watcher = new Watcher(feed.url, (wanted) => wanted);
    await watcher.isLive();
    expect(feed.sockets.at(-1)!.protocol).toBe('tradewall.v1.bin');
    watcher.show(
      'a',
      parseView({ timeline: 'live', measures: ['value'], by: ['partner'], bucket: '1d', last: 2 }),
    );
    const { data, id } = watcher.views.get('a')!;
    const [first] = await exampleFrames(id);
    feed.sendBytes(first!.binary);
    await eventually('the cells are there', () => data.isLoaded);
    expect(data.latest('["USA"]', 'value')).toBe(1234.56);

    feed.sendBytes(Uint8Array.of(1, 2, 1, 255));
    await eventually('the connection is given up', () => watcher.connection.state === 'offline');
    const problem = watcher.events.find((event) => event.type === 'problem')?.problem;
    expect(problem).toMatchObject({ code: 'bad-message' });
    expect(problem!.message).toMatch(/^binary frame not read, going on in JSON: byte \d+: expected /);
    watcher.platform.advance(60_000);
    await watcher.isLive();
    expect(feed.sockets.at(-1)!.protocol).toBe('tradewall.v1.json');
    await eventually('the view is resumed', () => feed.received.length === 2);
    expect(feed.received[1]).toMatchObject({ type: 'subscribe', resume: 'k3J9xQ2a.1' });
    expect(data.latest('["USA"]', 'value')).toBe(1234.56);
    const window = { from: Date.UTC(2026, 10, 21, 16), to: Date.UTC(2026, 10, 22, 16) };
    const columns = ['bucket', 'partner', 'value'];
    feed.update({ [id]: viewUpdate({ kind: 'changes', window, columns, rows: [[window.to, 'USA', 7]] }) });
    await eventually('the change is there', () => data.latest('["USA"]', 'value') === 7);
    watcher.connection.close();
    await feed.close();
  });
});
