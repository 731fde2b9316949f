import { Dictionary } from './dictionary.js';

export const IMPORT = 0;
export const EXPORT = 1;

/** Codes of each dimension of a timeline; every batch of that timeline is coded with these. */
export interface Dictionaries {
  readonly partner: Dictionary;
  readonly commodity: Dictionary;
  readonly port: Dictionary;
  readonly mode: Dictionary;
  readonly transport: Dictionary;
}

/** A dimension whose codes are dictionary entries; flow is not one. */
export type CodedDimension = keyof Dictionaries;

export function createDictionaries(): Dictionaries {
  return {
    partner: new Dictionary(),
    commodity: new Dictionary(),
    port: new Dictionary(),
    mode: new Dictionary(),
    transport: new Dictionary(),
  };
}

/**
 * Trade records as columns. A row is one record or, where history is already summed up, `records` of them.
 * Columns may be longer than `length`; rows past it are not part of the batch. Once counted in a view, nothing is written to it.
 */
export interface RecordBatch {
  readonly length: number;
  /** Event time in epoch ms; of a summed row, the start of what it sums. */
  readonly time: Float64Array;
  /** IMPORT or EXPORT. */
  readonly flow: Uint8Array;
  readonly partner: Uint16Array;
  readonly commodity: Uint16Array;
  readonly port: Uint16Array;
  readonly mode: Uint16Array;
  readonly transport: Uint16Array;
  /** How many records the row stands for, at least 1; fewer than 0 where it takes back what others counted. */
  readonly records: Float64Array;
  /** Whole minor units of the timeline's currency (fen, cents), |value| < 2^52; NaN where not reported. */
  readonly value: Float64Array;
  /** Whole kilograms, |netKg| < 2^52; NaN where not reported. */
  readonly netKg: Float64Array;
}

/** Columns of one batch that can be written to. */
export type MutableRecordBatch = { -readonly [K in keyof RecordBatch]: RecordBatch[K] };

export function createRecordBatch(capacity: number): MutableRecordBatch {
  return {
    length: 0,
    time: new Float64Array(capacity),
    flow: new Uint8Array(capacity),
    partner: new Uint16Array(capacity),
    commodity: new Uint16Array(capacity),
    port: new Uint16Array(capacity),
    mode: new Uint16Array(capacity),
    transport: new Uint16Array(capacity),
    records: new Float64Array(capacity),
    value: new Float64Array(capacity),
    netKg: new Float64Array(capacity),
  };
}

/** The rows from `from` up to `to` (indices), in the same memory. */
export function batchPart(batch: RecordBatch, from: number, to: number): RecordBatch {
  return {
    length: to - from,
    time: batch.time.subarray(from, to),
    flow: batch.flow.subarray(from, to),
    partner: batch.partner.subarray(from, to),
    commodity: batch.commodity.subarray(from, to),
    port: batch.port.subarray(from, to),
    mode: batch.mode.subarray(from, to),
    transport: batch.transport.subarray(from, to),
    records: batch.records.subarray(from, to),
    value: batch.value.subarray(from, to),
    netKg: batch.netKg.subarray(from, to),
  };
}
