import { connect } from 'node:net';
import { wallViews } from './wall-views.js';

/**
 * Viewers that say what their server has to hear and count what comes: plain sockets that read no more than frame headers,
 * so that 500 of them are not the bottleneck.
 */
const [port, count] = process.argv.slice(2, 4).map(Number) as [number, number];
const GREETINGS: Readonly<Record<string, { path: string; say: readonly string[] }>> = {
  feed: {
    path: '/feed',
    say: wallViews().map((view, index) => JSON.stringify({ type: 'subscribe', id: `v${index}`, view })),
  },
  plain: { path: '/', say: [] },
  // Engine.IO's "message" around Socket.IO's "connect".
  'socket.io': { path: '/socket.io/?EIO=4&transport=websocket', say: ['40'] },
};
const greeting = GREETINGS[process.argv[4]!]!;
const state = { frames: 0, bytes: 0 };
await Promise.all(Array.from({ length: count }, watch));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, ...state });
});
process.send!('ready');

function watch(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `GET ${greeting.path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Key: dHJhZGV3YWxsLWJlbmNoLQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      );
    });
    const take = createFrameCounter();
    socket.on('error', reject);
    socket.once('data', (data: Buffer) => {
      take(data.subarray(data.indexOf('\r\n\r\n') + 4));
      socket.on('data', take);
      for (const text of greeting.say) socket.write(maskedText(text));
      resolve();
    });
  });
}

/** Counts frames and their payload in a stream of bytes by their headers alone. */
function createFrameCounter(): (data: Buffer) => void {
  let skip = 0;
  let header = Buffer.alloc(0);
  return (data) => {
    let at = 0;
    while (at < data.length) {
      const skipped = Math.min(skip, data.length - at);
      skip -= skipped;
      at += skipped;
      if (at === data.length) break;
      header = Buffer.concat([header, data.subarray(at, ++at)]);
      const length = payloadLength(header);
      if (length === undefined) continue;
      skip = length;
      header = Buffer.alloc(0);
      state.frames++;
      state.bytes += length;
    }
  };
}

/** Length of an unmasked frame's payload once its header is complete (RFC 6455, 5.2). */
function payloadLength(header: Buffer): number | undefined {
  if (header.length < 2) return undefined;
  const short = header[1]!;
  if (short < 126) return short;
  if (short === 126) return header.length < 4 ? undefined : header.readUInt16BE(2);
  return header.length < 10 ? undefined : Number(header.readBigUInt64BE(2));
}

/** A text frame of a client, with a mask of zeros. */
function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  const isShort = payload.length < 126;
  const header = Buffer.alloc(isShort ? 6 : 8);
  header[0] = 0x81;
  header[1] = 0x80 | (isShort ? payload.length : 126);
  if (!isShort) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}
