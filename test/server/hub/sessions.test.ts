import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/limits.js';
import type { ErrorMessage, Reply, Update } from '../../../protocol/server-messages.js';
import { createControlKeys, NO_CONTROL } from '../../../server/timelines/control-keys.js';
import { startHubServer, type HubServer } from '../../support/hub-server.js';
import { createJournalSource } from '../../support/journal-source.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';

const START = Date.UTC(2026, 10, 23, 15);
const VIEW = { timeline: 'live', measures: ['records'], bucket: 'all' };

let server: HubServer;
let requests = 0;

beforeEach(async () => {
  server = await startHubServer(createJournalSource('live'), START);
});
afterEach(() => server.close());

/** What the server answers to a request. */
async function ask(client: PlainFeedClient, message: object): Promise<Reply | ErrorMessage> {
  const request = ++requests;
  client.send({ request, ...message });
  return (await client.waitFor((m) => 'request' in m && m.request === request)) as Reply | ErrorMessage;
}

async function open(client: PlainFeedClient, more: object = {}): Promise<Reply> {
  return (await ask(client, { type: 'open', timeline: 'live', ...more })) as Reply;
}

const seek = (timeline: string, time: number, more: object = {}): object => ({
  type: 'control',
  timeline,
  command: 'seek',
  time,
  ...more,
});

/** Ticks once and waits until the viewer has the frame. */
async function tick(client: PlainFeedClient) {
  client.messages.length = 0;
  client.send({ type: 'unsubscribe', id: 'barrier' });
  await client.waitFor((message) => message.type === 'error' && message.id === 'barrier');
  server.now += LIMITS.heartbeatMs;
  server.hub.tick();
  return client.waitFor(isType('update'));
}

describe('a private session', () => {
  it('begins where the timeline stands, and moves without it', async () => {
    const client = await connectPlainClient(server.url);
    const { timeline: name, session, clock } = await open(client);
    expect(session).toMatchObject({
      of: 'live',
      info: { name, units: { value: 'CNY' }, controllable: true },
    });
    expect(clock.time).toBe(START);
    expect(await ask(client, seek(name, 5_000))).toMatchObject({ timeline: name, clock: { time: 5_000 } });
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline: name } });
    client.send({ type: 'subscribe', id: 'b', view: VIEW });
    const frame = await tick(client);
    expect(frame.clock[name]!.time).toBe(5_000 + LIMITS.heartbeatMs);
    expect(frame.clock['live']!.time).toBe(server.now);
    expect(Object.keys(frame.views)).toEqual(['a', 'b']);
  });

  it('is nobody else\u2019s to watch, to move or to know of', async () => {
    const [owner, other] = [await connectPlainClient(server.url), await connectPlainClient(server.url)];
    const { timeline: name } = await open(owner);
    const onSession = [seek(name, 0), { type: 'open', timeline: name }, { type: 'close', timeline: name }];
    const onNothing = [seek('nil', 0), { type: 'open', timeline: 'nil' }, { type: 'close', timeline: 'nil' }];
    for (const [index, message] of onSession.entries()) {
      const refused = (await ask(other, message)) as ErrorMessage;
      const unknown = (await ask(other, onNothing[index]!)) as ErrorMessage;
      expect(refused.type).toBe('error');
      expect({ ...refused, request: 0 }).toEqual({
        ...unknown,
        request: 0,
        message: unknown.message.replace('nil', name),
      });
    }
    other.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline: name } });
    expect(await other.waitFor(isType('error'))).toMatchObject({ code: expect.any(String) as string });
  });

  it('is resumed on another connection by its secret, with only what changed meanwhile', async () => {
    const client = await connectPlainClient(server.url);
    const { timeline, session } = await open(client);
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline } });
    await tick(client);
    client.terminate();
    await client.closed;
    server.now += LIMITS.resumeMs / 2;
    server.hub.tick();
    const again = await connectPlainClient(server.url);
    expect(await ask(again, { type: 'open', timeline, secret: 'wrong' })).toMatchObject({
      code: 'unknown-session',
    });
    const resumed = (await ask(again, { type: 'open', timeline, secret: session!.secret })) as Reply;
    expect(resumed).toMatchObject({ timeline, clock: { time: server.now } });
    again.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline }, resume: client.resume });
    const frame = await tick(again);
    expect(frame.views['a']?.kind).not.toBe('snapshot');
  });

  it('is gone when its viewer has not come back in time', async () => {
    const client = await connectPlainClient(server.url);
    const { timeline, session } = await open(client);
    client.terminate();
    await client.closed;
    const again = await connectPlainClient(server.url);
    await tick(again);
    server.now += LIMITS.resumeMs + 1;
    await tick(again);
    const answer = await ask(again, { type: 'open', timeline, secret: session!.secret });
    expect(answer).toMatchObject({ code: 'unknown-session' });
  });

  it('is one of few per viewer; closing one makes room and ends its views', async () => {
    const client = await connectPlainClient(server.url);
    const opened: Reply[] = [];
    for (let count = 0; count < LIMITS.sessionsPerViewer; count++) opened.push(await open(client));
    expect(await ask(client, { type: 'open', timeline: 'live' })).toMatchObject({
      code: 'too-many-sessions',
      message: expect.stringContaining('8 sessions are open already; close one first') as string,
    });
    const { timeline } = opened[0]!;
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline } });
    await tick(client);
    expect(await ask(client, { type: 'close', timeline })).toMatchObject({ type: 'reply', timeline });
    expect((await tick(client)).clock).toEqual({});
    expect(await open(client)).toMatchObject({ type: 'reply' });
  });

  it('ends with a reason when what it plays is no longer served', async () => {
    const client = await connectPlainClient(server.url);
    const { timeline } = await open(client);
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, timeline } });
    client.send({ type: 'subscribe', id: 'b', view: VIEW });
    await tick(client);
    client.messages.length = 0;
    server.hub.endTimeline('live', 'its dataset was replaced');
    for (const [id, name] of [
      ['a', timeline],
      ['b', 'live'],
    ]) {
      const error = await client.waitFor((message) => message.type === 'error' && message.id === id);
      expect(error).toMatchObject({
        code: 'timeline-ended',
        message: `timeline: ${name} has ended: its dataset was replaced`,
      });
    }
    expect(await ask(client, { type: 'close', timeline })).toMatchObject({ code: 'unknown-session' });
  });
});

describe('control of a shared timeline', () => {
  it('is carried out in order, and everybody who watches learns who did what', async () => {
    const clients = [await connectPlainClient(server.url), await connectPlainClient(server.url)] as const;
    for (const client of clients) client.send({ type: 'subscribe', id: 'a', view: VIEW });
    for (const client of clients) await tick(client);
    for (const client of clients) client.messages.length = 0;
    expect(await ask(clients[0], seek('live', 1_000, { by: 'Wei' }))).toMatchObject({ order: 1 });
    const second = { type: 'control', timeline: 'live', command: 'pause', by: 'Ada' };
    expect(await ask(clients[1], second)).toMatchObject({
      order: 2,
      clock: { time: 1_000, state: 'paused' },
    });
    expect(await ask(clients[1], { ...second, by: undefined })).toMatchObject({ order: 3 });
    server.now += LIMITS.heartbeatMs;
    server.hub.tick();
    for (const client of clients) {
      const { control, seq } = await client.waitFor(
        (message): message is Update => message.type === 'update' && message.control !== undefined,
      );
      expect(control).toMatchObject([
        { timeline: 'live', order: 1, seq, by: 'Wei', command: 'seek', time: 1_000, speed: 1 },
        { order: 2, by: 'Ada', command: 'pause' },
        { order: 3, by: null, command: 'pause' },
      ]);
    }
    expect((await tick(clients[0])).control).toBeUndefined();
  });

  it('takes its key, and without it tells nothing of what there is', async () => {
    await server.close();
    const keyed = createControlKeys((name) => (name === 'live' ? 'open sesame' : undefined));
    server = await startHubServer(createJournalSource('live'), START, keyed);
    const client = await connectPlainClient(server.url);
    const refused = await ask(client, seek('live', 0));
    expect(refused).toMatchObject({ code: 'forbidden', field: 'key' });
    for (const message of [seek('live', 0, { key: 'wrong' }), seek('nil', 0), seek('nil', 0, { key: 'x' })]) {
      const { request, ...answer } = (await ask(client, message)) as ErrorMessage;
      expect({ ...answer, request: 0 }, String(request)).toEqual({ ...refused, request: 0 });
    }
    expect(await ask(client, seek('live', 0, { key: 'open sesame' }))).toMatchObject({
      type: 'reply',
      order: 1,
    });
    const { timeline } = await open(client);
    expect(await ask(client, seek(timeline, 7))).toMatchObject({ clock: { time: 7 } });
  });

  it('is nobody\u2019s on a server that others reach and that has no key, but for sessions', async () => {
    await server.close();
    server = await startHubServer(createJournalSource('live'), START, NO_CONTROL);
    const client = await connectPlainClient(server.url);
    expect(await ask(client, seek('live', 0))).toMatchObject({ code: 'forbidden' });
    const { timeline } = await open(client);
    expect(await ask(client, seek(timeline, 7))).toMatchObject({ clock: { time: 7 } });
  });

  it('tells in each frame what several screens need to stand at the same instant', async () => {
    const clients = [await connectPlainClient(server.url), await connectPlainClient(server.url)] as const;
    await ask(clients[0], { type: 'control', timeline: 'live', command: 'speed', speed: 86_400 });
    const shown: number[] = [];
    for (const client of clients) {
      client.send({ type: 'subscribe', id: 'a', view: VIEW });
      await tick(client);
      const frame = await client.waitFor(
        (message): message is Update => message.type === 'update' && 'live' in message.clock,
      );
      const { now, anchor, time, speed } = frame.clock['live']!;
      expect(now).toBe(server.now);
      expect(Math.floor(anchor!.time + (now! - anchor!.at) * anchor!.speed)).toBe(time);
      // Both draw on to the same moment of the server's clock, from frames a second apart.
      shown.push(anchor!.time + (START + 60_000 - anchor!.at) * anchor!.speed);
      expect(speed).toBe(86_400);
    }
    expect(shown[0]).toBe(shown[1]);
  });
});
