import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FeedConnection, type FeedEvent } from '../../../client/feed/feed-connection.js';
import type { ClientMessage } from '../../../protocol/client-messages.js';
import { ProblemError } from '../../../protocol/errors.js';
import { parseView } from '../../../protocol/view.js';
import { eventually } from '../../support/eventually.js';
import { ScriptedFeed, timelineInfo, viewUpdate } from '../../support/feed-server.js';
import { ManualPlatform } from '../../support/manual-platform.js';

const { clock: CLOCK } = timelineInfo();
const SESSION = timelineInfo({ name: 'demo~abc' });
const OPENED = { of: 'demo', secret: 's3cret', info: SESSION };

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
  await eventually('the connection is live', () => connection.state === 'live');
});

afterEach(async () => {
  connection.close();
  await feed.close();
});

function asked<Type extends ClientMessage['type']>(type: Type): Promise<ClientMessage & { type: Type }> {
  return eventually(`${type} is asked for`, () =>
    feed.received.findLast((message): message is ClientMessage & { type: Type } => message.type === type),
  );
}

async function problemOf(reply: Promise<unknown>): Promise<string> {
  const error: unknown = await reply.then(
    () => undefined,
    (fault: unknown) => fault,
  );
  expect(error).toBeInstanceOf(ProblemError);
  return (error as ProblemError).problem.code;
}

async function openSession(): Promise<void> {
  const opening = connection.openSession('demo');
  const { request } = await asked('open');
  feed.send({ type: 'reply', request, timeline: 'demo~abc', clock: CLOCK, session: OPENED });
  expect(await opening).toBe('demo~abc');
}

async function reconnect(): Promise<void> {
  const before = feed.sockets.length;
  feed.dropViewers();
  await eventually('the connection is lost', () => connection.state === 'offline');
  feed.received.length = 0;
  platform.advance(20_000);
  await eventually('it is back', () => feed.sockets.length > before && connection.state === 'live');
}

describe('a command', () => {
  it('comes to the reply that carries its number, and moves the clock only then', async () => {
    const first = connection.control('demo', { command: 'pause' });
    const second = connection.control('demo', { command: 'seek', time: 5_000 });
    await eventually('both are asked for', () => feed.received.length === 2);
    expect(connection.timeline('demo')!.clock.state).toBe('playing');
    const [pause, seek] = feed.received as (ClientMessage & { request: number })[];
    feed.send({
      type: 'reply',
      request: seek!.request,
      timeline: 'demo',
      clock: { ...CLOCK, time: 5_000 },
      order: 2,
    });
    feed.send({ type: 'reply', request: pause!.request, timeline: 'demo', clock: CLOCK, order: 1 });
    expect(await Promise.all([first, second])).toMatchObject([{ order: 1 }, { order: 2 }]);
  });

  it('that is refused says why to who gave it, and is no problem of anybody else', async () => {
    const refused = connection.control('demo', { command: 'pause', key: 'guessed' });
    const { request } = await asked('control');
    feed.send({ type: 'error', code: 'forbidden', message: 'key: expected the control key', request });
    expect(await problemOf(refused)).toBe('forbidden');
    expect(events.some(({ type }) => type === 'problem')).toBe(false);
  });

  it('is refused at once without a connection, and when the connection is lost before the answer', async () => {
    const waiting = problemOf(connection.control('demo', { command: 'pause' }));
    await asked('control');
    feed.dropViewers();
    expect(await waiting).toBe('bad-request');
    expect(await problemOf(connection.control('demo', { command: 'pause' }))).toBe('bad-request');
  });

  it('of somebody else is told with their name', async () => {
    const notice = {
      timeline: 'demo',
      order: 3,
      seq: 1,
      at: 0,
      by: 'Li',
      command: 'seek' as const,
      time: 9,
      speed: 1,
    };
    feed.send({ type: 'update', seq: 1, from: 0, clock: {}, control: [notice], resume: 't1', views: {} });
    await eventually('it is told', () => connection.notice('demo')?.by === 'Li');
  });
});

describe('a private session', () => {
  it('is a timeline of this connection, and is not offered as one of the server', async () => {
    await openSession();
    expect(connection.timeline('demo~abc')!.title).toBe(SESSION.title);
    expect([...connection.timelines.keys()]).toEqual(['demo']);
    connection.closeSession('demo~abc');
    expect(await asked('close')).toMatchObject({ timeline: 'demo~abc' });
    expect(connection.timeline('demo~abc')).toBeUndefined();
  });

  it('is resumed by its secret after a lost connection, before its views are asked for again', async () => {
    await openSession();
    const view = parseView({ timeline: 'demo~abc', measures: ['value'], bucket: '1s', last: 5 });
    const { data } = connection.subscribe(view);
    const { id } = await asked('subscribe');
    feed.update({ [id]: viewUpdate({ columns: ['bucket', 'value'], rows: [[0, 1]] }) });
    await eventually('it is loaded', () => data.isLoaded);
    await reconnect();
    expect(connection.timeline('demo~abc')).toBeDefined();
    const { request, secret } = await asked('open');
    expect(secret).toBe('s3cret');
    expect(feed.received.map(({ type }) => type)).toEqual(['open']);
    feed.send({ type: 'reply', request, timeline: 'demo~abc', clock: CLOCK, session: OPENED });
    expect(await asked('subscribe')).toMatchObject({ id, resume: 't1' });
  });

  it('keeps its page connected out of sight, for its clock would be given up', async () => {
    await openSession();
    platform.hide(true);
    for (let second = 0; second < 60; second++) {
      feed.update({});
      await eventually('the frame has come', () => connection.ageMs === 0);
      platform.advance(1_000);
    }
    expect(connection.state).toBe('live');
    expect(feed.sockets).toHaveLength(1);
  });

  it('is forgotten where the server has not kept it', async () => {
    await openSession();
    await reconnect();
    const { request } = await asked('open');
    feed.send({ type: 'error', code: 'unknown-session', message: 'timeline: no session', request });
    await eventually('it is forgotten', () => connection.timeline('demo~abc') === undefined);
  });

  it('that is refused is not there', async () => {
    const opening = problemOf(connection.openSession('demo'));
    const { request } = await asked('open');
    feed.send({
      type: 'error',
      code: 'not-controllable',
      message: 'timeline: follows its own clock',
      request,
    });
    expect(await opening).toBe('not-controllable');
  });
});
