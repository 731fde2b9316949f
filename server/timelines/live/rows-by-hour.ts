import type { RecordBatch } from '../../records/record-batch.js';

/** A batch with the span of its times, so that it is passed over where that is not asked for. */
export interface HeldBatch {
  readonly batch: RecordBatch;
  readonly first: number;
  readonly last: number;
  /** Segment of the log that it is of; 0 where it is sums of what is not kept any more. */
  readonly segment: number;
}

/** A row, where it is. */
export interface BatchRow {
  readonly batch: RecordBatch;
  readonly row: number;
}

const HOUR = 3_600_000;

/** Rows whose time is from `from` up to `to`, those of an hour together and in time order; hours without any are left out. */
export function* rowsByHour(
  held: readonly HeldBatch[],
  from: number,
  to: number,
): Generator<readonly BatchRow[]> {
  for (const hour of hoursOf(held, from, to)) {
    const rows = rowsBetween(held, Math.max(from, hour), Math.min(to, hour + HOUR));
    yield rows.sort((a, b) => a.batch.time[a.row]! - b.batch.time[b.row]!);
  }
}

function hoursOf(held: readonly HeldBatch[], from: number, to: number): number[] {
  const hours = new Set<number>();
  for (const { batch, first, last } of held) {
    if (last < from || first >= to) continue;
    for (let row = 0; row < batch.length; row++) {
      const time = batch.time[row]!;
      if (time >= from && time < to) hours.add(Math.floor(time / HOUR) * HOUR);
    }
  }
  return [...hours].sort((a, b) => a - b);
}

function rowsBetween(held: readonly HeldBatch[], from: number, to: number): BatchRow[] {
  const rows: BatchRow[] = [];
  for (const { batch, first, last } of held) {
    if (last < from || first >= to) continue;
    for (let row = 0; row < batch.length; row++)
      if (batch.time[row]! >= from && batch.time[row]! < to) rows.push({ batch, row });
  }
  return rows;
}
