import { describe, expect, it } from 'vitest';
import type { Rejection } from '../../../protocol/record.js';
import { BatchReader } from '../../../server/records/batch-reader.js';
import type { BodyReader } from '../../../server/records/body-reader.js';
import { CsvReader } from '../../../server/records/read-csv.js';
import { JsonReader } from '../../../server/records/read-json.js';
import { NdjsonReader } from '../../../server/records/read-ndjson.js';
import { createDictionaries } from '../../../server/records/record-batch.js';
import { RecordTerms } from '../../../server/records/record-terms.js';
import { createRandom, type Random } from '../../support/random.js';
import { randomRecord, toNdjson, type SentRecord } from '../../support/record-lines.js';

const NOW = Date.UTC(2026, 0, 5, 8);
const COLUMNS = ['time', 'records', 'value', 'netKg', 'flow', 'flags', 'revision', 'line'] as const;
const CODES = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

interface Reading {
  readonly rows: Record<string, unknown>[];
  readonly rejected: Rejection[];
  /** Lines that were not read straight from their bytes. */
  readonly slow: number;
}

/** A reader whose terms are the same for all formats; the currency is that of the first record. */
function createReading(): { batch: BatchReader; terms: RecordTerms; reading: Reading; take: () => void } {
  const dictionaries = createDictionaries();
  const span = { from: NOW - 1e10, to: NOW + 1e7 };
  const terms = new RecordTerms(dictionaries, { currency: null, utcOffsetMs: 28_800_000, span: () => span });
  const reading = { rows: [] as Record<string, unknown>[], rejected: [] as Rejection[], slow: 0 };
  const batch = new BatchReader(terms, 'me', (rejection) => reading.rejected.push(rejection));
  const json = batch.json.bind(batch);
  batch.json = (bytes, line) => {
    reading.slow++;
    json(bytes, line);
  };
  const take = (): void => {
    const { rows } = batch;
    for (let row = 0; row < rows.length; row++) {
      const codes = CODES.map((dimension) => [
        dimension,
        dictionaries[dimension].code(rows[dimension][row]!),
      ]);
      const key = [...rows.key.subarray(4 * row, 4 * row + 4)].join();
      reading.rows.push({
        ...Object.fromEntries([...COLUMNS.map((name) => [name, rows[name][row]]), ...codes]),
        key,
      });
    }
    batch.begin();
  };
  return { batch, terms, reading, take };
}

/** Reads a body cut into chunks wherever it happens to be cut. */
function read(
  Reader: new (batch: BatchReader) => BodyReader,
  body: string | Buffer,
  random?: Random,
): Reading {
  const { batch, reading, take } = createReading();
  const reader = new Reader(batch);
  const bytes = Buffer.from(body);
  for (let at = 0; at < bytes.length;) {
    const end = random === undefined ? bytes.length : at + random.whole(1, 400);
    for (const _full of reader.push(bytes.subarray(at, end))) take();
    at = end;
  }
  for (const _full of reader.end()) take();
  take();
  return reading;
}

/** The same, each line through the reader of whatever form. */
function readSlowly(lines: readonly string[]): Reading {
  const { batch, reading, take } = createReading();
  for (const [index, line] of lines.entries())
    if (line.trim() !== '') batch.json(Buffer.from(line), index + 1);
  take();
  return reading;
}

function without(rows: Reading['rows'], ...names: string[]): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name))));
}

const EXAMPLE =
  '{"id":"x1","time":"2026-01-05T08:00:00Z","flow":"export","partner":"USA","commodity":"850440","port":"CNSHA",' +
  '"mode":"0110","transport":"sea","netKg":1000,"value":5000,"currency":"CNY"}';

describe('a record', () => {
  it('is read into whole grams and minor units, codes and a key', () => {
    const { rows, rejected } = read(NdjsonReader, EXAMPLE);
    expect(rejected).toEqual([]);
    expect(rows).toMatchObject([
      {
        time: NOW,
        flow: 1,
        partner: 'USA',
        commodity: '850440',
        port: 'CNSHA',
        mode: '0110',
        transport: 'sea',
        netKg: 1_000_000,
        value: 500_000,
        records: 1,
        flags: 1,
        line: 1,
      },
    ]);
  });

  it.each([
    ['2026-01-05T08:00:00Z', NOW],
    ['2026-01-05T16:00:00+08:00', NOW],
    ['2026-01-05T16:00:00.250+0800', NOW + 250],
    ['2026-01-05 08:00', NOW],
    ['2026-01-05', Date.parse('2026-01-05T00:00:00+08:00')],
    ['2026-01', Date.parse('2026-01-01T00:00:00+08:00')],
    ['202601', Date.parse('2026-01-01T00:00:00+08:00')],
    ['2026', Date.parse('2026-01-01T00:00:00+08:00')],
  ])(
    'of %s is at the instant, or at the start of the period in the local time of the timeline',
    (time, instant) => {
      const { rows, rejected } = read(NdjsonReader, EXAMPLE.replace('2026-01-05T08:00:00Z', time));
      expect(rejected).toEqual([]);
      expect(rows[0]!['time']).toBe(instant);
    },
  );

  it.each([
    ['5000', 500_000],
    ['"5000.05"', 500_005],
    ['"-0.01"', -1],
    ['0', 0],
    ['0.1', 10],
    ['4.35', 435],
    ['1e3', 100_000],
    ['"9007199254740.99"', 900_719_925_474_099],
    ['"12.3400"', 1_234],
  ])('with a value of %s is exact to the digit', (value, fen) => {
    const { rows, rejected } = read(NdjsonReader, EXAMPLE.replace('"value":5000', `"value":${value}`));
    expect(rejected).toEqual([]);
    expect(rows[0]!['value']).toBe(fen);
  });

  it.each([
    ['"time":"2026-01-05T08:00:00Z"', '"time":"2026-02-30"', 'bad-field', /^time: .*"2026-02-30"/],
    ['"time":"2026-01-05T08:00:00Z"', '"time":"2016-01-X5T08:00:00Z"', 'bad-field', /^time/],
    [
      '"time":"2026-01-05T08:00:00Z"',
      '"time":"2027-01-05T08:00:00Z"',
      'too-early',
      /^time: expected .* or earlier/,
    ],
    ['"time":"2026-01-05T08:00:00Z"', '"time":"1999"', 'too-old', /^time: expected .* or later/],
    [
      '"flow":"export"',
      '"flow":"exports"',
      'bad-field',
      /^flow: expected one of import, export, got "exports"/,
    ],
    ['"partner":"USA",', '', 'bad-field', /^partner: missing/],
    ['"partner":"USA"', '"partner":"World"', 'bad-field', /^partner: expected one partner/],
    ['"commodity":"850440"', '"commodity":"TOTAL"', 'bad-field', /^commodity: expected an HS code/],
    ['"transport":"sea"', '"transport":"boat"', 'bad-field', /^transport: expected one of sea, air/],
    ['"netKg":1000,"value":5000,', '', 'no-amount', /^value: missing, and so is netKg/],
    ['"value":5000', '"value":"5000.005"', 'bad-field', /^value: expected at most 2 decimals/],
    ['"value":5000', '"value":"five"', 'bad-field', /^value/],
    [
      '"value":5000',
      '"value":9007199254740993',
      'bad-field',
      /^value: expected a number below 2\^53 or a text/,
    ],
    ['"value":5000', '"value":"99999999999999"', 'bad-field', /^value: expected less than/],
    ['"currency":"CNY"', '"currency":"XQQ"', 'bad-field', /^currency: expected a code of ISO 4217/],
    [',"currency":"CNY"', '', 'bad-field', /^currency: missing/],
    ['"mode":"0110"', '"modus":"0110"', 'bad-field', /^modus: unknown field; allowed are time/],
    ['"mode":"0110"', '"__proto__":{"value":1}', 'bad-field', /^__proto__: unknown field/],
    [
      '"mode":"0110"',
      '"status":"gone"',
      'bad-field',
      /^status: expected one of provisional, final, revised, withdrawn/,
    ],
    ['"id":"x1",', '"status":"withdrawn",', 'bad-field', /^id: missing/],
    ['}', '', 'bad-json', /^record: expected a JSON object/],
    ['{', '[{', 'bad-json', /^record/],
  ])('with %s made %s is refused and told why', (part, wrong, code, message) => {
    const { rows, rejected } = read(NdjsonReader, `\n${EXAMPLE.replace(part, wrong)}\n${EXAMPLE}\n`);
    expect(rejected).toEqual([{ line: 2, code, message: expect.stringMatching(message) as string }]);
    expect(rows).toHaveLength(1);
  });

  it('in another currency than the first is refused with the remedy', () => {
    const { rejected } = read(NdjsonReader, `${EXAMPLE}\n${EXAMPLE.replace('CNY', 'USD')}`);
    expect(rejected).toMatchObject([
      {
        line: 2,
        code: 'other-currency',
        message: expect.stringContaining('the timeline is in CNY, got USD') as string,
      },
    ]);
  });

  it('has values in the minor unit of its currency', () => {
    const { rows } = read(NdjsonReader, EXAMPLE.replace('CNY', 'JPY'));
    expect(rows[0]!['value']).toBe(5_000);
  });

  it('has ids of its own source', () => {
    const other = EXAMPLE.replace('{', '{"source":"you",');
    const [mine, yours, named] = read(
      NdjsonReader,
      [EXAMPLE, other, EXAMPLE.replace('{', '{"source":"me",')].join('\n'),
    ).rows;
    expect(mine!['key']).not.toBe(yours!['key']);
    expect(mine!['key']).toBe(named!['key']);
  });
});

describe('bodies', () => {
  const random = createRandom(20_260_105);
  console.log(`seed ${random.seed}`);
  const records: SentRecord[] = Array.from({ length: 300 }, (_, index) => ({
    ...randomRecord(random, NOW - index * 1_000, `r${index}`),
    ...(random.chance(0.5) ? { source: random.pick(['customs', 'port of call', 'x']) } : {}),
    ...(random.chance(0.7) ? { status: random.pick(['provisional', 'final', 'revised', 'withdrawn']) } : {}),
    ...(random.chance(0.3) ? { revision: random.pick([0, 7, 4_294_967_295]) } : {}),
  }));
  const ndjson = toNdjson(records);

  it('of every format and however cut into chunks are read as the same records', () => {
    const whole = read(NdjsonReader, ndjson);
    expect(whole.rejected).toEqual([]);
    expect(whole.rows).toHaveLength(records.length);
    // Once the codes are known.
    expect(whole.slow).toBeLessThan(40);
    expect(read(NdjsonReader, ndjson.replaceAll('\n', '\r\n').trimEnd(), random)).toMatchObject({
      rows: whole.rows,
    });
    expect(read(NdjsonReader, `\uFEFF${ndjson}`, random)).toMatchObject({ rows: whole.rows, rejected: [] });
    const spaced = ndjson.replaceAll('":', '": ').replaceAll(',"', ', "');
    expect(read(NdjsonReader, spaced, random)).toMatchObject({ rows: whole.rows, slow: whole.slow });

    const array = read(JsonReader, JSON.stringify(records), random);
    expect(array.rejected).toEqual([]);
    expect(without(array.rows, 'line')).toEqual(without(whole.rows, 'line'));
    const printed = read(JsonReader, JSON.stringify(records, null, 2), random);
    expect(without(printed.rows, 'line')).toEqual(without(whole.rows, 'line'));
    expect(printed.rows[0]!['line']).toBe(2);
    expect(without(read(JsonReader, ndjson, random).rows, 'line')).toEqual(without(whole.rows, 'line'));

    const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
    for (const delimiter of [',', ';', '\t']) {
      const lines = [names, ...records.map((record) => names.map((name) => String(record[name] ?? '')))];
      const csv = lines.map((fields) =>
        fields.map((field) => (random.chance(0.1) ? `"${field}"` : field)).join(delimiter),
      );
      const table = read(CsvReader, csv.join('\n'), random);
      expect(table.rejected).toEqual([]);
      expect(without(table.rows, 'line')).toEqual(without(whole.rows, 'line'));
      expect(table.rows[0]!['line']).toBe(2);
    }
  });

  it('that are damaged anywhere are read straight from their bytes as by way of objects', () => {
    const rounds = 400;
    for (let round = 0; round < rounds; round++) {
      const lines = toNdjson(records.slice(0, 40))
        .split('\n')
        .map((line) => (random.chance(0.5) ? damaged(line, random) : line));
      const body = lines.join('\n');
      const fast = read(NdjsonReader, body, random);
      const slow = readSlowly(body.split('\n'));
      expect(fast.rows, `seed ${random.seed}, round ${round}`).toEqual(slow.rows);
      expect(fast.rejected, `seed ${random.seed}, round ${round}`).toEqual(slow.rejected);
    }
  });

  it('that are no bodies of records are refused line by line, and go on behind what is wrong', () => {
    const long = `{"id":"${'x'.repeat(70_000)}"}`;
    expect(read(NdjsonReader, `${long}\n${EXAMPLE}\nnull\n\xff\n`, random)).toMatchObject({
      rows: [{ line: 2 }],
      rejected: [
        { line: 1, code: 'too-long' },
        { line: 3, code: 'bad-json' },
        { line: 4, code: 'bad-json' },
      ],
    });
    expect(read(NdjsonReader, Buffer.from([0x7b, 0xff, 0xfe, 0x0a])).rejected).toMatchObject([
      { line: 1, code: 'bad-json' },
    ]);
    expect(read(JsonReader, `[1, ${EXAMPLE}, "a", ${long},\n${EXAMPLE}`, random)).toMatchObject({
      rows: [{ line: 1 }, { line: 2 }],
      rejected: [
        { line: 1, code: 'bad-json' },
        { line: 1, code: 'bad-json' },
        { line: 1, code: 'too-long' },
        { line: 2, code: 'bad-json', message: expect.stringContaining('the body ends') as string },
      ],
    });
    const header = 'time,flow,partner,commodity,netKg';
    expect(
      read(
        CsvReader,
        `${header}\n2026-01-05,import,"US\nA",85,1\n2026-01-05,import,USA\n2026-01-05,import,"USA,85,1\n`,
      ),
    ).toMatchObject({
      rows: [{ line: 2, partner: 'US\nA' }],
      rejected: [
        { line: 4, code: 'bad-row' },
        { line: 5, code: 'bad-row' },
      ],
    });
    expect(() => read(CsvReader, 'when,flow\n')).toThrow(
      /^header: expected names out of time, flow.*got "when"/,
    );
  });
});

/** A line with one byte changed, left out or doubled, or two fields exchanged. */
function damaged(line: string, random: Random): string {
  if (line === '') return line;
  const at = random.whole(0, line.length - 1);
  const byte = String.fromCharCode(random.whole(0x20, 0x7e));
  const rest = line.slice(at + 1);
  return random.pick([
    `${line.slice(0, at)}${byte}${rest}`,
    `${line.slice(0, at)}${random.pick(['0', '1', '9', '.', '-', 'e', '"', ':'])}${rest}`,
    line.replace(/"id":"[^"]*",/, ''),
    `${line.slice(0, at)}${rest}`,
    `${line.slice(0, at)}${byte}${line.slice(at)}`,
    `{${line.slice(1, -1).split(',').toReversed().join(',')}}`,
    line.slice(0, at),
  ]);
}
