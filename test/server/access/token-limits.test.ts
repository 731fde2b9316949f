import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../../protocol/server-messages.js';
import { serveCommand, runCommand, type ServedCommand } from '../../support/command-line.js';
import { RawWebSocket } from '../../support/raw-websocket.js';
import { tempFolders } from '../../support/temp-folder.js';

const tempFolder = tempFolders();
const HALL = 'viewer-token-0001';
const STAGE = 'viewer-token-0002';
const CUSTOMS = 'sender-token-0001';

let server: ServedCommand;
afterEach(() => server.stop('SIGKILL'));

async function serve(...flags: string[]): Promise<void> {
  const file = join(tempFolder(), 'tokens.json');
  const tokens = {
    hall: { token: HALL, roles: ['viewer'] },
    stage: { token: STAGE, roles: ['viewer'] },
    customs: { token: CUSTOMS, roles: ['sender', 'operator'] },
  };
  writeFileSync(file, JSON.stringify(tokens));
  server = await serveCommand(
    '--live',
    '--store',
    tempFolder(),
    '--port',
    '0',
    '--token-file',
    file,
    ...flags,
  );
}

const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

const connect = (token: string): Promise<RawWebSocket> =>
  RawWebSocket.connect(server.port, '/feed', bearer(token));

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}metrics`, { headers: bearer(CUSTOMS) })).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1) ?? NaN);
}

function say(viewer: RawWebSocket, message: object): void {
  viewer.send({ opcode: 1, payload: JSON.stringify(message) });
}

async function errorOf(viewer: RawWebSocket, code: string): Promise<ServerMessage & { type: 'error' }> {
  const frame = await viewer.next(({ payload }) => payload.includes(`"code":"${code}"`));
  return JSON.parse(frame!.payload.toString()) as ServerMessage & { type: 'error' };
}

describe('a token', () => {
  it('has as many connections as it may, whatever they come from, and others have theirs', async () => {
    await serve('--connections-per-token', '2');
    const viewers = [await connect(HALL), await connect(HALL), await connect(HALL), await connect(STAGE)];
    expect(viewers.map(({ status }) => status.split(' ')[1])).toEqual(['101', '101', '429', '101']);
    expect(await metric('tradewall_token_connections{token="hall"}')).toBe(2);
    expect(await metric('tradewall_limits_met_total{limit="connections-per-token"}')).toBe(1);
    const refused = await fetch(`${server.url}api/timelines`, { headers: bearer(HALL) });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      code: 'too-busy',
      message: expect.stringContaining('token hall has 2 connections') as string,
    });
    viewers[0]!.socket.destroy();
    while ((await connect(HALL)).status.includes('429'));
    for (const { socket } of viewers) socket.destroy();
  });

  it('has as many views open as it may, over all its connections', async () => {
    await serve('--subscriptions-per-token', '3');
    const [first, second, other] = [await connect(HALL), await connect(HALL), await connect(STAGE)];
    const subscribe = (viewer: RawWebSocket, id: string): void =>
      say(viewer, { type: 'subscribe', id, view: { timeline: 'live', measures: ['value'] } });
    for (const id of ['a', 'b']) subscribe(first, id);
    await first.next(({ payload }) => payload.includes('"b":{'));
    for (const id of ['a', 'a', 'b', 'c']) subscribe(second, id);
    subscribe(other, 'a');
    const refusal = await errorOf(second, 'too-many-views');
    expect(refusal.message).toContain('token hall has 3 views open');
    expect(refusal.message).toContain('--subscriptions-per-token');
    expect(refusal.id).toBe('b');
    await other.next(({ payload }) => payload.includes('"a":{'));
    expect(await metric('tradewall_token_subscriptions{token="hall"}')).toBe(3);
    say(first, { type: 'unsubscribe', id: 'a' });
    first.socket.end();
    while ((await metric('tradewall_token_subscriptions{token="hall"}')) > 1);
    subscribe(second, 'd');
    await second.next(({ payload }) => payload.includes('"d":{'));
    for (const { socket } of [first, second, other]) socket.destroy();
  });

  it('is refused what it asks over HTTP too often, and told when to ask again', async () => {
    await serve('--messages-per-token', '1');
    const ask = (token: string): Promise<Response> =>
      fetch(`${server.url}api/timelines`, { headers: bearer(token) });
    const [other, ...answers] = await Promise.all([
      ask(STAGE),
      ...Array.from({ length: 10 }, () => ask(HALL)),
    ]);
    expect(other.status).toBe(200);
    const refused = answers.find(({ status }) => status === 429)!;
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await refused.json()).toMatchObject({
      code: 'too-busy',
      field: 'messages',
      message: expect.stringContaining(
        'more than 1 a second come from token hall (--messages-per-token)',
      ) as string,
    });
  });

  it('whose viewer says too much is told so, and read more slowly, with nothing lost', async () => {
    await serve('--messages-per-token', '20');
    const viewer = await connect(HALL);
    for (let request = 1; request <= 40; request++) say(viewer, { type: 'close', request, timeline: 'none' });
    expect((await errorOf(viewer, 'too-many-messages')).message).toContain('more than 20 a second');
    await viewer.next(({ payload }) => payload.includes('"request":40'));
    expect(await metric('tradewall_token_messages_total{token="hall"}')).toBe(40);
    expect(await metric('tradewall_limits_met_total{limit="messages-per-token"}')).toBeGreaterThan(0);
    viewer.socket.destroy();
  });

  it('has its limits from settings that are checked', async () => {
    const { code, stderr } = await runCommand('serve', '--bytes-per-token', '0');
    expect(code).toBe(2);
    expect(stderr).toContain('--bytes-per-token');
    expect((await runCommand('serve', '--trust-proxy', 'proxy.example')).stderr).toContain(
      'expected an address, as 10.0.0.1, or a network of them, as 10.0.0.0/8',
    );
    await serve();
  });
});
