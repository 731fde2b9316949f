import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveCommand, type ServedCommand } from '../../support/command-line.js';
import { OPCODE, RawWebSocket, type RawFrame } from '../../support/raw-websocket.js';
import { tempFolders } from '../../support/temp-folder.js';

const tempFolder = tempFolders();
let server: ServedCommand;
beforeAll(async () => {
  server = await serveCommand('--live', '--store', tempFolder(), '--port', '0', '--json-log');
});
afterAll(() => server.stop());

const UNKNOWN = '{"type":"unsubscribe","id":"h\u00e9llo-\u4e2d\ud83d\ude00"}';
const BYTES = Buffer.from(UNKNOWN);
const { text, binary, continuation, close, ping, pong } = OPCODE;

/** A close frame's payload. */
function closing(code: number, reason: Buffer | string = ''): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return Buffer.concat([head, Buffer.from(reason)]);
}

/** Pieces of a message, whatever is between them. */
function fragments(
  opcode: number,
  parts: readonly (Buffer | string)[],
  between: readonly RawFrame[] = [],
): RawFrame[] {
  return parts.flatMap((payload, index) => [
    { opcode: index === 0 ? opcode : continuation, payload, fin: index === parts.length - 1 },
    ...(index === parts.length - 1 ? [] : between),
  ]);
}

/**
 * The cases of the Autobahn suite's fuzzing client that a server must pass, by the numbers of its sections, on both endpoints
 * (12 and 13 are about compression, which is not offered).
 */
describe.each(['/feed', '/api/records'])('frames at %s', (path) => {
  const answered = (frame: { payload: Buffer }): boolean =>
    frame.payload.includes('"error"') || frame.payload.includes('"ack"');

  it.each<[string, RawFrame[]]>([
    ['1.1 text of one frame', [{ opcode: text, payload: BYTES }]],
    [
      '1.1 text of 126 bytes',
      [{ opcode: text, payload: UNKNOWN.padEnd(126 - BYTES.length + UNKNOWN.length) }],
    ],
    [
      '1.1 text of 65,536 bytes',
      [{ opcode: text, payload: Buffer.concat([BYTES, Buffer.alloc(65_536 - BYTES.length, ' ')]) }],
    ],
    ['1.2 binary', [{ opcode: binary, payload: 'x' }]],
    ['5.3 text in two fragments', fragments(text, [BYTES.subarray(0, 5), BYTES.subarray(5)])],
    [
      '5.6 a ping between fragments',
      fragments(text, [BYTES.subarray(0, 5), BYTES.subarray(5)], [{ opcode: ping, payload: 'p' }]),
    ],
    [
      '5.7 fragments of a byte',
      fragments(
        text,
        [...BYTES].map((byte) => Buffer.from([byte])),
      ),
    ],
    ['6.2 a character cut by fragments', fragments(text, [BYTES.subarray(0, 29), BYTES.subarray(29)])],
  ])('%s: is read', async (_case, frames) => {
    const raw = await RawWebSocket.connect(server.port, path);
    raw.send(...frames);
    expect(await raw.next(answered)).toBeDefined();
    raw.socket.destroy();
  });

  it.each<[string, string]>([
    ['2.1 without payload', ''],
    ['2.2 with payload', 'are you there'],
    ['2.4 with 125 bytes', 'x'.repeat(125)],
  ])('a ping %s: is answered by a pong with the same', async (_case, payload) => {
    const raw = await RawWebSocket.connect(server.port, path);
    raw.send({ opcode: pong, payload: 'unasked' }, { opcode: ping, payload });
    expect((await raw.next(({ opcode }) => opcode === pong))?.payload.toString()).toBe(payload);
    raw.socket.destroy();
  });

  it.each<[string, number, RawFrame[]]>([
    ['2.5 a ping of 126 bytes', 1002, [{ opcode: ping, payload: 'x'.repeat(126) }]],
    ['3.1 a reserved bit', 1002, [{ opcode: text, payload: BYTES, reserved: 4 }]],
    [
      '3.2 a reserved bit after a message',
      1002,
      [
        { opcode: text, payload: BYTES },
        { opcode: text, payload: BYTES, reserved: 2 },
      ],
    ],
    ['3.5 all reserved bits in a ping', 1002, [{ opcode: ping, reserved: 7 }]],
    ['4.1 opcode 3', 1002, [{ opcode: 3 }]],
    ['4.1 opcode 7', 1002, [{ opcode: 7, payload: 'x' }]],
    ['4.2 opcode 11', 1002, [{ opcode: 11 }]],
    ['4.2 opcode 15', 1002, [{ opcode: 15, payload: 'x' }]],
    ['5.1 a ping in fragments', 1002, [{ opcode: ping, fin: false, payload: 'x' }]],
    ['5.9 a continuation of nothing', 1002, [{ opcode: continuation, payload: 'x' }]],
    [
      '5.11 a continuation of nothing, not the last',
      1002,
      [{ opcode: continuation, payload: 'x', fin: false }],
    ],
    [
      '5.18 two beginnings',
      1002,
      [
        { opcode: text, payload: 'a', fin: false },
        { opcode: text, payload: 'b' },
      ],
    ],
    [
      '6.3 invalid UTF-8',
      1007,
      [{ opcode: text, payload: Buffer.from([0x7b, 0xce, 0xba, 0xed, 0xa0, 0x80]) }],
    ],
    [
      '6.4 invalid UTF-8 in fragments',
      1007,
      fragments(text, [Buffer.from([0x7b, 0xce]), Buffer.from([0x7b])]),
    ],
    ['6.12 an overlong NUL', 1007, [{ opcode: text, payload: Buffer.from([0xc0, 0x80]) }]],
    ['6.20 a surrogate', 1007, [{ opcode: text, payload: Buffer.from([0xed, 0xbf, 0xbf]) }]],
    [
      '6.21 past the last code point',
      1007,
      [{ opcode: text, payload: Buffer.from([0xf4, 0x90, 0x80, 0x80]) }],
    ],
    ['7.3.2 a close of one byte', 1002, [{ opcode: close, payload: 'x' }]],
    ['7.3.6 a close of 126 bytes', 1002, [{ opcode: close, payload: closing(1000, 'x'.repeat(124)) }]],
    [
      '7.5.1 a close with invalid UTF-8',
      1007,
      [{ opcode: close, payload: closing(1000, Buffer.from([0xc0, 0x80])) }],
    ],
    ...[0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000].map((code): [string, number, RawFrame[]] => [
      `7.9 a close of ${code}`,
      1002,
      [{ opcode: close, payload: closing(code) }],
    ]),
    ['no mask', 1002, [{ opcode: text, payload: BYTES, masked: false }]],
    [
      '9 a message that says it is longer than may be',
      1009,
      [{ opcode: text, payload: 'x', claims: 1_048_577 }],
    ],
    ['9 a message of 2^48 bytes', 1009, [{ opcode: binary, payload: 'x', claims: 2 ** 47 }]],
    [
      '9 fragments that add up to more than may be',
      1009,
      fragments(
        binary,
        Array.from({ length: 20 }, () => Buffer.alloc(60_000)),
      ),
    ],
  ])('%s: ends the connection with %i', async (_case, code, frames) => {
    const raw = await RawWebSocket.connect(server.port, path);
    raw.send(...frames);
    expect(await raw.closeCode()).toBe(code);
    raw.socket.destroy();
  });

  it.each([1000, 1001, 1002, 1003, 1007, 1011, 3000, 4999])(
    '7.7 a close of %i: is answered with the same',
    async (code) => {
      const raw = await RawWebSocket.connect(server.port, path);
      raw.send(
        { opcode: close, payload: closing(code, 'bye') },
        { opcode: text, payload: 'after the close' },
      );
      expect(await raw.closeCode()).toBe(code);
      await raw.closed;
    },
  );

  it('7.3.1 a close without payload: is answered with none', async () => {
    const raw = await RawWebSocket.connect(server.port, path);
    raw.send({ opcode: close });
    expect((await raw.next(({ opcode }) => opcode === close))?.payload).toHaveLength(0);
    await raw.closed;
  });

  it('does not offer compression, so nothing can be blown up by it', async () => {
    const raw = await RawWebSocket.connect(server.port, path, {
      'Sec-WebSocket-Extensions': 'permessage-deflate',
    });
    expect(raw.status).toContain('101');
    raw.send({ opcode: text, payload: 'x', reserved: 4 });
    expect(await raw.closeCode()).toBe(1002);
  });
});
