import { bucketEnd, bucketStart, shiftBucket, type Bucket } from '../../protocol/buckets.js';
import { FLOW_SUMS_SIZE } from './flow-sums.js';

/** Doubles that one row, a bucket's group, takes: import's sums, then export's. */
export const ROW_SIZE = 2 * FLOW_SUMS_SIZE;

/** The sums of one bucket, a row per group that has any record in it. */
export class BucketCells {
  readonly start: number;
  readonly end: number;
  /** Tick that last changed any row. */
  seq = 0;
  /** Tick that last changed each group's row; 0 where the group has no record in this bucket. */
  rowSeq: Float64Array;
  sums: Float64Array;

  constructor(start: number, end: number, groups: number) {
    this.start = start;
    this.end = end;
    this.rowSeq = new Float64Array(groups);
    this.sums = new Float64Array(groups * ROW_SIZE);
  }

  /** Marks the group's row as changed by tick `seq` and returns where its sums start. */
  touch(group: number, seq: number): number {
    if (group >= this.rowSeq.length) this.#grow(group + 1);
    this.seq = seq;
    this.rowSeq[group] = seq;
    return group * ROW_SIZE;
  }

  #grow(groups: number): void {
    const capacity = Math.max(groups, 2 * this.rowSeq.length);
    const rowSeq = new Float64Array(capacity);
    rowSeq.set(this.rowSeq);
    const sums = new Float64Array(capacity * ROW_SIZE);
    sums.set(this.sums);
    this.rowSeq = rowSeq;
    this.sums = sums;
  }
}

export interface CellGrid {
  readonly bucket: Bucket;
  /** How many buckets are kept, counted back from the newest. */
  readonly last: number;
  readonly utcOffsetMs: number;
}

/** A window of buckets and their sums; each row carries the tick that last changed it. */
export class CellTable {
  readonly grid: CellGrid;
  readonly #buckets = new Map<number, BucketCells>();
  #current: BucketCells | undefined;
  #windowStart = -Infinity;

  constructor(grid: CellGrid) {
    this.grid = grid;
  }

  /** Start of the first bucket that is kept; what is older is not counted. */
  get windowStart(): number {
    return this.#windowStart;
  }

  /** Buckets with any record, in time order. */
  buckets(): BucketCells[] {
    return [...this.#buckets.values()].sort((a, b) => a.start - b.start);
  }

  /** The bucket that holds `time`, created if need be; undefined where that is older than the window. */
  bucketAt(time: number): BucketCells | undefined {
    const current = this.#current;
    if (current !== undefined && time >= current.start && time < current.end) return current;
    if (time < this.#windowStart) return undefined;
    const { bucket, utcOffsetMs } = this.grid;
    const start = bucketStart(bucket, time, utcOffsetMs);
    this.#current = this.#buckets.get(start) ?? this.#create(start, bucketEnd(bucket, time, utcOffsetMs));
    return this.#current;
  }

  /** The bucket that starts at `start`, if any record fell in it. */
  bucketFrom(start: number): BucketCells | undefined {
    return this.#buckets.get(start);
  }

  /** Moves the window so that its newest bucket is the one that holds `time`, and forgets what falls out. */
  moveWindow(time: number): void {
    const { bucket, last, utcOffsetMs } = this.grid;
    const start = shiftBucket(bucket, time, 1 - last, utcOffsetMs);
    if (start <= this.#windowStart) return;
    this.#windowStart = start;
    for (const key of this.#buckets.keys()) if (key < start) this.#buckets.delete(key);
    if (this.#current !== undefined && this.#current.start < start) this.#current = undefined;
  }

  #create(start: number, end: number): BucketCells {
    const cells = new BucketCells(start, end, 1);
    this.#buckets.set(start, cells);
    return cells;
  }
}
