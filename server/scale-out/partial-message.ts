import * as v from 'valibot';
import { parseWith, parseJsonObject } from '../../protocol/validation.js';
import {
  createRecordBatch,
  EXPORT,
  IMPORT,
  type CodedDimension,
  type Dictionaries,
  type RecordBatch,
} from '../records/record-batch.js';
import { CODED_DIMENSIONS, CODES_PER_DIMENSION } from '../records/record-codes.js';
import { checkVersion, MAGIC, MESSAGE_VERSION, refuseMessage } from './message-problem.js';
import { ColumnReader, packColumn } from './packed-column.js';

/** Rows that one message may have: at their widest they stay below a megabyte, which is what NATS takes unless told otherwise. */
export const PARTIAL_ROWS = 20_000;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const HeaderSchema = v.object({
  partition: count,
  /** Positions in the stream of records that the rows are of: after `from`, up to and including `to`. */
  from: count,
  to: count,
  /** That values are in, ISO 4217; null as long as no record had a value. */
  currency: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  /** What became of the records, and how many were refused by their reason. */
  counts: v.object({ accepted: count, duplicates: count, rejected: v.record(v.string(), count) }),
  /** Of a roll-up: the last message of partial sums that is in it, and which of how many parts of it this is, from 0. */
  rollUp: v.optional(v.object({ upTo: count, part: count, parts: v.pipe(count, v.minValue(1)) })),
});

/** What a message of partial sums says beside its rows. */
export type PartialHeader = v.InferOutput<typeof HeaderSchema>;

/** Codes of each dimension that the rows use; a row has the place in the list counted from 1, or 0 for "not reported". */
type LocalCodes = Readonly<Record<CodedDimension, readonly string[]>>;

const codes = v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(128)));

const WrittenSchema = v.object({
  ...HeaderSchema.entries,
  rows: v.pipe(count, v.maxValue(PARTIAL_ROWS)),
  /** What the times of rows are told by: `base` and whole numbers of `unit` ms. */
  base: v.pipe(v.number(), v.safeInteger()),
  unit: v.pipe(count, v.minValue(1)),
  codes: v.object({
    partner: codes,
    commodity: codes,
    port: codes,
    mode: codes,
    transport: codes,
  }),
});

/** Partial sums as they were sent: rows under codes of their own. */
export interface PartialMessage extends PartialHeader {
  readonly rows: RecordBatch;
  readonly codes: LocalCodes;
}

/** What `kind` of a row says: its flow, and what of it was reported. */
const IS_EXPORT = 1;
const HAS_VALUE = 2;
const HAS_WEIGHT = 4;

/** Amounts of a row are below this, see record-batch.ts; larger sums become several rows. */
const LARGEST = 2 ** 52 - 1;

/** The last instant that a Date can hold. */
const LAST_TIME = 8.64e15;

/** Units that times may have in common, ms: a day, an hour, a minute, a second. */
const UNITS = [86_400_000, 3_600_000, 60_000, 1_000] as const;

const HEADER_BYTES = 6;

/**
 * Writes partial sums so that they are read by themselves. Values are in minor units and weights in grams, as live records
 * have them; no row stands for 0 records, so what is taken back is in rows of its own.
 * @throws RangeError where there are more rows than PARTIAL_ROWS, or one can't be told exactly
 */
export function writePartial(
  header: PartialHeader,
  rows: RecordBatch,
  dictionaries: Dictionaries,
): Uint8Array {
  if (rows.length > PARTIAL_ROWS) throw new RangeError(`rows: at most ${PARTIAL_ROWS}, got ${rows.length}`);
  const { base, unit, times } = packTimes(rows);
  const local = CODED_DIMENSIONS.map((dimension) => localCodes(rows, dimension, dictionaries));
  const written = {
    ...header,
    rows: rows.length,
    base,
    unit,
    codes: Object.fromEntries(CODED_DIMENSIONS.map((dimension, index) => [dimension, local[index]!.codes])),
  };
  return join(written, [
    times,
    kindsOf(rows),
    ...local.map(({ indices }) => indices),
    amounts(rows, 'records'),
    amounts(rows, 'value'),
    amounts(rows, 'netKg'),
  ]);
}

/**
 * Reads partial sums.
 * @throws ProblemError `bad-message` where the bytes are none, or of a version that came later
 */
export function readPartial(bytes: Uint8Array): PartialMessage {
  if (bytes[0] !== MAGIC)
    refuseMessage('message', `expected partial sums, got a first byte of ${bytes[0] ?? 'none'}`);
  checkVersion(bytes[1] ?? 0);
  if (bytes.length < HEADER_BYTES) refuseMessage('message', `expected a header, got ${bytes.length} bytes`);
  const textBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(2, true);
  const end = HEADER_BYTES + textBytes;
  if (end > bytes.length)
    refuseMessage('message', `expected a header of ${textBytes} bytes, got ${bytes.length} in all`);
  const text = new TextDecoder().decode(bytes.subarray(HEADER_BYTES, end));
  const {
    rows: length,
    base,
    unit,
    ...header
  } = parseWith(WrittenSchema, parseJsonObject(text), 'bad-message');
  return { ...header, rows: readRows(new ColumnReader(bytes, end), length, { base, unit }, header.codes) };
}

/**
 * The rows under the codes of these dictionaries, to which new ones are added.
 * @throws ProblemError where there would be too many
 */
export function recode({ rows, codes: local }: PartialMessage, dictionaries: Dictionaries): RecordBatch {
  const recoded: Partial<Record<CodedDimension, Uint16Array>> = {};
  for (const dimension of CODED_DIMENSIONS) {
    const indices = [0, ...local[dimension].map((code) => dictionaries[dimension].intern(code))];
    if (dictionaries[dimension].size > CODES_PER_DIMENSION)
      refuseMessage(dimension, `there are more than ${CODES_PER_DIMENSION} codes`);
    recoded[dimension] = rows[dimension].map((index) => indices[index]!);
  }
  return { ...rows, ...recoded };
}

function readRows(
  reader: ColumnReader,
  length: number,
  { base, unit }: { base: number; unit: number },
  local: LocalCodes,
): RecordBatch {
  // Rows take some bytes each, so what is claimed is soon found not to be there.
  const batch = createRecordBatch(length);
  batch.length = length;
  reader.read('time', batch.time, (-LAST_TIME - base) / unit, (LAST_TIME - base) / unit);
  const kinds = new Uint8Array(length);
  reader.read('kind', kinds, 0, IS_EXPORT | HAS_VALUE | HAS_WEIGHT);
  for (const dimension of CODED_DIMENSIONS)
    reader.read(dimension, batch[dimension], 0, local[dimension].length);
  for (const column of ['records', 'value', 'netKg'] as const)
    reader.read(column, batch[column], -LARGEST, LARGEST);
  reader.end();
  for (let row = 0; row < length; row++) {
    const kind = kinds[row]!;
    batch.time[row] = base + unit * batch.time[row]!;
    batch.flow[row] = (kind & IS_EXPORT) === 0 ? IMPORT : EXPORT;
    if ((kind & HAS_VALUE) === 0) batch.value[row] = NaN;
    if ((kind & HAS_WEIGHT) === 0) batch.netKg[row] = NaN;
    if (batch.records[row] === 0) refuseMessage('records', `row ${row}: expected some, got 0`);
  }
  return batch;
}

function packTimes({ time, length }: RecordBatch): { base: number; unit: number; times: Uint8Array } {
  let base = length === 0 ? 0 : Infinity;
  for (let row = 0; row < length; row++) base = Math.min(base, time[row]!);
  if (!Number.isSafeInteger(base)) throw new RangeError(`time: expected whole ms, got ${base}`);
  const unit = UNITS.find((candidate) => hasUnit(time, length, base, candidate)) ?? 1;
  const steps = new Float64Array(length);
  for (let row = 0; row < length; row++) steps[row] = whole('time', (time[row]! - base) / unit);
  return { base, unit, times: packColumn(steps) };
}

function hasUnit(time: Float64Array, length: number, base: number, unit: number): boolean {
  for (let row = 0; row < length; row++) if ((time[row]! - base) % unit !== 0) return false;
  return true;
}

function kindsOf({ length, flow, value, netKg }: RecordBatch): Uint8Array {
  const kinds = new Uint8Array(length);
  for (let row = 0; row < length; row++)
    kinds[row] =
      (flow[row] === EXPORT ? IS_EXPORT : 0) |
      (Number.isNaN(value[row]) ? 0 : HAS_VALUE) |
      (Number.isNaN(netKg[row]) ? 0 : HAS_WEIGHT);
  return packColumn(kinds);
}

function localCodes(
  rows: RecordBatch,
  dimension: CodedDimension,
  dictionaries: Dictionaries,
): { codes: string[]; indices: Uint8Array } {
  const places = new Map<number, number>([[0, 0]]);
  const local: string[] = [];
  const indices = new Uint16Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const code = rows[dimension][row]!;
    let place = places.get(code);
    if (place === undefined) {
      place = local.push(dictionaries[dimension].code(code)!);
      places.set(code, place);
    }
    indices[row] = place;
  }
  return { codes: local, indices: packColumn(indices) };
}

function amounts(rows: RecordBatch, column: 'records' | 'value' | 'netKg'): Uint8Array {
  const numbers = new Float64Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const number = rows[column][row]!;
    if (column === 'records' && number === 0) throw new RangeError(`records: row ${row} counts none`);
    // Not reported, which its kind tells.
    numbers[row] = Number.isNaN(number) && column !== 'records' ? 0 : whole(column, number);
  }
  return packColumn(numbers);
}

function whole(column: string, number: number): number {
  if (Number.isInteger(number) && Math.abs(number) <= LARGEST) return number;
  throw new RangeError(`${column}: expected a whole number below 2^52, got ${number}`);
}

function join(written: object, columns: readonly Uint8Array[]): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(written));
  const size = columns.reduce((sum, { length }) => sum + length, HEADER_BYTES + text.length);
  const bytes = new Uint8Array(size);
  bytes[0] = MAGIC;
  bytes[1] = MESSAGE_VERSION;
  new DataView(bytes.buffer).setUint32(2, text.length, true);
  bytes.set(text, HEADER_BYTES);
  let at = HEADER_BYTES + text.length;
  for (const column of columns) {
    bytes.set(column, at);
    at += column.length;
  }
  return bytes;
}
