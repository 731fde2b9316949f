import { createRecordBatch, type MutableRecordBatch } from './record-batch.js';

/** Words of 32 bits that stand for a source and an id. */
export const KEY_WORDS = 4;

/** What `flags` of a row says. */
export const HAS_KEY = 1;
/** The row takes the place of what its key stood for. */
export const REVISES = 2;
/** What the key stood for is no more; the row counts nothing itself. */
export const WITHDRAWS = 4;
/** The sender numbered the revision. */
export const NUMBERED = 8;

/** Records as columns, with what tells them apart from each other. */
export interface RecordRows extends MutableRecordBatch {
  /** KEY_WORDS of each row: the hash of its source and id, zeros where it has no id. */
  key: Uint32Array;
  /** Number of the revision; a higher one counts in place of a lower one. */
  revision: Uint32Array;
  flags: Uint8Array;
  /** Line of the body, for what has to be said of the row. */
  line: Float64Array;
}

export function createRecordRows(capacity: number): RecordRows {
  return {
    ...createRecordBatch(capacity),
    key: new Uint32Array(capacity * KEY_WORDS),
    revision: new Uint32Array(capacity),
    flags: new Uint8Array(capacity),
    line: new Float64Array(capacity),
  };
}

/** Gives the rows room for `capacity` of them, and keeps those that there are. */
export function growRecordRows(rows: RecordRows, capacity: number): void {
  const { length: _none, ...columns } = createRecordRows(capacity);
  for (const [name, column] of Object.entries(columns)) column.set(rows[name as keyof typeof columns]);
  Object.assign(rows, columns);
}
