import { bucketStart } from '../../../protocol/buckets.js';
import { createBatch, type BatchNotes, type LoggedRows } from './batch-format.js';
import { PeriodSums, STEP_ROWS, writeSumRow } from './period-sums.js';

/** Rows of a batch of sums. */
const BATCH_ROWS = 65_536;

/** Sums as a batch to be written. */
export interface SumBatch {
  readonly bytes: Uint8Array;
  readonly rows: LoggedRows;
}

/** Sums by local day. */
export function createDaySums(utcOffsetMs: number): PeriodSums {
  return new PeriodSums((time) => bucketStart('1d', time, utcOffsetMs));
}

/** Makes batches of the sums, the first of which has the notes, and yields wherever others may run; returns them. */
export function* sumBatches(
  sums: PeriodSums,
  notes: BatchNotes,
  acceptedAt: number,
): Generator<void, SumBatch[]> {
  const batches = yield* emptyBatches(yield* countRows(sums), notes, acceptedAt);
  let row = 0;
  for (const sum of sums.rows()) {
    writeSumRow(sum, batches[Math.floor(row / BATCH_ROWS)]!.rows, row % BATCH_ROWS);
    if (++row % STEP_ROWS === 0) yield;
  }
  return batches;
}

function* countRows(sums: PeriodSums): Generator<void, number> {
  let count = 0;
  for (const _row of sums.rows()) if (++count % STEP_ROWS === 0) yield;
  return count;
}

function* emptyBatches(rows: number, notes: BatchNotes, acceptedAt: number): Generator<void, SumBatch[]> {
  const batches = [createBatch(Math.min(rows, BATCH_ROWS), notes, acceptedAt)];
  for (let at = BATCH_ROWS; at < rows; at += BATCH_ROWS) {
    batches.push(createBatch(Math.min(rows - at, BATCH_ROWS), {}, acceptedAt));
    yield;
  }
  return batches;
}
