import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../../../protocol/limits.js';
import { startHubServer, type HubServer } from '../../support/hub-server.js';
import { createJournalSource, type JournalSource } from '../../support/journal-source.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';

const START = Date.UTC(2026, 10, 23, 15, 0, 10);
const VIEW = { timeline: 'live', measures: ['value', 'records'], by: ['flow'], bucket: '1m', last: 5 };

let source: JournalSource;
let server: HubServer;

beforeEach(async () => {
  source = createJournalSource('live');
  server = await startHubServer(source, START);
});
afterEach(() => server.close());

/** Lets the server take in all that was sent, then ticks once and waits for the frame. */
async function tick(client: PlainFeedClient): Promise<void> {
  client.messages.length = 0;
  client.send({ type: 'unsubscribe', id: 'barrier' });
  await client.waitFor((message) => message.type === 'error' && message.id === 'barrier');
  server.now += LIMITS.heartbeatMs;
  server.hub.tick();
  await client.waitFor(isType('update'));
}

const trade = (value: number, ageMs = 1): void =>
  source.append({ time: server.now - ageMs, flow: 'export', partner: 'USA', value, netKg: 1_000 });

describe('the feed', () => {
  it('greets with the timelines, their units and the limits', async () => {
    const client = await connectPlainClient(server.url, undefined, ['tradewall.v1.json']);
    const hello = await client.waitFor(isType('hello'));
    expect(hello).toMatchObject({ protocol: 'tradewall.v1', version: 'test', limits: LIMITS });
    expect(hello.timelines[0]).toMatchObject({
      name: 'live',
      units: { value: 'CNY', tonnage: 't', unitValue: 'CNY/t' },
      valuation: { import: 'CIF', export: 'FOB' },
    });
  });

  it.each([
    [[], ''],
    [['tradewall.v1.bin'], 'tradewall.v1.bin'],
    [['tradewall.v2', 'tradewall.v1.bin', 'tradewall.v1.json'], 'tradewall.v1.bin'],
    [['tradewall.v1.json', 'tradewall.v1.bin'], 'tradewall.v1.json'],
  ])('takes of the subprotocols %j the first that it knows', async (offered, taken) => {
    const socket = new WebSocket(server.url, offered);
    await once(socket, 'open');
    expect(socket.protocol).toBe(taken);
    socket.terminate();
  });

  it('refuses a client that offers only unknown subprotocols, saying which one to offer', async () => {
    const socket = new WebSocket(server.url, ['graphql-ws']);
    const body = await new Promise<string>((resolve) => {
      socket.on('unexpected-response', (_request, response) => {
        response.on('data', (data: Buffer) => resolve(`${response.statusCode} ${data.toString()}`));
      });
    });
    expect(body).toContain('400');
    expect(body).toContain('expected tradewall.v1.json, tradewall.v1.bin or none');
  });

  it('sends all views of a viewer in one frame, a snapshot first and then only what changed', async () => {
    const client = await connectPlainClient(server.url);
    trade(500);
    client.send({ type: 'subscribe', id: 'a', view: VIEW });
    client.send({ type: 'subscribe', id: 'b', view: { ...VIEW, by: ['partner'] } });
    await tick(client);
    const first = await client.waitFor(isType('update'));
    expect(Object.keys(first.views)).toEqual(['a', 'b']);
    expect(first.views['a']).toMatchObject({
      kind: 'snapshot',
      columns: ['bucket', 'flow', 'value', 'records'],
    });
    expect(first.views['a']!.rows[0]!.slice(1)).toEqual(['export', 5, 1]);
    trade(250);
    await tick(client);
    const second = await client.waitFor(isType('update'));
    expect(second).toMatchObject({
      from: first.seq,
      views: { a: { kind: 'changes' }, b: { kind: 'changes' } },
    });
    expect(second.views['a']!.rows.map((row) => row.slice(1))).toEqual([['export', 7.5, 2]]);
  });

  it('sends an empty frame once a second, with the head and the clock, when nothing changes', async () => {
    const client = await connectPlainClient(server.url);
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, bucket: 'all' } });
    await tick(client);
    await tick(client);
    const frame = await client.waitFor(isType('update'));
    expect(frame.views).toEqual({});
    expect(frame.clock['live']).toMatchObject({ watermark: server.now });
  });

  it('skips ticks in which nothing changed within the second', async () => {
    const client = await connectPlainClient(server.url);
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, bucket: 'all' } });
    await tick(client);
    const { seq } = client;
    server.now += 250;
    server.hub.tick();
    await tick(client);
    const frames = client.messages.filter(isType('update'));
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ from: seq, seq: seq + 2 });
  });

  it('resumes a dropped connection with only what changed meanwhile', async () => {
    const client = await connectPlainClient(server.url);
    trade(100);
    client.send({ type: 'subscribe', id: 'a', view: VIEW });
    await tick(client);
    client.terminate();
    await client.closed;
    trade(23);
    server.hub.tick();
    const again = await connectPlainClient(server.url);
    again.send({ type: 'subscribe', id: 'a', view: VIEW, resume: client.resume });
    await tick(again);
    const frame = await again.waitFor(isType('update'));
    expect(frame.views['a']).toMatchObject({ kind: 'changes' });
    expect(frame.views['a']!.rows.map((row) => row.slice(1))).toEqual([['export', 1.23, 2]]);
  });

  it('answers a token of another run with a snapshot that says so', async () => {
    const client = await connectPlainClient(server.url);
    client.send({ type: 'subscribe', id: 'a', view: VIEW, resume: 'elsewhere.7' });
    await tick(client);
    const frame = await client.waitFor(isType('update'));
    expect(frame.views['a']).toMatchObject({ kind: 'snapshot', reason: 'restarted' });
  });

  it('answers a token of a view that is no longer kept with a snapshot that says so', async () => {
    const client = await connectPlainClient(server.url);
    client.send({ type: 'subscribe', id: 'a', view: VIEW });
    await tick(client);
    client.send({ type: 'unsubscribe', id: 'a' });
    await tick(client);
    server.now += LIMITS.resumeMs + 1;
    await tick(client);
    client.send({ type: 'subscribe', id: 'a', view: VIEW, resume: client.resume });
    await tick(client);
    const frame = await client.waitFor(isType('update'));
    expect(frame.views['a']).toMatchObject({ kind: 'snapshot', reason: 'expired' });
  });

  it('sends a snapshot that says so after a seek, and clamps a seek outside the span', async () => {
    const client = await connectPlainClient(server.url);
    client.send({ type: 'subscribe', id: 'a', view: VIEW });
    await tick(client);
    client.send({ type: 'control', request: 7, timeline: 'live', command: 'seek', time: '1960-01-01' });
    const reply = await client.waitFor(isType('reply'));
    expect(reply).toMatchObject({ request: 7, clock: { time: 0 } });
    expect(reply.note).toContain('1960-01-01T00:00:00.000Z is outside the span');
    await tick(client);
    const frame = await client.waitFor(isType('update'));
    expect(frame.views['a']).toMatchObject({ kind: 'snapshot', reason: 'moved' });
  });

  it('replaces a view when its id is used again', async () => {
    const client = await connectPlainClient(server.url);
    trade(100);
    client.send({ type: 'subscribe', id: 'a', view: VIEW });
    await tick(client);
    client.send({ type: 'subscribe', id: 'a', view: { ...VIEW, by: ['partner'] } });
    await tick(client);
    const frame = await client.waitFor(isType('update'));
    expect(frame.views['a']).toMatchObject({
      kind: 'snapshot',
      columns: ['bucket', 'partner', 'value', 'records'],
    });
  });

  it.each([
    ['not JSON', '{', 'bad-message', {}],
    ['a binary message', Buffer.from('{}'), 'bad-message', {}],
    ['an unknown type', '{"type":"dance","id":"q"}', 'unknown-type', { id: 'q' }],
    ['a message over the limit', `{"x":"${'y'.repeat(LIMITS.messageBytes)}"}`, 'too-large', {}],
    [
      'an unknown timeline',
      { type: 'subscribe', id: 'b', view: { ...VIEW, timeline: 'x' } },
      'unknown-timeline',
      { id: 'b' },
    ],
    [
      'a bad view',
      { type: 'subscribe', id: 'c', view: { ...VIEW, bucket: '2d' } },
      'bad-view',
      { id: 'c', field: 'bucket' },
    ],
    ['a subscription that is not there', { type: 'unsubscribe', id: 'zz' }, 'unknown-id', { id: 'zz' }],
    [
      'a speed of 0',
      { type: 'control', request: 3, timeline: 'live', command: 'speed', speed: 0 },
      'bad-control',
      { request: 3 },
    ],
    [
      'a seek to nowhere',
      { type: 'control', request: 4, timeline: 'live', command: 'seek', time: 'noon' },
      'bad-control',
      { request: 4 },
    ],
  ])('answers %s with an error and lives on', async (_what, message, code, about) => {
    const client = await connectPlainClient(server.url);
    const raw = typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message);
    client.sendRaw(raw);
    expect(await client.waitFor(isType('error'))).toMatchObject({ code, ...about });
    client.send({ type: 'subscribe', id: 'a', view: VIEW });
    await tick(client);
    expect(client.views.has('a')).toBe(true);
    expect(server.faults).toEqual([]);
  });

  it('refuses more views than a viewer may hold, and keeps those it has', async () => {
    const client = await connectPlainClient(server.url);
    for (let index = 0; index <= LIMITS.viewsPerViewer; index++) {
      client.send({ type: 'subscribe', id: `v${index}`, view: VIEW });
    }
    expect(await client.waitFor(isType('error'))).toMatchObject({ code: 'too-many-views', id: 'v64' });
    await tick(client);
    expect(client.views.size).toBe(LIMITS.viewsPerViewer);
  });

  it('refuses a view that holds too many cells, alone or with the others of its viewer, and keeps those', async () => {
    for (let second = 0; second < 100; second++)
      for (let partner = 0; partner < 600; partner++)
        source.append({ time: START - 1_000 * second - 1, flow: 'export', partner: `P${partner}`, value: 1 });
    const derived = (of: string): string[] =>
      ['', 'Share', 'YearToDate', 'Annualised'].map((name) => of + name);
    const large = { timeline: 'live', measures: derived('value'), by: ['partner'], bucket: '1s', last: 100 };
    const client = await connectPlainClient(server.url);
    const measures = [...derived('value'), ...derived('tonnage'), ...derived('records'), 'unitValue'];
    client.send({
      type: 'subscribe',
      id: 'alone',
      view: { ...large, measures: [...measures, 'weightShare'] },
    });
    const alone = await client.waitFor(isType('error'));
    expect(alone).toMatchObject({ code: 'too-many-cells', id: 'alone', field: 'view' });
    client.send({ type: 'subscribe', id: 'first', view: large });
    await tick(client);
    client.send({
      type: 'subscribe',
      id: 'second',
      view: { ...large, measures: [...derived('records'), ...derived('tonnage')] },
    });
    const second = await client.waitFor((message) => message.type === 'error' && message.id === 'second');
    expect(second).toMatchObject({ code: 'too-many-cells' });
    await tick(client);
    expect([...client.views.keys()]).toEqual(['first']);
    expect(server.faults).toEqual([]);
  });

  it('closes a connection whose message is past all measure, and no other', async () => {
    const [bad, good] = [await connectPlainClient(server.url), await connectPlainClient(server.url)];
    bad.sendRaw('x'.repeat(LIMITS.payloadBytes + 1));
    expect(await bad.closed).toBe(1009);
    good.send({ type: 'subscribe', id: 'a', view: VIEW });
    await tick(good);
    expect(good.views.has('a')).toBe(true);
  });

  it('says goodbye, and when to come back, before it closes', async () => {
    const client = await connectPlainClient(server.url);
    server.hub.close('maintenance', 5);
    expect(await client.waitFor(isType('bye'))).toEqual({
      type: 'bye',
      reason: 'maintenance',
      retryAfter: 5,
    });
    expect(await client.closed).toBe(1001);
  });
});
