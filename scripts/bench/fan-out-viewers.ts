import { connect } from 'node:net';
import { SUBPROTOCOL_BINARY, SUBPROTOCOL_JSON } from '../../protocol/version.js';
import { FrameCounter } from './frame-counter.js';
import { viewsOf, wallViews } from './wall-views.js';

/**
 * Viewers that say what their server has to hear and count what comes: plain sockets that read no more than frame headers,
 * so that thousands of them are not the bottleneck.
 */
const [port, count] = process.argv.slice(2, 4).map(Number) as [number, number];
const subscribe = (view: object, index: number): string =>
  JSON.stringify({ type: 'subscribe', id: `v${index}`, view });
interface Greeting {
  readonly path: string;
  readonly protocol?: string;
  readonly say: (viewer: number) => readonly string[];
}
const wall = wallViews().map(subscribe);
const live = wallViews().map((view, index) => subscribe({ ...view, timeline: 'live' }, index));
const GREETINGS: Readonly<Record<string, Greeting>> = {
  binary: { path: '/feed', protocol: SUBPROTOCOL_BINARY, say: () => wall },
  json: { path: '/feed', protocol: SUBPROTOCOL_JSON, say: () => wall },
  live: { path: '/feed', protocol: SUBPROTOCOL_BINARY, say: () => live },
  sets: { path: '/feed', protocol: SUBPROTOCOL_BINARY, say: (viewer) => viewsOf(viewer).map(subscribe) },
  nats: { path: '/', say: () => ['CONNECT {"verbose":false}\r\nSUB wall 1\r\n'] },
  plain: { path: '/', say: () => [] },
  // Engine.IO's "message" around Socket.IO's "connect".
  'socket.io': { path: '/socket.io/?EIO=4&transport=websocket', say: () => ['40'] },
};
/** Connections made at once: fewer than a listening socket queues. */
const AT_ONCE = 100;
const { path, protocol, say } = GREETINGS[process.argv[4]!]!;
const offer = protocol === undefined ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`;
const isTimed = process.argv[5] === 'timed';
const state = { frames: 0, bytes: 0 };
/** Of each frame since the last question, where they are timed: the tick it is of and when it was whole, epoch ms. */
let arrivals: number[] = [];
for (let first = 0; first < count; first += AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, at) => watch(first + at)));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, ...state, arrivals: Float64Array.from(arrivals) });
  arrivals = [];
});
process.send!('ready');

function watch(viewer: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          'Sec-WebSocket-Key: dHJhZGV3YWxsLWJlbmNoLQ==\r\nSec-WebSocket-Version: 13\r\n' +
          `${offer}\r\n`,
      );
    });
    const counter = new FrameCounter(note);
    socket.on('error', reject);
    socket.once('data', (data: Buffer) => {
      counter.take(data.subarray(data.indexOf('\r\n\r\n') + 4));
      socket.on('data', (piece: Buffer) => counter.take(piece));
      for (const text of say(viewer)) socket.write(maskedText(text));
      resolve();
    });
  });
}

function note(bytes: number, head: string): void {
  state.frames++;
  state.bytes += bytes;
  if (!isTimed) return;
  const seq = seqOf(head);
  if (seq !== undefined) arrivals.push(seq, performance.timeOrigin + performance.now());
}

/** Tick of a binary update: a number in groups of seven bits, after a byte that is 1 but for its highest bit. */
function seqOf(head: string): number | undefined {
  if (head.charCodeAt(0) % 128 !== 1) return undefined;
  let [seq, scale, at] = [0, 1, 1];
  for (; head.charCodeAt(at) >= 128; at++, scale *= 128) seq += (head.charCodeAt(at) - 128) * scale;
  return seq + head.charCodeAt(at) * scale;
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
