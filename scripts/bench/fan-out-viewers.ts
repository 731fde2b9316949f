import { connect } from 'node:net';
import { wallViews } from './wall-views.js';

/**
 * Viewers that subscribe to the wall's views and count what comes: plain sockets that read no more than frame headers, so
 * that 500 of them are not the bottleneck.
 */
const [port, count] = process.argv.slice(2).map(Number) as [number, number];
const state = { frames: 0 };
await Promise.all(Array.from({ length: count }, watch));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, frames: state.frames });
});
process.send!('ready');

function watch(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `GET /feed HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Key: dHJhZGV3YWxsLWJlbmNoLQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
      );
    });
    socket.on('error', reject);
    socket.once('data', (data: Buffer) => {
      const end = data.indexOf('\r\n\r\n') + 4;
      const count = createFrameCounter();
      state.frames += count(data.subarray(end));
      socket.on('data', (more: Buffer) => (state.frames += count(more)));
      wallViews().forEach((view, index) =>
        socket.write(maskedText(JSON.stringify({ type: 'subscribe', id: `v${index}`, view }))),
      );
      resolve();
    });
  });
}

/** Counts frames in a stream of bytes by their headers alone. */
function createFrameCounter(): (data: Buffer) => number {
  let skip = 0;
  let header = Buffer.alloc(0);
  return (data) => {
    let frames = 0;
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
      frames++;
    }
    return frames;
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
