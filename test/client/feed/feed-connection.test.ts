import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedConnection, type FeedEvent } from '../../../client/feed/feed-connection.js';
import { groupKey } from '../../../client/feed/view-data.js';
import type { ClientMessage } from '../../../protocol/client-messages.js';
import { parseView } from '../../../protocol/view.js';
import { eventually } from '../../support/eventually.js';
import { ScriptedFeed, timelineInfo, viewUpdate } from '../../support/feed-server.js';
import { ManualPlatform } from '../../support/manual-platform.js';

const VIEW = parseView({ timeline: 'demo', measures: ['value'], bucket: '1s', last: 5 });
const WHOLE = groupKey([]);

let feed: ScriptedFeed;
let platform: ManualPlatform;
let connection: FeedConnection;
let events: FeedEvent[];

beforeEach(async () => {
  feed = await ScriptedFeed.start();
  platform = new ManualPlatform();
  connection = new FeedConnection(feed.url, platform);
  events = [];
  connection.listen((event) => events.push(event));
});

afterEach(async () => {
  connection.close();
  await feed.close();
});

const isLive = () => eventually('the connection is live', () => connection.state === 'live');
const isOffline = () => eventually('the connection is offline', () => connection.state === 'offline');
const problems = () => events.filter((event) => event.type === 'problem').map((event) => event.problem);

function received(type: ClientMessage['type']): ClientMessage[] {
  return feed.received.filter((message) => message.type === type);
}

function row(second: number, value: number | null) {
  const window = { from: 0, to: 4_000 };
  return viewUpdate({ window, columns: ['bucket', 'value'], rows: [[second * 1_000, value]] });
}

describe('a connection', () => {
  it('is connecting until hello, then live and knows the timelines', async () => {
    expect(connection.state).toBe('connecting');
    await isLive();
    expect([...connection.timelines.keys()]).toEqual(['demo']);
    expect(connection.serverVersion).toBe('1');
  });

  it('asks once for a view that is wanted twice, and gives it up after the last has left', async () => {
    await isLive();
    const first = connection.subscribe(VIEW);
    const second = connection.subscribe(parseView({ ...VIEW, measures: ['value'] }));
    expect(second).toBe(first);
    connection.unsubscribe(first);
    connection.unsubscribe(second);
    await eventually('the view is given up', () => received('unsubscribe').length === 1);
    expect(received('subscribe')).toHaveLength(1);
  });

  it('takes the cells and the clock of an update', async () => {
    await isLive();
    const { data } = connection.subscribe(VIEW);
    const clock = { ...timelineInfo().clock, time: 4_500 };
    feed.update({ v1: row(4, 7) }, { demo: clock });
    await eventually('the cells are there', () => data.isLoaded);
    expect(data.latest(WHOLE, 'value')).toBe(7);
    expect(connection.timelines.get('demo')!.clock.time).toBe(4_500);
  });

  it('is stale after three seconds of silence and live again with the next frame', async () => {
    await isLive();
    platform.advance(2_999);
    expect(connection.state).toBe('live');
    platform.advance(1);
    expect(connection.state).toBe('stale');
    expect(connection.ageMs).toBe(3_000);
    feed.update({});
    await isLive();
  });

  it('gives up a socket that stays silent, and connects anew', async () => {
    await isLive();
    platform.advance(10_000);
    expect(connection.state).toBe('offline');
    platform.advance(15_000);
    await eventually('a second socket is there', () => feed.sockets.length === 2);
    await isLive();
  });

  it('asks only for what changed since the last update when it resumes', async () => {
    await isLive();
    const { data } = connection.subscribe(VIEW);
    feed.update({ v1: row(3, 7) });
    await eventually('the cells are there', () => data.isLoaded);
    feed.sockets[0]!.terminate();
    await isOffline();
    expect(data.latest(WHOLE, 'value')).toBe(0);
    platform.advance(15_000);
    await isLive();
    await eventually('the view is asked for again', () => received('subscribe').length === 2);
    expect(received('subscribe')[1]).toMatchObject({ id: 'v1', resume: 't1' });
    feed.update({ v1: { ...row(4, 9), kind: 'changes' } });
    await eventually('the change is there', () => data.latest(WHOLE, 'value') === 9);
    expect([...data.column(WHOLE, 'value')!]).toEqual([0, 0, 0, 7, 9]);
  });

  it('does not resume a view of which nothing has come yet', async () => {
    await isLive();
    feed.update({});
    connection.subscribe(VIEW);
    await eventually('the view is asked for', () => received('subscribe').length === 1);
    feed.sockets[0]!.terminate();
    await isOffline();
    platform.advance(15_000);
    await eventually('the view is asked for again', () => received('subscribe').length === 2);
    expect(received('subscribe')[1]).toMatchObject({ id: 'v1', resume: undefined });
  });

  it('waits longer and longer between tries, up to fifteen seconds, each time by chance', async () => {
    await isLive();
    await feed.close();
    await isOffline();
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      await isOffline();
      delays.push(platform.delaysMs.at(-1)!);
      const tries = platform.delaysMs.length;
      platform.advance(delays.at(-1)!);
      // One timer for giving up the attempt, one for the try after it.
      await eventually('the try has failed', () => platform.delaysMs.length >= tries + 2);
    }
    expect(delays).toEqual([125, 250, 500, 1_000, 2_000, 4_000, 7_500, 7_500, 7_500]);
  });

  it('waits at least as long as the server asked for when it said goodbye', async () => {
    await isLive();
    feed.send({ type: 'bye', reason: 'restarting', retryAfter: 5 });
    feed.sockets[0]!.close();
    await isOffline();
    expect(platform.delaysMs.at(-1)).toBe(5_125);
  });

  it('tries at once, almost, when the network is said to be back', async () => {
    await isLive();
    feed.send({ type: 'bye', reason: 'restarting', retryAfter: 60 });
    feed.sockets[0]!.close();
    await isOffline();
    platform.hint();
    platform.advance(250);
    await eventually('a second socket is there', () => feed.sockets.length === 2);
  });

  it.each([
    ['no JSON', '{', /dropped/],
    ['of an unknown type', '{"type":"gossip"}', /type/],
    ['lacking a field', '{"type":"bye","reason":"x"}', /retryAfter/],
  ])('reports and drops a message that is %s', async (_, text, expected) => {
    await isLive();
    feed.sendText(text);
    await eventually('the problem is told', () => problems().length === 1);
    expect(problems()[0]!.message).toMatch(expected);
    expect(connection.state).toBe('live');
  });

  it('gives up its socket when nobody has looked for ten seconds, and resumes with one request when somebody does', async () => {
    await isLive();
    connection.subscribe(VIEW);
    await eventually('the view is asked for', () => received('subscribe').length === 1);
    feed.update({ v1: row(1, 5) });
    await eventually(
      'the cell is there',
      () => connection.subscribe(VIEW).data.latest(WHOLE, 'value') !== null,
    );
    platform.hide(true);
    platform.advance(10_000);
    await eventually('the socket is closed', () => feed.sockets[0]!.readyState === feed.sockets[0]!.CLOSED);
    expect(connection.state).toBe('stale');
    platform.advance(3_600_000);
    platform.hint();
    platform.advance(3_600_000);
    expect(feed.sockets).toHaveLength(1);
    platform.hide(false);
    await isLive();
    await eventually('the view is asked for again', () => received('subscribe').length === 2);
    expect(received('subscribe')[1]).toMatchObject({ id: 'v1', resume: 't1' });
  });

  it('keeps its socket while somebody looks at another tab for a moment', async () => {
    await isLive();
    platform.hide(true);
    platform.advance(2_000);
    platform.hide(false);
    platform.advance(900);
    expect(connection.state).toBe('live');
    expect(feed.sockets).toHaveLength(1);
  });

  it('tells a refused view to whoever asked for it', async () => {
    await isLive();
    const subscription = connection.subscribe(VIEW);
    feed.send({ type: 'error', code: 'bad-view', message: 'last: too many', id: 'v1' });
    await eventually('the view is refused', () => subscription.problem !== null);
    expect(subscription.problem!.message).toBe('last: too many');
  });

  it('ignores what a socket that it has given up still says', async () => {
    await isLive();
    platform.advance(10_000);
    platform.advance(15_000);
    await eventually('a second socket is there', () => feed.sockets.length === 2);
    await isLive();
    feed.sockets[0]!.terminate();
    feed.update({});
    await eventually('a frame has come', () => events.length > 3);
    expect(connection.state).toBe('live');
  });
});
