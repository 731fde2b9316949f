import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SENDER_LIMITS } from '../../../protocol/record-messages.js';
import { ClientLimits } from '../../../server/access/client-limits.js';
import type { ClientShare } from '../../../server/access/client-share.js';
import { RecordSockets } from '../../../server/http/record-socket.js';
import { acceptUpgrades } from '../../../server/http/upgrades.js';
import type { RecordTaker, TakenBatch } from '../../../server/records/record-taker.js';
import { LIVE_DEFAULTS } from '../../../server/timelines/live/live-settings.js';
import { LiveStore } from '../../../server/timelines/live/live-store.js';
import { createRandom } from '../../support/random.js';
import { randomRecord, toNdjson } from '../../support/record-lines.js';
import { connectRecordSocket, type RecordSocketClient } from '../../support/record-socket-client.js';
import { tempFolders } from '../../support/temp-folder.js';

const NOW = Date.UTC(2026, 0, 5, 8);
const tempFolder = tempFolders();
const random = createRandom(6);

let store: LiveStore;
let sockets: RecordSockets;
let client: RecordSocketClient;
let close: () => Promise<void>;

async function serve(taker: RecordTaker, share?: ClientShare): Promise<void> {
  const onFault = (fault: unknown): string => {
    throw fault;
  };
  sockets = new RecordSockets({ taker, onReject: () => undefined, onFault });
  const server = createServer();
  acceptUpgrades(server, new Map([['/api/records', sockets.upgrade('', share)]]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = await connectRecordSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/api/records`);
  close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      client.socket.terminate();
      server.closeAllConnections();
    });
}

beforeEach(async () => {
  store = await LiveStore.open({ ...LIVE_DEFAULTS, folder: tempFolder(), flushMs: 0 }, () => NOW);
});
afterEach(async () => {
  await close();
  await store.close();
});

const lines = (count: number, from = 0): string =>
  toNdjson(
    Array.from({ length: count }, (_, index) => randomRecord(random, NOW - 1_000, `r${from + index}`)),
  );

describe('WS /api/records', () => {
  it('answers each message in turn, once its records are on disk, with what became of them', async () => {
    await serve(store);
    client.send(lines(3));
    client.send(`${lines(1)}wrong\n`);
    client.send(`[${lines(2, 3).trim().replaceAll('\n', ',')}]`);
    client.send(Buffer.from(lines(1, 9)));
    client.send('when,what\n');
    expect(await client.received(6)).toMatchObject([
      { type: 'hello', protocol: 'tradewall.records.v1', limits: { window: 8 } },
      { type: 'ack', batch: 1, accepted: 3, duplicates: 0, rejected: [] },
      { type: 'ack', batch: 2, accepted: 0, duplicates: 1, rejected: [{ line: 2, code: 'bad-json' }] },
      { type: 'ack', batch: 3, accepted: 2, duplicates: 0, rejected: [] },
      { type: 'ack', batch: 4, accepted: 1, duplicates: 0, rejected: [] },
      { type: 'error', batch: 5, code: 'bad-request', message: expect.stringContaining('header') as string },
    ]);
  });

  it.each([
    ['no more than the window of messages that have no answer yet', false, SENDER_LIMITS.window],
    ['one after the other while more comes in than the disk takes', true, 1],
  ])('reads %s', async (_what, isBusy, most) => {
    const held: (() => void)[] = [];
    // A disk that takes its time.
    const slow: RecordTaker = {
      terms: store.terms,
      isBusy,
      take: (): TakenBatch => ({
        accepted: 1,
        duplicates: 0,
        durable: new Promise((resolve) => held.push(resolve)),
      }),
    };
    await serve(slow);
    // Longer than what is read at once: of that, all is taken.
    const message = lines(500);
    for (let count = 0; count < 3 * SENDER_LIMITS.window; count++) client.send(message);
    await client.received(1);
    while (held.length < most) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    expect(held.length).toBeLessThanOrEqual(most + 1);
    for (let answered = 0; answered < 3 * SENDER_LIMITS.window; answered++) {
      while (held.length === 0) await new Promise(setImmediate);
      held.shift()!();
    }
    expect((await client.received(1 + 3 * SENDER_LIMITS.window)).at(-1)).toMatchObject({
      batch: 24,
      type: 'ack',
    });
  });

  it('reads no more of a token that sends more bytes than it may, until time has passed', async () => {
    let now = 0;
    const limits = new ClientLimits(
      { perAddress: {}, perToken: { bytes: 1_000 } },
      () => false,
      () => now,
    );
    await serve(store, limits.shareOf({ address: '127.0.0.1', token: 'customs' }));
    const message = lines(100);
    for (let count = 0; count < 3; count++) client.send(message);
    await client.received(2);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    const bytes = limits.tokens.get('customs')!.total.bytes;
    // What came in one piece with the message that was too much is read, too.
    expect(client.messages.length).toBeLessThanOrEqual(1 + bytes / message.length);
    client.send(message);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    expect(limits.tokens.get('customs')!.total.bytes).toBe(bytes);
    expect(limits.met.get('bytes-per-token')).toBeGreaterThan(0);
    now += 1_000 * message.length;
    expect((await client.received(5)).at(-1)).toMatchObject({ type: 'ack', batch: 4 });
  });

  it('answers what it has read before it says goodbye', async () => {
    await serve(store);
    await client.received(1);
    client.send(lines(100));
    while (store.load.ids === 0) await new Promise(setImmediate);
    await sockets.close('server is shutting down', 1);
    expect((await client.received(3)).slice(1)).toMatchObject([
      { type: 'ack', accepted: 100 },
      { type: 'bye', retryAfter: 1 },
    ]);
    expect(await client.closed).toBe(1001);
  });

  it('ends a connection whose message is longer than it may be', async () => {
    await serve(store);
    client.send('x'.repeat(SENDER_LIMITS.messageBytes + 1));
    expect(await client.closed).toBe(1009);
  });

  it('cuts off a sender that is not there any more', async () => {
    await serve(store);
    await client.received(1);
    sockets.pingAll();
    await once(client.socket, 'ping');
    client.socket.pong();
    client.send('x');
    await client.received(2);
    // As one that is unplugged: it answers nothing.
    client.socket.pause();
    sockets.pingAll();
    sockets.pingAll();
    expect(sockets.count).toBe(1);
    client.socket.resume();
    expect(await client.closed).toBe(1006);
  });
});
