import { bucketStart } from '../../../protocol/buckets.js';
import { createBatch, type BatchNotes, type LoggedRows } from './batch-format.js';
import { PeriodSums, writeSumRow } from './period-sums.js';

/** Rows of a batch of sums. */
const BATCH_ROWS = 65_536;

/** Sums by local day. */
export function createDaySums(utcOffsetMs: number): PeriodSums {
  return new PeriodSums((time) => bucketStart('1d', time, utcOffsetMs));
}

/** The sums as batches to be written, the first of which has the notes. */
export function* sumBatches(
  sums: PeriodSums,
  notes: BatchNotes,
  acceptedAt: number,
): Generator<{ bytes: Uint8Array; rows: LoggedRows }, void> {
  const rows = [...sums.rows()];
  for (let at = 0; at < Math.max(1, rows.length); at += BATCH_ROWS) {
    const part = rows.slice(at, at + BATCH_ROWS);
    const batch = createBatch(part.length, at === 0 ? notes : {}, acceptedAt);
    for (const [index, row] of part.entries()) writeSumRow(row, batch.rows, index);
    yield batch;
  }
}
