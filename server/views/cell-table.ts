import { bucketEnd, bucketStart, windowStart, type Bucket } from '../../protocol/buckets.js';
import { firstIndex } from '../records/first-index.js';
import { BucketCells, FrozenBucket, type BucketRows, type FrozenRows } from './bucket-rows.js';
import { ChangeLog } from './change-log.js';

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
  /** The same in time order. */
  readonly #sorted: BucketRows[] = [];
  readonly #changes = new ChangeLog();
  readonly #noteChange = (start: number, seq: number): void => this.#changes.note(start, seq);
  #current: BucketCells | undefined;
  #olderSeq = 0;
  #windowStart = -Infinity;
  /** The window stays as it is for playheads up to this. */
  #windowHolds = -Infinity;

  constructor(grid: CellGrid) {
    this.grid = grid;
  }

  /** Start of the first bucket that is kept; what is older is not counted. */
  get windowStart(): number {
    return this.#windowStart;
  }

  /** Tick that last brought anything for before the window, which is not counted. */
  get olderSeq(): number {
    return this.#olderSeq;
  }

  /** Notes that tick `seq` brought something for before the window. */
  noteOlder(seq: number): void {
    this.#olderSeq = seq;
  }

  /** Buckets with any record, in time order. */
  buckets(): readonly BucketRows[] {
    return this.#sorted;
  }

  /** Rows that there is room for: a group's in a bucket. */
  get slots(): number {
    return this.#sorted.reduce((sum, { slots }) => sum + slots, 0);
  }

  /** Starts of the buckets that changed after tick `since`, in time order; they may have fallen out of the window. */
  changedSince(since: number): readonly number[] {
    return this.#changes.since(since);
  }

  /** Whether two instants fall in one bucket that is counted. */
  keepsTogether(first: number, last: number): boolean {
    if (first < this.#windowStart) return false;
    const { bucket, utcOffsetMs } = this.grid;
    return bucketStart(bucket, first, utcOffsetMs) === bucketStart(bucket, last, utcOffsetMs);
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
    else if (known instanceof FrozenBucket) this.#put(known.rows.thaw(known.seq, this.#noteChange));
    else this.#put(new BucketCells(start, bucketEnd(bucket, time, utcOffsetMs), 1, this.#noteChange));
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
    else this.#put(rows.thaw(seq, this.#noteChange));
  }

  /** Takes rows that are complete and that others may hold too, as changed by tick `seq`. */
  adopt(rows: FrozenRows, seq: number): void {
    if (rows.start < this.#windowStart) return;
    if (this.#current?.start === rows.start) this.#current = undefined;
    this.#set(new FrozenBucket(rows, seq));
    this.#noteChange(rows.start, seq);
  }

  /** Moves the window so that it ends with the newest bucket before `playhead`, and forgets what falls out. */
  moveWindow(playhead: number): void {
    if (playhead <= this.#windowHolds) return;
    const { bucket, last, utcOffsetMs } = this.grid;
    this.#windowHolds = bucketEnd(bucket, playhead - 1, utcOffsetMs);
    const start = windowStart(bucket, playhead, last, utcOffsetMs);
    if (start <= this.#windowStart) return;
    this.#windowStart = start;
    const kept = this.#sorted.findIndex((rows) => rows.start >= start);
    const past = this.#sorted.splice(0, kept === -1 ? this.#sorted.length : kept);
    for (const rows of past) this.#buckets.delete(rows.start);
    if (this.#current !== undefined && this.#current.start < start) this.#current = undefined;
  }

  #put(cells: BucketCells): void {
    this.#set(cells);
    this.#current = cells;
  }

  /** Mostly the newest bucket yet. */
  #set(rows: BucketRows): void {
    const { start } = rows;
    const isAnother = !this.#buckets.has(start);
    this.#buckets.set(start, rows);
    const isNewest = start > (this.#sorted.at(-1)?.start ?? -Infinity);
    const at = isNewest
      ? this.#sorted.length
      : firstIndex(this.#sorted.length, (index) => this.#sorted[index]!.start >= start);
    this.#sorted.splice(at, isAnother ? 0 : 1, rows);
  }
}
