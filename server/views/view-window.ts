import { bucketsBetween, newestBucket } from '../../protocol/buckets.js';
import type { WindowMove } from '../../protocol/column-update.js';
import type { ViewUpdate } from '../../protocol/server-messages.js';
import type { ViewCells } from './view-cells.js';

/** Where a view's window lies: it ends with the newest bucket that holds anything before the playhead. */
export class ViewWindow {
  readonly #cells: ViewCells;
  /** Instant that it ends with, epoch ms. */
  #playhead: number;
  /** Tick of its newest move, and of the one before; whether the newest was by a single bucket. */
  #seq: number;
  #seqBefore: number;
  #movedByOne = false;

  /** @param seq the tick at which the view begins */
  constructor(cells: ViewCells, seq: number, playhead: number) {
    this.#cells = cells;
    this.#playhead = playhead;
    this.#seq = seq;
    this.#seqBefore = seq;
  }

  get playhead(): number {
    return this.#playhead;
  }

  /** Start of its newest bucket. */
  get newest(): number {
    const { bucket, utcOffsetMs } = this.#cells.table.grid;
    return newestBucket(bucket, this.#playhead, utcOffsetMs);
  }

  /** Its first and last bucket; null for `all`. */
  get range(): ViewUpdate['window'] {
    if (this.#cells.view.bucket === 'all') return { from: null, to: null };
    return { from: this.#cells.windowStart(this.#playhead), to: this.newest };
  }

  /** Ends with what there is before `playhead`, as of tick `seq`. */
  moveTo(seq: number, playhead: number): void {
    const { bucket, utcOffsetMs } = this.#cells.table.grid;
    const before = this.newest;
    this.#playhead = playhead;
    if (this.newest === before) return;
    this.#seqBefore = this.#seq;
    this.#seq = seq;
    this.#movedByOne = bucketsBetween(bucket, before, this.newest, utcOffsetMs) === 1;
  }

  /** Whether it moved after tick `from`. */
  movedSince(from: number): boolean {
    return this.#seq > from;
  }

  /** How it lies now, told to a viewer who knows where it lay at tick `from`; undefined: who knows nothing. */
  moveSince(from: number | undefined): WindowMove {
    if (this.#cells.view.bucket === 'all') return 'none';
    if (from === undefined) return this.newest;
    if (!this.movedSince(from)) return 'none';
    return this.#movedByOne && this.#seqBefore <= from ? 'next' : this.newest;
  }
}
