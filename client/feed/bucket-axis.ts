import { bucketStart, shiftBucket, type Bucket } from '../../protocol/buckets.js';

/**
 * The contiguous buckets of a view's window, oldest first, laid out so that a column of cells beside it is one slice of
 * a typed array: the window slides through an array twice its size and is moved back to the start when it meets
 * the end, which costs one copy per `capacity` new buckets.
 */
export class BucketAxis {
  readonly bucket: Bucket;
  readonly capacity: number;
  readonly #offsetMs: number;
  readonly #firstBucket: number;
  /** Each column with what a bucket without a row holds in it. */
  readonly #columns = new Map<Float64Array, number>();
  readonly #times: Float64Array;
  #head = 0;
  #length = 0;

  /**
   * @param offsetMs the timeline's UTC offset, which calendar buckets follow.
   * @param spanFrom first instant of the timeline, epoch ms: earlier buckets are blank in every column.
   */
  constructor(bucket: Bucket, last: number, offsetMs: number, spanFrom: number) {
    this.bucket = bucket;
    this.capacity = last;
    this.#offsetMs = offsetMs;
    this.#firstBucket = bucketStart(bucket, spanFrom, offsetMs);
    this.#times = this.addColumn(Number.NaN);
  }

  get length(): number {
    return this.#length;
  }

  /** Bucket starts in epoch ms; the only bucket of `all` starts at −Infinity. */
  get times(): Float64Array {
    return this.slice(this.#times);
  }

  /** A column that slides along with the window, `blank` in each bucket until it is written; read it with `slice`. */
  addColumn(blank: number): Float64Array {
    const column = new Float64Array(this.capacity * 2).fill(Number.NaN);
    this.#columns.set(column, blank);
    for (let slot = this.#head; slot < this.#head + this.#length; slot++) {
      if (this.#times[slot]! >= this.#firstBucket) column[slot] = blank;
    }
    return column;
  }

  removeColumn(column: Float64Array): void {
    this.#columns.delete(column);
  }

  /** The part of a column that is in the window: a view of it, true until the window moves. */
  slice(column: Float64Array): Float64Array {
    return column.subarray(this.#head, this.#head + this.#length);
  }

  /** Place of a bucket in the columns, or −1 where it is not in the window. */
  slotOf(start: number): number {
    let low = this.#head;
    let high = this.#head + this.#length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const time = this.#times[middle]!;
      if (time === start) return middle;
      if (time < start) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Whether a place is in the window. */
  holds(slot: number): boolean {
    return slot >= this.#head && slot < this.#head + this.#length;
  }

  /** Start of the bucket at a place of the window, epoch ms. */
  startAt(slot: number): number {
    return this.#times[slot]!;
  }

  /** Moves the window forward to buckets `from` to `to`; older buckets are dropped, new ones are blank. */
  slideTo(from: number, to: number): void {
    const newest = this.#length === 0 ? undefined : this.#times[this.#head + this.#length - 1]!;
    if (newest === undefined || from > newest || from < this.#times[this.#head]!) this.#restart(from);
    while (this.#times[this.#head + this.#length - 1]! < to) this.#append();
    while (this.#length > 1 && this.#times[this.#head]! < from) this.#dropOldest();
  }

  clear(): void {
    for (const column of this.#columns.keys()) column.fill(Number.NaN);
    this.#head = 0;
    this.#length = 0;
  }

  #restart(start: number): void {
    this.clear();
    this.#open(0, start);
  }

  #append(): void {
    const newest = this.#times[this.#head + this.#length - 1]!;
    if (this.#length === this.capacity) this.#dropOldest();
    if (this.#head + this.#length === this.#times.length) this.#moveToStart();
    this.#open(this.#head + this.#length, shiftBucket(this.bucket, newest, 1, this.#offsetMs));
  }

  #open(slot: number, start: number): void {
    if (start >= this.#firstBucket) for (const [column, blank] of this.#columns) column[slot] = blank;
    this.#times[slot] = start;
    this.#length++;
  }

  #dropOldest(): void {
    this.#head++;
    this.#length--;
  }

  #moveToStart(): void {
    for (const column of this.#columns.keys()) {
      column.copyWithin(0, this.#head, this.#head + this.#length);
      column.fill(Number.NaN, this.#length);
    }
    this.#head = 0;
  }
}
