import { bucketEnd, bucketStart, windowStart, type Bucket } from '../../protocol/buckets.js';
import { BucketCells, FrozenBucket, type BucketRows, type FrozenRows } from './bucket-rows.js';

export interface CellGrid {
  readonly bucket: Bucket;
  /** How many buckets are kept, counted back from the newest. */
  readonly last: number;
  readonly utcOffsetMs: number;
}

/** A window of buckets and their sums; each row carries the tick that last changed it. */
export class CellTable {
  readonly grid: CellGrid;
  readonly #buckets = new Map<number, BucketRows>();
  /** Undefined where a bucket came or went since it was last asked for. */
  #sorted: readonly BucketRows[] | undefined;
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
  buckets(): readonly BucketRows[] {
    this.#sorted ??= [...this.#buckets.values()].sort((a, b) => a.start - b.start);
    return this.#sorted;
  }

  /** The bucket that holds `time`, created if need be; undefined where that is older than the window. */
  bucketAt(time: number): BucketCells | undefined {
    const current = this.#current;
    if (current !== undefined && time >= current.start && time < current.end) return current;
    if (time < this.#windowStart) return undefined;
    const { bucket, utcOffsetMs } = this.grid;
    const start = bucketStart(bucket, time, utcOffsetMs);
    const known = this.#buckets.get(start);
    if (known instanceof BucketCells) this.#current = known;
    else if (known instanceof FrozenBucket) this.#put(known.rows.thaw(known.seq));
    else this.#put(new BucketCells(start, bucketEnd(bucket, time, utcOffsetMs), 1));
    return this.#current;
  }

  /** The bucket that starts at `start`, if any record fell in it. */
  bucketFrom(start: number): BucketRows | undefined {
    return this.#buckets.get(start);
  }

  /** Brings the bucket to how it stands in later rows of it, as changed by tick `seq`; it may be counted on. */
  bringTo(rows: FrozenRows, seq: number): void {
    const known = this.#buckets.get(rows.start);
    if (known instanceof BucketCells) known.take(rows, seq);
    else this.#put(rows.thaw(seq));
  }

  /** Takes rows that are complete and that others may hold too, as changed by tick `seq`. */
  adopt(rows: FrozenRows, seq: number): void {
    if (rows.start < this.#windowStart) return;
    if (this.#current?.start === rows.start) this.#current = undefined;
    this.#set(new FrozenBucket(rows, seq));
  }

  /** Moves the window so that it ends with the newest bucket before `playhead`, and forgets what falls out. */
  moveWindow(playhead: number): void {
    const { bucket, last, utcOffsetMs } = this.grid;
    const start = windowStart(bucket, playhead, last, utcOffsetMs);
    if (start <= this.#windowStart) return;
    this.#windowStart = start;
    for (const key of this.#buckets.keys()) if (key < start) this.#forget(key);
    if (this.#current !== undefined && this.#current.start < start) this.#current = undefined;
  }

  #put(cells: BucketCells): void {
    this.#set(cells);
    this.#current = cells;
  }

  #set(rows: BucketRows): void {
    this.#buckets.set(rows.start, rows);
    this.#sorted = undefined;
  }

  #forget(start: number): void {
    this.#buckets.delete(start);
    this.#sorted = undefined;
  }
}
