import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../../protocol/limits.js';
import { serveCommand, type ServedCommand } from '../../support/command-line.js';
import { connectPlainClient, isType, type PlainFeedClient } from '../../support/plain-feed-client.js';
import { OPCODE, RawWebSocket } from '../../support/raw-websocket.js';
import { tempFolders } from '../../support/temp-folder.js';

/** Memory that one attack may cost, MB: far above what garbage collection leaves lying, far below what it sends. */
const MOST_MB = 150;

/**
 * Ticks between two frames of a viewer whose view stands still: those of a heartbeat, and one where its timer is early by a
 * part of a millisecond. More, and a frame that was due has not come.
 */
const MOST_TICKS = Math.ceil(LIMITS.heartbeatMs / LIMITS.tickMs) + 1;

const tempFolder = tempFolders();
let server: ServedCommand;
let watcher: PlainFeedClient;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = await serveCommand(
    '--live',
    '--store',
    tempFolder(),
    '--port',
    '0',
    '--json-log',
    '--currency',
    'CNY',
  );
  watcher = await connectPlainClient(`ws://127.0.0.1:${server.port}/feed`);
  watcher.send({
    type: 'subscribe',
    id: 'x',
    view: { timeline: 'live', measures: ['value'], by: ['flow'], bucket: '1s', last: 60 },
  });
  await watcher.waitFor(isType('update'));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  watcher.terminate();
  await server.stop('SIGKILL');
});

/** What the server says of itself: its memory, ticks that began, how late all of them were and how many not by more than 250 ms. */
interface Figures {
  readonly mb: number;
  readonly ticks: number;
  readonly lateSeconds: number;
  readonly inTime: number;
}

async function figures(): Promise<Figures> {
  const text = await (await fetch(`${server.url}metrics`)).text();
  const figure = (name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))!
        .slice(name.length),
    );
  const delay = 'tradewall_tick_delay_seconds';
  return {
    mb: figure('process_resident_memory_bytes') / 1e6,
    ticks: figure(`${delay}_count`),
    lateSeconds: figure(`${delay}_sum`),
    inTime: figure(`${delay}_bucket{le="0.25"}`),
  };
}

/** What an attack costs, MB; a viewer beside it gets every frame that is due meanwhile, and the process lives. */
async function costOf(attack: () => Promise<void>): Promise<number> {
  const before = await figures();
  const [{ seq: firstSeq }, known] = [watcher, watcher.messages.length];
  await attack();
  const { seq } = watcher;
  await watcher.waitFor((message) => message.type === 'update' && message.seq > seq);
  const after = await figures();
  const seqs = watcher.messages.slice(known).flatMap((each) => (each.type === 'update' ? [each.seq] : []));
  const gaps = seqs.map((each, index) => each - (seqs[index - 1] ?? firstSeq));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(MOST_TICKS);
  tellDelay(before, after);
  return after.mb - before.mb;
}

function tellDelay(before: Figures, after: Figures): void {
  const ticks = after.ticks - before.ticks;
  const meanMs = (1_000 * (after.lateSeconds - before.lateSeconds)) / ticks;
  const late = ticks - (after.inTime - before.inTime);
  const [name, mb] = [expect.getState().currentTestName, Math.round(after.mb - before.mb)];
  console.log(`${name}: ${ticks} ticks, late by ${meanMs.toFixed(1)} ms, ${late} by over 250 ms; ${mb} MB`);
}

async function raw(path = '/feed'): Promise<RawWebSocket> {
  const client = await RawWebSocket.connect(server.port, path);
  sockets.push(client.socket);
  return client;
}

function plain(text = ''): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      if (text !== '') socket.write(text);
      resolve(socket);
    });
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    sockets.push(socket);
  });
}

/** Writes as long as the peer takes it, up to so many bytes. */
async function flood(socket: Socket, bytes: Buffer, most: number): Promise<void> {
  for (let sent = 0; sent < most && !socket.destroyed; sent += bytes.length) {
    if (socket.write(bytes)) continue;
    const isStuck = await Promise.race([
      new Promise<boolean>((resolve) => socket.once('drain', () => resolve(false))),
      new Promise<boolean>((resolve) => socket.once('close', () => resolve(true))),
      // Who is held back for two seconds is held back.
      new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 2_000)),
    ]);
    if (isStuck) return;
  }
}

describe('a hostile client', { timeout: 120_000 }, () => {
  it('that opens thousands of sockets and says nothing costs kilobytes each', async () => {
    const cost = await costOf(async () => {
      for (let batch = 0; batch < 20; batch++) await Promise.all(Array.from({ length: 100 }, () => plain()));
      await Promise.all(Array.from({ length: 500 }, () => raw()));
    });
    expect(cost).toBeLessThan(MOST_MB);
  });

  it('that takes for ever to send a request is cut off', async () => {
    const slow = await Promise.all(
      Array.from({ length: 50 }, () => plain('GET /feed HTTP/1.1\r\nHost: x\r\n')),
    );
    const closed = slow.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    const dripping = setInterval(() => slow.forEach((socket) => socket.write('X-A: b\r\n')), 1_000);
    expect(await costOf(async () => void (await Promise.all(closed)))).toBeLessThan(MOST_MB);
    clearInterval(dripping);
  });

  it('that pings without end and never reads is not read from any more', async () => {
    const client = await raw();
    client.socket.pause();
    const ping = Buffer.concat(
      Array.from({ length: 500 }, () => Buffer.from([0x89, 0xfd, 0, 0, 0, 0, ...Buffer.alloc(125)])),
    );
    expect(await costOf(() => flood(client.socket, ping, 200e6))).toBeLessThan(MOST_MB);
  });

  it('that subscribes without end holds no more views than it may, and delays nobody', async () => {
    const client = await raw();
    const text = (index: number): string =>
      JSON.stringify({
        type: 'subscribe',
        id: `v${index}`,
        view: {
          timeline: 'live',
          measures: ['value'],
          by: ['partner', 'commodity'],
          bucket: '1s',
          last: 10_000 - (index % 5_000),
        },
      });
    const cost = await costOf(async () => {
      for (let index = 0; index < 5_000; index++) client.send({ opcode: OPCODE.text, payload: text(index) });
      await client.next(({ payload }) => payload.includes('too-many-views'));
    });
    expect(cost).toBeLessThan(MOST_MB);
  });

  it('that sends what never ends as one line, one record or one message costs no more than that may be long', async () => {
    const megabyte = Buffer.alloc(1_048_576, 'x');
    async function* endless(first: string): AsyncGenerator<Buffer> {
      yield Buffer.from(first);
      for (let count = 0; count < 100; count++) yield megabyte;
    }
    for (const first of ['{"id":"', '[{"id":"', '[['.repeat(1_000), 'time,flow\n"'])
      expect(
        await costOf(async () => {
          await fetch(`${server.url}api/records`, {
            method: 'POST',
            body: endless(first),
            duplex: 'half',
          } as unknown as RequestInit);
        }),
        first.slice(0, 10),
      ).toBeLessThan(MOST_MB);
  });

  it('that sends a bomb of gzip costs what is read of it at a time', async () => {
    const bomb = gzipSync(Buffer.alloc(300e6, 'a\n'));
    const cost = await costOf(async () => {
      const response = await fetch(`${server.url}api/records`, {
        method: 'POST',
        body: bomb,
        headers: { 'Content-Encoding': 'gzip', 'Content-Type': 'application/x-ndjson' },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        code: 'bad-request',
        accepted: 0,
        message: expect.stringContaining('nearly all of it is wrong') as string,
      });
    });
    expect(cost).toBeLessThan(MOST_MB);
  });

  it('that reaches for what is not served finds nothing', async () => {
    for (const path of [
      '/../package.json',
      '/..%2f..%2fpackage.json',
      '/assets/..%5c..%5cpackage.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/wall%00.html',
      '//etc/passwd',
    ]) {
      const socket = await plain(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
      let answer = '';
      socket.on('data', (data: Buffer) => (answer += data.toString()));
      await new Promise((resolve) => socket.once('close', resolve));
      expect(answer, path).toMatch(/^HTTP\/1\.1 4\d\d/);
      expect(answer, path).not.toContain('root:');
    }
  });

  it('that reaches for the prototype of objects changes nothing', async () => {
    const record = { time: '2026-01', flow: 'export', partner: 'USA', commodity: '85', netKg: 1 };
    const body = ['__proto__', 'constructor', 'prototype']
      .map((name) => `{"${name}":{"netKg":1,"polluted":true},${JSON.stringify(record).slice(1)}`)
      .join('\n');
    const response = await fetch(`${server.url}api/records`, { method: 'POST', body });
    const { accepted, rejected } = (await response.json()) as {
      accepted: number;
      rejected: { code: string }[];
    };
    expect(accepted).toBe(0);
    expect(rejected.map(({ code }) => code)).toEqual(['bad-field', 'bad-field', 'bad-field']);
    watcher.sendRaw(
      '{"type":"subscribe","id":"__proto__","view":{"timeline":"live","measures":["value"],"__proto__":{"last":5},"where":{"__proto__":["x"]}}}',
    );
    expect(await watcher.waitFor(isType('error'))).toMatchObject({ code: 'bad-view' });
  });

  it('that goes without a word while it is sent to leaves nothing behind', async () => {
    const cost = await costOf(async () => {
      for (let round = 0; round < 10; round++) {
        const clients = await Promise.all(Array.from({ length: 50 }, () => raw()));
        for (const { socket } of clients) socket.resetAndDestroy();
      }
    });
    expect(cost).toBeLessThan(MOST_MB);
  });
});
