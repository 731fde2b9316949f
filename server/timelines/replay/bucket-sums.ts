import { bucketEnd, bucketStart, type Bucket } from '../../../protocol/buckets.js';
import { BucketCells, FrozenRows } from '../../views/bucket-rows.js';
import { firstAt, type ViewSums } from './period-rows.js';
import { revealAll, type RevealedInto } from './reveal.js';
import { firstIndex } from '../../records/first-index.js';

/** The rows of a bucket as they stand when the playhead is at `time`. */
interface Checkpoint {
  readonly time: number;
  readonly rows: FrozenRows;
}

/**
 * A view's sums by bucket: whole ones, and inside long ones checkpoints, so that the cells of any playhead are a look-up
 * and the few periods since. What is here never changes, and all views of the same groups and bucket share it.
 */
export interface BucketSums {
  /** Whole buckets in time order. */
  readonly whole: readonly FrozenRows[];
  /** The last checkpoint in the bucket that starts at `bucket`, after `after` and not after `to`. */
  checkpoint(bucket: number, after: number, to: number): Checkpoint | undefined;
  readonly bytes: number;
}

/**
 * Rows between two checkpoints of a bucket: some 15 µs of revealing, about what it takes to copy a checkpoint. With many
 * groups there are fewer, so that checkpoints take no more room than the rows do.
 */
const ROWS_PER_CHECKPOINT = 256;
const ROWS_PER_GROUP = 2;

/**
 * Whether sums by bucket save anything: buckets are wide enough to hold several rows each, and periods short enough to
 * fall in one or two. Otherwise a view's window is as quickly revealed from its periods.
 */
export function isWorthSumming(sums: ViewSums, bucket: Bucket, utcOffsetMs: number): boolean {
  let [rows, overlaps, buckets] = [0, 0, 0];
  for (const { length, start, end } of sums.widths) {
    let bucketEndsAt = -Infinity;
    for (let row = 0; row < length; row++) {
      rows++;
      if (start[row]! >= bucketEndsAt) {
        bucketEndsAt = bucketEnd(bucket, start[row]!, utcOffsetMs);
        buckets++;
      }
      // A lower bound is enough: the first bucket and one more for each whole bucket width after it.
      const width =
        bucket === 'all' ? Infinity : bucketEndsAt - bucketStart(bucket, start[row]!, utcOffsetMs);
      overlaps += 1 + Math.floor(Math.max(0, end[row]! - bucketEndsAt) / width);
    }
  }
  return buckets * 4 <= rows && overlaps <= 2 * rows;
}

/** Sums up a view by bucket, in one pass over its periods. */
export function* sumByBucket(
  sums: ViewSums,
  bucket: Bucket,
  utcOffsetMs: number,
): Generator<void, BucketSums> {
  const whole: FrozenRows[] = [];
  const checkpoints = new Map<number, Checkpoint[]>();
  let start = nextStart(sums, -Infinity);
  while (start < Infinity) {
    const cells = new BucketCells(
      bucketStart(bucket, start, utcOffsetMs),
      bucketEnd(bucket, start, utcOffsetMs),
      sums.groups.size,
    );
    const within = yield* fillBucket(sums, cells);
    if (within.length > 0) checkpoints.set(cells.start, within);
    if (cells.end === Infinity) break;
    if (cells.seq > 0) whole.push(new FrozenRows(cells));
    const isOver = !reachesPast(sums, cells.end);
    start = isOver ? nextStart(sums, cells.end) : cells.end;
  }
  const frozen = [...whole, ...[...checkpoints.values()].flat().map(({ rows }) => rows)];
  return {
    whole,
    bytes: frozen.reduce((bytes, rows) => bytes + rows.bytes, 0),
    checkpoint: (at, after, to) => lastBetween(checkpoints.get(at) ?? [], after, to),
  };
}

/** Brings all that falls in the bucket into its cells; returns how they stood on the way. */
function* fillBucket(sums: ViewSums, cells: BucketCells): Generator<void, Checkpoint[]> {
  const into: RevealedInto = { seq: 1, bucketAt: () => cells };
  const checkpoints: Checkpoint[] = [];
  let time = cells.start;
  for (const cut of cutsOf(sums, cells)) {
    yield* revealAll(sums, time, cut, into);
    checkpoints.push({ time: cut, rows: new FrozenRows(cells) });
    time = cut;
  }
  if (cells.end < Infinity) yield* revealAll(sums, time, cells.end, into);
  return checkpoints;
}

/** Instants inside the bucket at which some rows have begun since the last. */
function cutsOf(sums: ViewSums, { start, end }: BucketCells): number[] {
  const step = Math.max(ROWS_PER_CHECKPOINT, ROWS_PER_GROUP * sums.groups.size);
  const cuts = new Set<number>();
  for (const rows of sums.widths) {
    const last = firstAt(rows, end);
    for (let row = firstAt(rows, start) + step; row < last; row += step) cuts.add(rows.start[row]!);
  }
  return [...cuts].filter((cut) => cut > start).sort((a, b) => a - b);
}

function nextStart(sums: ViewSums, from: number): number {
  return Math.min(...sums.widths.map((rows) => rows.start[firstAt(rows, from)] ?? Infinity), Infinity);
}

/** Whether a period that has begun before `time` goes on after it. */
function reachesPast(sums: ViewSums, time: number): boolean {
  return sums.widths.some((rows) => {
    for (let row = firstAt(rows, time - rows.longest); row < rows.length && rows.start[row]! < time; row++) {
      if (rows.end[row]! > time) return true;
    }
    return false;
  });
}

function lastBetween(checkpoints: readonly Checkpoint[], after: number, to: number): Checkpoint | undefined {
  const found = checkpoints[firstIndex(checkpoints.length, (index) => checkpoints[index]!.time > to) - 1];
  return found !== undefined && found.time > after ? found : undefined;
}
