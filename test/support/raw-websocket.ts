import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A frame as it is typed in, right or wrong. */
export interface RawFrame {
  readonly opcode: number;
  readonly payload?: Buffer | string;
  readonly fin?: boolean;
  /** The three reserved bits, 0 to 7. */
  readonly reserved?: number;
  readonly masked?: boolean;
  /** Length to claim, where that is not the payload's. */
  readonly claims?: number;
}

export interface ReceivedFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A frame as RFC 6455, 5.2, has it. */
export function toBytes({
  opcode,
  payload = '',
  fin = true,
  reserved = 0,
  masked = true,
  claims,
}: RawFrame): Buffer {
  const data = Buffer.from(payload);
  const length = claims ?? data.length;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  const bit = masked ? 0x80 : 0;
  const head =
    length < 126
      ? Buffer.from([first, bit | length])
      : length < 65_536
        ? Buffer.from([first, bit | 126, length >> 8, length & 255])
        : Buffer.concat([Buffer.from([first, bit | 127, 0, 0]), sixBytes(length)]);
  if (!masked) return Buffer.concat([head, data]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, data.map((byte, index) => byte ^ mask[index % 4]!)]);
}

function sixBytes(length: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(length, 0, 6);
  return bytes;
}

/** A client that knows no rule of the protocol but how frames are laid out. */
export class RawWebSocket {
  readonly socket: Socket;
  readonly frames: ReceivedFrame[] = [];
  /** Status line of the handshake's answer. */
  status = '';
  readonly closed: Promise<void>;
  #received = Buffer.alloc(0);
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#wake());
  }

  /** Connects and shakes hands; resolves with whatever the answer is. */
  static async connect(
    port: number,
    path = '/feed',
    headers: Record<string, string> = {},
  ): Promise<RawWebSocket> {
    const raw = new RawWebSocket(connect(port, '127.0.0.1'));
    const more = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    );
    raw.socket.write(
      `GET ${path} HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${more.join('')}\r\n`,
    );
    await new Promise<void>((resolve) => {
      raw.socket.on('data', (data: Buffer) => {
        raw.#take(data);
        if (raw.status !== '') resolve();
      });
      raw.socket.on('close', () => resolve());
    });
    return raw;
  }

  send(...frames: RawFrame[]): void {
    this.socket.write(Buffer.concat(frames.map(toBytes)));
  }

  /** The first frame, past or coming, that fits; undefined where the connection ends before. */
  async next(fits: (frame: ReceivedFrame) => boolean): Promise<ReceivedFrame | undefined> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found !== undefined || this.socket.closed) return found;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Close code that the server gave; undefined where it ended without. */
  async closeCode(): Promise<number | undefined> {
    const frame = await this.next(({ opcode }) => opcode === OPCODE.close);
    return frame?.payload.readUInt16BE(0);
  }

  #take(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data]);
    if (this.status === '') {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      this.status = this.#received.toString('latin1').split('\r\n')[0]!;
      this.#received = this.#received.subarray(end + 4);
    }
    for (;;) {
      const frame = readFrame(this.#received);
      if (frame === undefined) break;
      this.frames.push(frame);
      this.#received = this.#received.subarray(frame.end);
    }
    this.#wake();
  }
}

function readFrame(bytes: Buffer): (ReceivedFrame & { end: number }) | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes[1]! & 127;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < head) return undefined;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = head + length;
  if (bytes.length < end) return undefined;
  return { opcode: bytes[0]! & 15, payload: bytes.subarray(head, end), end };
}
