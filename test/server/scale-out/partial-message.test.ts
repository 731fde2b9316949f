import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../protocol/errors.js';
import {
  createDictionaries,
  createRecordBatch,
  type Dictionaries,
  type RecordBatch,
} from '../../../server/records/record-batch.js';
import { CODED_DIMENSIONS } from '../../../server/records/record-codes.js';
import {
  PARTIAL_ROWS,
  readPartial,
  recode,
  writePartial,
  type PartialHeader,
} from '../../../server/scale-out/partial-message.js';
import { createRandom, type Random } from '../../support/random.js';

const ROUNDS = 2_000;

/** A message as it was when it was first written: what every later build has to be able to read. */
const GOLDEN =
  '5401fd0000007b22706172746974696f6e223a332c2266726f6d223a31372c22746f223a32312c2263757272656e6379223a22434e59222c' +
  '22636f756e7473223a7b226163636570746564223a313230302c226475706c696361746573223a322c2272656a6563746564223a7b226261' +
  '642d6669656c64223a317d7d2c22726f7773223a332c2262617365223a313736373630303030303030302c22756e6974223a313030302c22' +
  '636f646573223a7b22706172746e6572223a5b22555341222c224a504e225d2c22636f6d6d6f64697479223a5b22383530343430225d2c22' +
  '706f7274223a5b5d2c226d6f6465223a5b5d2c227472616e73706f7274223a5b5d7d7d000001010002070700010201000101010000000000' +
  '00000000000000020100b004ffff060000000080841e410000e02dfdc68e4200000000004053c0040000000040420f0006ffffff';

function headerOf(random: Random): PartialHeader {
  const from = random.whole(0, 1e9);
  return {
    partition: random.whole(0, 63),
    from,
    to: from + random.whole(0, 1_000),
    currency: random.pick([null, 'CNY', 'JPY']),
    counts: { accepted: random.whole(0, 1e9), duplicates: random.whole(0, 9), rejected: { 'bad-field': 3 } },
    ...(random.chance(0.5) ? {} : { rollUp: { upTo: random.whole(0, 1e9), part: 0, parts: 2 } }),
  };
}

function amount(random: Random): number {
  const size = random.pick([0, 100, 30_000, 2 ** 31, 2 ** 52 - 1]);
  return random.chance(0.2) ? NaN : random.whole(-size, size);
}

function rowsOf(random: Random, dictionaries: Dictionaries, most = 50): RecordBatch {
  const batch = createRecordBatch(random.whole(0, most));
  batch.length = batch.time.length;
  const unit = random.pick([1, 1_000, 60_000, 86_400_000]);
  for (let row = 0; row < batch.length; row++) {
    batch.time[row] = unit * random.whole(-1_000, 20_000);
    batch.flow[row] = random.whole(0, 1);
    for (const dimension of CODED_DIMENSIONS)
      batch[dimension][row] = dictionaries[dimension].intern(
        random.pick([null, '中国', 'USA', `X${random.whole(0, 400)}`]),
      );
    batch.records[row] = random.pick([-1, 1, 2, 70_000, 2 ** 40]);
    batch.value[row] = amount(random);
    batch.netKg[row] = amount(random);
  }
  return batch;
}

/** Rows by their codes as texts, whatever dictionary they are in. */
function spelled(batch: RecordBatch, dictionaries: Dictionaries): unknown[] {
  return Array.from({ length: batch.length }, (_, row) => [
    batch.time[row],
    batch.flow[row],
    ...CODED_DIMENSIONS.map((dimension) => dictionaries[dimension].code(batch[dimension][row]!)),
    batch.records[row],
    batch.value[row]! + 0,
    batch.netKg[row]! + 0,
  ]);
}

function exampleMessage(): Uint8Array {
  const dictionaries = createDictionaries();
  const batch = createRecordBatch(3);
  batch.length = 3;
  batch.time.set([1_767_600_000_000, 1_767_600_001_000, 1_767_600_001_000]);
  batch.flow.set([0, 1, 1]);
  batch.partner.set(['USA', 'JPN', 'USA'].map((code) => dictionaries.partner.intern(code)));
  batch.commodity.fill(dictionaries.commodity.intern('850440'));
  batch.records.set([1, 1_200, -1]);
  batch.value.set([500_000, 4_230_000_000_000, -77]);
  batch.netKg.set([NaN, 1_000_000, -250]);
  const header = {
    partition: 3,
    from: 17,
    to: 21,
    currency: 'CNY',
    counts: { accepted: 1_200, duplicates: 2, rejected: { 'bad-field': 1 } },
  };
  return writePartial(header, batch, dictionaries);
}

function messageOf(bytes: Uint8Array): string | undefined {
  try {
    recode(readPartial(bytes), createDictionaries());
    return undefined;
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    expect(fault.problem.code).toBe('bad-message');
    return fault.problem.message;
  }
}

describe('a message of partial sums', () => {
  it('is read as it was written, into whatever dictionaries', () => {
    const random = createRandom(31);
    console.log(`seed ${random.seed}`);
    const ours = createDictionaries();
    for (let round = 0; round < 300; round++) {
      const theirs = createDictionaries();
      const [header, rows] = [headerOf(random), rowsOf(random, theirs)];
      const { rows: _rows, codes: _codes, ...read } = readPartial(writePartial(header, rows, theirs));
      expect(read, `seed ${random.seed}, round ${round}`).toEqual(header);
      const recoded = recode(readPartial(writePartial(header, rows, theirs)), ours);
      expect(spelled(recoded, ours), `seed ${random.seed}, round ${round}`).toEqual(spelled(rows, theirs));
    }
  });

  it('is written as it was first', () => {
    expect(Buffer.from(exampleMessage()).toString('hex')).toBe(GOLDEN);
  });

  it('is read although it says more than this build knows', () => {
    const text = JSON.stringify({ more: [1], ...JSON.parse(textOf(exampleMessage())) });
    const message = readPartial(withText(exampleMessage(), text));
    expect(message).toMatchObject({ partition: 3, from: 17, to: 21 });
    expect(message.rows.length).toBe(3);
  });

  it('is refused where a newer build says that it has to be known', () => {
    const bytes = exampleMessage();
    bytes[1] = 2;
    expect(messageOf(bytes)).toMatch(/^version: expected 1 to 1, got 2; .* upgrade this process/);
  });

  it('stays below a megabyte at its longest', () => {
    const random = createRandom(5);
    const dictionaries = createDictionaries();
    const batch = createRecordBatch(PARTIAL_ROWS);
    batch.length = PARTIAL_ROWS;
    for (let row = 0; row < PARTIAL_ROWS; row++) {
      batch.time[row] = random.whole(0, 2 ** 51);
      for (const dimension of CODED_DIMENSIONS)
        batch[dimension][row] = dictionaries[dimension].intern(String(random.whole(1, 2_000)));
      batch.records[row] = 2 ** 33;
      batch.value[row] = random.whole(0, 2 ** 51);
      batch.netKg[row] = random.whole(0, 2 ** 51);
    }
    expect(writePartial(headerOf(random), batch, dictionaries).length).toBeLessThan(1_048_576);
  });

  it.each([
    ['records', 0],
    ['value', 0.5],
    ['value', 2 ** 52],
    ['netKg', -(2 ** 52)],
    ['netKg', Infinity],
  ] as const)('is not written where %s of a row is %d', (column, number) => {
    const batch = createRecordBatch(1);
    batch.length = 1;
    batch.records[0] = 1;
    batch[column][0] = number;
    const header = {
      partition: 0,
      from: 0,
      to: 1,
      currency: null,
      counts: { accepted: 1, duplicates: 0, rejected: {} },
    };
    expect(() => writePartial(header, batch, createDictionaries())).toThrow(RangeError);
  });
});

describe('bytes that are no message of partial sums', () => {
  it('are refused wherever a message is cut off, or goes on', () => {
    const bytes = exampleMessage();
    for (let length = 0; length < bytes.length; length++)
      expect(messageOf(bytes.slice(0, length)), `${length} bytes`).toBeTypeOf('string');
    expect(messageOf(Uint8Array.of(...bytes, 0))).toMatch(
      /^message: expected the end at byte \d+, got 1 more$/,
    );
  });

  it('are refused or read, whichever bit is turned', () => {
    const bytes = exampleMessage();
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const turned = Uint8Array.from(bytes);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      messageOf(turned);
    }
  });

  it('are refused or read, whatever they are', () => {
    const random = createRandom(77);
    console.log(`seed ${random.seed}`);
    for (let round = 0; round < ROUNDS; round++) {
      const theirs = createDictionaries();
      const bytes = writePartial(headerOf(random), rowsOf(random, theirs, 8), theirs);
      for (let change = random.whole(1, 8); change > 0; change--)
        bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
      const cut = bytes.slice(0, random.chance(0.5) ? bytes.length : random.whole(0, bytes.length));
      expect(() => messageOf(cut), `seed ${random.seed}, round ${round}`).not.toThrow();
    }
  });

  it('take no more memory than they have bytes, whatever number of rows they claim', () => {
    const bytes = exampleMessage();
    const text = textOf(bytes).replace('"rows":3', `"rows":${PARTIAL_ROWS + 1}`);
    expect(messageOf(withText(bytes, text))).toMatch(/^rows: expected at most 20000, got 20001$/);
    const more = textOf(bytes).replace('"rows":3', '"rows":4');
    expect(messageOf(withText(bytes, more))).toMatch(/expected/);
  });
});

function textOf(bytes: Uint8Array): string {
  const length = new DataView(bytes.buffer).getUint32(2, true);
  return Buffer.from(bytes.subarray(6, 6 + length)).toString('utf8');
}

function withText(bytes: Uint8Array, text: string): Uint8Array {
  const length = new DataView(bytes.buffer).getUint32(2, true);
  const head = Buffer.from(bytes.subarray(0, 6));
  head.writeUInt32LE(Buffer.byteLength(text), 2);
  return Uint8Array.from(Buffer.concat([head, Buffer.from(text), bytes.subarray(6 + length)]));
}
