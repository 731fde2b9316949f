import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { describe, expect, it } from 'vitest';
import { createDictionaries } from '../../../server/records/record-batch.js';
import type { RecordRows } from '../../../server/records/record-rows.js';
import { RecordTerms } from '../../../server/records/record-terms.js';
import { RecordMessageReader } from '../../../server/scale-out/record-message-reader.js';
import { encodeRows, ROWS_HEADER } from '../../../server/scale-out/record-message.js';
import { toNdjson } from '../../support/record-lines.js';

const NOW = 1_767_600_000_000;

/** A message as it was when it was first written: what every later build has to be able to read. */
const GOLDEN =
  'BQAAAIUAAAAAAMC40rh5QnsiY29kZXMiOnsicGFydG5lciI6WyJVU0EiLCJKUE4iXSwiY29tbW9kaXR5IjpbIjg3IiwiODUwNDQw' +
  'Il0sInBvcnQiOlsiQ05TSEEiXSwibW9kZSI6WyIwMTEwIl0sInRyYW5zcG9ydCI6WyJzZWEiXX0sImN1cnJlbmN5IjoiQ05ZIn0A' +
  'AAAAgHu50rh5QgAAwLjSuHlCAAC6udK4eUIAAD250rh5QgCA/rjSuHlCAAAAAAAA8D8AAAAAAADwPwAAAAAAAPA/AAAAAAAA8D8A' +
  'AAAAAADwPwAAAAAAAPh/AAAAAISEHkEAAAAAAABZwAAAAAAA4IVAAAAAAAAA+H8AAAAAAECPQAAAAACAHMhAAAAAAAAA+H8AAAAA' +
  'AAD4fwAAAACAhC5BpHnN2QbSynsG0sp7BtLKezyTlKcbsFZVG7BWVRuwVlUAAAAAAAAAAAAAAAAAAAAAPJOUpxuwVlUbsFZVG7BW' +
  'VaR5zdkG0sp7BtLKewbSynsAAAAAAAAAAAAAAAADAAAAAAAAAAEAAQABAAEAAgABAAIAAQACAAEAAAAAAAAAAAABAAAAAAAAAAAA' +
  'AQABAAAAAAAAAAAAAAEAAQAHAQALAQ==';

const RECORDS = [
  { id: 'a', flow: 'export', partner: 'USA', commodity: '850440', netKg: '12.345', value: '5000.01' },
  { id: 'b', flow: 'import', partner: 'JPN', commodity: '87', port: 'CNSHA', mode: '0110', netKg: 1_000 },
  { id: 'a', flow: 'export', partner: 'USA', commodity: '850440', value: 7, status: 'revised', revision: 3 },
  {
    flow: 'import',
    partner: 'USA',
    commodity: '87',
    transport: 'sea',
    netKg: 1,
    status: 'withdrawn',
    id: 'b',
  },
  { flow: 'import', partner: 'USA', commodity: '87', value: -1 },
];

function reader(): { reader: RecordMessageReader; dictionaries: ReturnType<typeof createDictionaries> } {
  const dictionaries = createDictionaries();
  const span = (): { from: number; to: number } => ({ from: 0, to: Infinity });
  const terms = new RecordTerms(dictionaries, { currency: 'CNY', utcOffsetMs: 0, span });
  return { reader: new RecordMessageReader(terms, dictionaries), dictionaries };
}

function written(): Buffer {
  const { reader: lines, dictionaries } = reader();
  const sent = RECORDS.map((record, index) => ({
    time: new Date(NOW + 1_000 * index).toISOString(),
    ...record,
    ...('value' in record ? { currency: 'CNY' } : {}),
  }));
  const [rows] = lines.read({ data: Buffer.from(toNdjson(sent)) }, refuse);
  return Buffer.from(encodeRows(rows!, [3, 0, 4, 2, 1], dictionaries, { currency: 'CNY', acceptedAt: NOW }));
}

function refuse(problem: Error): never {
  throw problem;
}

function rowsHeader(version: string): MsgHdrs {
  const header = headers();
  header.set(ROWS_HEADER, version);
  return header;
}

const DIMENSIONS = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/** Rows as what they mean: codes as text, amounts in minor units and grams. */
function meaning(rows: RecordRows, dictionaries: ReturnType<typeof createDictionaries>): unknown[][] {
  return Array.from({ length: rows.length }, (_, row) => [
    (rows.time[row]! - NOW) / 1_000,
    ...DIMENSIONS.map((dimension) => dictionaries[dimension].code(rows[dimension][row]!)),
    ...(['flow', 'records', 'value', 'netKg', 'flags', 'revision'] as const).map(
      (column) => rows[column][row],
    ),
  ]);
}

describe('a message of records between processes of a cluster', () => {
  it('is the bytes that it was first', () => {
    expect(written().toString('base64')).toBe(GOLDEN);
  });

  it('is read as it was first', () => {
    const { reader: golden, dictionaries } = reader();
    const message = { data: Buffer.from(GOLDEN, 'base64'), headers: rowsHeader('1') };
    const [rows] = golden.read(message, refuse);
    expect(meaning(rows!, dictionaries)).toEqual([
      [3, 'USA', '87', null, null, 'sea', 0, 1, NaN, 1_000, 7, 0],
      [0, 'USA', '850440', null, null, null, 1, 1, 500_001, 12_345, 1, 0],
      [4, 'USA', '87', null, null, null, 0, 1, -100, NaN, 0, 0],
      [2, 'USA', '850440', null, null, null, 1, 1, 700, NaN, 11, 3],
      [1, 'JPN', '87', 'CNSHA', '0110', null, 0, 1, NaN, 1_000_000, 1, 0],
    ]);
  });

  it('is refused where a later build wrote it in another form, with the remedy, and not passed over', () => {
    const message = { data: written(), headers: rowsHeader('2') };
    expect(() => [...reader().reader.read(message, refuse)]).toThrow(
      'records: a message has rows of version 2, this Tradewall knows 1; update it to go on',
    );
  });
});
