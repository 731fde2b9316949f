import type { CodedDimension } from '../../records/record-batch.js';
import { KEY_WORDS, type RecordRows } from '../../records/record-rows.js';

/** What became known with a batch: codes in the order of their indices, and the currency. */
export interface BatchNotes {
  readonly codes?: Partial<Record<CodedDimension, readonly string[]>>;
  readonly currency?: string;
  /** Up to where a stream had been read with it. */
  readonly position?: StreamPosition;
}

/** A place in a stream that records are read from. */
export interface StreamPosition {
  /** What tells the stream from one that took its place. */
  readonly stream: string;
  /** Number of the message. */
  readonly message: number;
  /** Batches of the message that have been taken. */
  readonly batches: number;
}

/** A batch as the log has it. */
export interface LoggedBatch {
  readonly rows: LoggedRows;
  /** When it was taken, epoch ms. */
  readonly acceptedAt: number;
  readonly notes: BatchNotes;
}

/** Rows without the line they were read from. */
export type LoggedRows = Omit<RecordRows, 'line'>;

const HEADER_BYTES = 16;

/** Columns of a batch, the widest first, so that each begins where its type may. */
const COLUMNS = [
  ['time', Float64Array, 1],
  ['records', Float64Array, 1],
  ['value', Float64Array, 1],
  ['netKg', Float64Array, 1],
  ['key', Uint32Array, KEY_WORDS],
  ['revision', Uint32Array, 1],
  ['partner', Uint16Array, 1],
  ['commodity', Uint16Array, 1],
  ['port', Uint16Array, 1],
  ['mode', Uint16Array, 1],
  ['transport', Uint16Array, 1],
  ['flow', Uint8Array, 1],
  ['flags', Uint8Array, 1],
] as const;

/** Bytes of a row: columns add up to a multiple of 8, so whatever follows a batch begins where it may. */
export const ROW_BYTES = 64;

/** Memory for a batch of so many rows; the rows are views of it, to be filled before it is written. */
export function createBatch(
  length: number,
  notes: BatchNotes,
  acceptedAt: number,
): { bytes: Uint8Array; rows: LoggedRows } {
  const noted = Buffer.from(JSON.stringify(notes));
  const padded = Math.ceil(noted.length / 8) * 8;
  const bytes = new Uint8Array(HEADER_BYTES + padded + length * ROW_BYTES);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, length, true);
  header.setUint32(4, noted.length, true);
  header.setFloat64(8, acceptedAt, true);
  bytes.set(noted, HEADER_BYTES);
  return { bytes, rows: viewRows(bytes.buffer, HEADER_BYTES + padded, length) };
}

/** Reads the batch at `offset`, a multiple of 8, without copying it; `end` is where the next one begins. */
export function readBatch(buffer: ArrayBuffer, offset: number): { batch: LoggedBatch; end: number } {
  const header = new DataView(buffer, offset, HEADER_BYTES);
  const length = header.getUint32(0, true);
  const notedBytes = header.getUint32(4, true);
  const noted = Buffer.from(buffer, offset + HEADER_BYTES, notedBytes);
  const start = offset + HEADER_BYTES + Math.ceil(notedBytes / 8) * 8;
  return {
    batch: {
      rows: viewRows(buffer, start, length),
      acceptedAt: header.getFloat64(8, true),
      notes: JSON.parse(noted.toString('utf8')) as BatchNotes,
    },
    end: start + length * ROW_BYTES,
  };
}

function viewRows(buffer: ArrayBufferLike, start: number, length: number): LoggedRows {
  const rows: Record<string, unknown> = { length };
  let at = start;
  for (const [name, Column, width] of COLUMNS) {
    const column = new Column(buffer as ArrayBuffer, at, length * width);
    rows[name] = column;
    at += column.byteLength;
  }
  return rows as unknown as LoggedRows;
}

/** Copies `from[at]` to `to[row]`. */
export function copyRow(from: LoggedRows, at: number, to: LoggedRows, row: number): void {
  for (const [name, , width] of COLUMNS) {
    if (width === 1) to[name][row] = from[name][at]!;
    else
      for (let word = 0; word < width; word++) to[name][row * width + word] = from[name][at * width + word]!;
  }
}

/** Copies the first `length` rows. */
export function copyRows(from: LoggedRows, to: LoggedRows, length: number): void {
  for (const [name, , width] of COLUMNS) to[name].set(from[name].subarray(0, length * width));
}
