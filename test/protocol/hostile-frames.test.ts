import { beforeAll, describe, expect, it } from 'vitest';
import { BitReader } from '../../protocol/bit-reader.js';
import { BitWriter } from '../../protocol/bit-writer.js';
import { FrameReader, writeFrame, type ColumnFrame, type FrameText } from '../../protocol/column-frame.js';
import { ProblemError } from '../../protocol/errors.js';
import type { ClockState } from '../../protocol/timeline-info.js';
import type { ViewLayout } from '../../protocol/view-layout.js';
import { exampleFrames } from '../support/example-frames.js';
import { createRandom, type Random } from '../support/random.js';

const ROUNDS = 4_000;

/** Bytes of memory that a frame may come to for each bit of it: a cell of 8 bytes, and where it goes. */
const BYTES_PER_BIT = 64;

let frames: Uint8Array[];
beforeAll(async () => {
  frames = (await exampleFrames()).map(({ binary }) => binary);
});

/** What the reader of a connection makes of a frame after the first `known` of the examples. */
function read(bytes: Uint8Array, known: number): ColumnFrame | string {
  const reader = new FrameReader();
  for (const frame of frames.slice(0, known)) reader.read(frame);
  try {
    return reader.read(bytes);
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    expect(fault.problem.code).toBe('bad-message');
    return fault.problem.message;
  }
}

function expectBounded(frame: ColumnFrame | string, bytes: Uint8Array, where: string): void {
  if (typeof frame === 'string') return;
  let held = 0;
  for (const { rows, revised, cells } of frame.views.values()) {
    for (const set of [rows, ...(revised === undefined ? [] : [revised])]) held += 8 * set.size;
    for (const column of cells) held += column.byteLength;
  }
  expect(held, where).toBeLessThanOrEqual(8 * bytes.length * BYTES_PER_BIT);
}

describe('a frame that is not whole', () => {
  it('is refused wherever it is cut off', () => {
    for (const [index, frame] of frames.entries()) {
      for (let length = 0; length < frame.length; length++)
        expect(read(frame.slice(0, length), index), `frame ${index + 1}, ${length} bytes`).toBeTypeOf(
          'string',
        );
    }
  });

  it('is refused where there is more than it says', () => {
    for (const [index, frame] of frames.entries())
      expect(read(Uint8Array.of(...frame, 0), index)).toMatch(/^byte \d+: expected the end, got more$/);
  });
});

describe('bytes that nobody wrote', () => {
  it('are refused or read, in memory that is bounded by theirs, whichever bit of a frame is turned', () => {
    for (const [index, frame] of frames.entries()) {
      for (let bit = 0; bit < 8 * frame.length; bit++) {
        const turned = Uint8Array.from(frame);
        turned[bit >> 3]! ^= 1 << (bit & 7);
        expectBounded(read(turned, index), turned, `frame ${index + 1}, bit ${bit}`);
      }
    }
  });

  it('are refused or read, in memory that is bounded by theirs, whatever they are', () => {
    const random = createRandom(99);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < ROUNDS; round++) {
      const known = random.whole(0, frames.length - 1);
      const bytes = mangled(random, frames[known]!);
      expectBounded(read(bytes, known), bytes, `seed ${random.seed}, round ${round}`);
    }
  });
});

/** A frame with some bytes put in, left out or replaced; or nothing but its beginning, and then anything. */
function mangled(random: Random, frame: Uint8Array): Uint8Array {
  const bytes = [...frame];
  for (let count = random.whole(1, 4); count > 0; count--) {
    const at = random.whole(0, bytes.length);
    const put = Array.from({ length: random.pick([0, 1, 1, 8, 200]) }, () =>
      random.pick([0, 255, random.whole(0, 255)]),
    );
    bytes.splice(at, random.pick([0, put.length, bytes.length]), ...put);
  }
  return Uint8Array.from(bytes);
}

const LAYOUT: ViewLayout = {
  id: 'a',
  timeline: 'live',
  bucket: '1d',
  last: 3,
  offsetMs: 0,
  columns: ['bucket', 'partner', 'value'],
  decimals: [2],
};

const CLOCK: ClockState = {
  time: 0,
  watermark: 0,
  speed: 1,
  state: 'playing',
  loop: false,
  now: 0,
  anchor: { time: 0, at: 0, speed: 1 },
};

const TEXT: FrameText = { resume: 'x.', views: [LAYOUT], clock: { live: CLOCK } };

/** The first frame of a connection whose one view has an update of the test's own. */
function frameOf(update: (bits: BitWriter) => void, text: FrameText = TEXT): Uint8Array {
  const bits = new BitWriter();
  update(bits);
  const frame = new BitWriter();
  const clocks = [{ now: 0, time: 0, lag: 0 }];
  writeFrame(frame, { seq: 1, from: 0, text, clocks, updates: [bits.copy()] });
  return frame.copy().bytes;
}

/** Flags of an update that names the groups USA and JPN, or none, up to where its rows are said. */
function begin(bits: BitWriter, window: number, codes?: object): void {
  bits.bits(0, 1);
  bits.bits(codes === undefined ? 0b001 : 0b011, 3);
  bits.bits(window, 2);
  if (window === 2) bits.signedVarint(0);
  if (codes !== undefined) bits.json(codes);
}

const TWO = { codes: [['USA'], ['JPN']], codesFrom: 0 };

describe('a frame that lies', () => {
  it.each<[what: string, update: (bits: BitWriter) => void, words: RegExp]>([
    [
      'about a window that was never said',
      (bits) => begin(bits, 1),
      /expected a newest bucket, got the next/,
    ],
    ['about the kind of its window', (bits) => begin(bits, 3), /expected a window of 0, 1 or 2, got 3/],
    [
      'about where its codes begin',
      (bits) => begin(bits, 2, { codes: [], codesFrom: 5 }),
      /expected codes from 0 or 0, got 5/,
    ],
    ['about its codes', (bits) => begin(bits, 2, { codes: 'USA' }), /^codes: expected a list, got "USA"/],
    [
      'about the number of its rows',
      (bits) => {
        begin(bits, 2, TWO);
        for (const value of [2, 1]) bits.gamma(value);
        bits.bit(false);
        for (const value of [1, 1, 2 ** 50]) bits.gamma(value);
      },
      /expected rows 0 to 1, got 0 to \d+/,
    ],
    [
      'about a row before the first',
      (bits) => {
        begin(bits, 2, TWO);
        for (const value of [2, 1]) bits.gamma(value);
        bits.bit(false);
        bits.gamma(1);
        bits.signedGamma(-1);
        bits.gamma(1);
      },
      /expected rows 0 to 1, got -1 to -1/,
    ],
    [
      'about the number of its buckets',
      (bits) => {
        begin(bits, 2, TWO);
        bits.gamma(2 ** 53 - 1);
        bits.signedGamma(0);
        bits.bit(true);
        bits.gamma(2 ** 30);
      },
      /expected at most 1048576 buckets back, got -1073741824/,
    ],
    [
      'about how long a number is',
      (bits) => {
        begin(bits, 2, TWO);
        for (const value of [2, 1]) bits.gamma(value);
        bits.bit(true);
        bits.bit(false);
        bits.bits(63, 6);
        bits.bits(104, 7);
        bits.wide(0, 53);
      },
      /expected a length from 0 to 103, got 104/,
    ],
    [
      'with a number that never ends',
      (bits) => {
        begin(bits, 2, TWO);
        bits.unary(600);
      },
      /expected at most 52 ones, got more/,
    ],
    [
      'about how much it says in words',
      (bits) => {
        bits.bits(0b0100, 4);
        bits.bits(0, 2);
        bits.varint(2 ** 40);
      },
      /expected 1099511627776 more characters, got \d+ bits/,
    ],
    [
      'with a whole number that no double holds',
      (bits) => {
        bits.bits(0b0100, 4);
        bits.bits(0, 2);
        for (let byte = 0; byte < 9; byte++) bits.bits(255, 8);
      },
      /expected a whole number below 2\^53, got a larger one/,
    ],
  ])('%s is refused, and it says where', (_what, update, words) => {
    expect(read(frameOf(update), 0)).toMatch(words);
  });

  it.each<[what: string, text: FrameText, words: RegExp]>([
    ['whose clock has no line', { ...TEXT, clock: {} }, /expected the clock of live, got none yet/],
    [
      'whose clock has a line without an anchor',
      { ...TEXT, clock: { live: { ...CLOCK, anchor: undefined } } },
      /expected clock\.live with now and anchor, got one without/,
    ],
    [
      'whose view has more buckets than any',
      { ...TEXT, views: [{ ...LAYOUT, last: 1e9 }] },
      /^views\.0\.last: expected at most 10000, got 1000000000/,
    ],
    [
      'whose measures have no decimals',
      { ...TEXT, views: [{ ...LAYOUT, decimals: [] }] },
      /expected the end, got more/,
    ],
  ])('%s is refused', (_what, text, words) => {
    const bytes = frameOf((bits) => {
      begin(bits, 2, TWO);
      for (const value of [2, 1]) bits.gamma(value);
      bits.bit(true);
      bits.bit(false);
      bits.bits(40, 6);
      for (let cell = 0; cell < 2; cell++) bits.wide(2 ** 41, 48);
    }, text);
    expect(read(bytes, 0)).toMatch(words);
  });

  it('of another form is refused', () => {
    expect(read(Uint8Array.of(2, 1, 1), 0)).toBe('byte 1: expected form 1, got 2');
  });

  it('of no bytes is refused', () => {
    expect(read(new Uint8Array(0), 0)).toBe('byte 0: expected 8 more bits, got 0');
  });

  it('longer than bits can be counted in is refused before it is read', () => {
    const bytes = { length: 2 ** 27 + 1 } as Uint8Array;
    expect(() => new BitReader(bytes)).toThrow('expected at most 134217728 bytes, got 134217729');
  });
});
