import { bucketStart, shiftBucket } from '../../../protocol/buckets.js';
import { BucketCells, type BucketRows } from '../bucket-rows.js';
import type { ViewCells } from '../view-cells.js';

const MONTHS = 12;

/** Sums of the twelve months that end at or before an instant; kept until another twelve are asked for, or they change. */
export class TwelveMonths {
  readonly #months: ViewCells;
  #sums: BucketCells | undefined;
  /** Tick that last changed any of the twelve. */
  #seq = 0;
  #isChecked = false;

  constructor(months: ViewCells) {
    this.#months = months;
  }

  /** To be called when cells may have changed. */
  begin(): void {
    this.#isChecked = false;
  }

  /** Start of the first of the twelve. */
  startAt(instant: number): number {
    return shiftBucket('1mo', instant, -MONTHS, this.#utcOffsetMs);
  }

  at(instant: number): BucketRows {
    const end = bucketStart('1mo', instant, this.#utcOffsetMs);
    if (this.#isChecked && this.#sums?.end === end) return this.#sums;
    const months = this.#buckets(end);
    const seq = Math.max(0, ...months.map((month) => month.seq));
    this.#isChecked = true;
    if (this.#sums?.end === end && this.#seq === seq) return this.#sums;
    const sums = new BucketCells(this.startAt(instant), end, this.#months.groups.size);
    for (const month of months) sums.addAll(month);
    this.#sums = sums;
    this.#seq = seq;
    return sums;
  }

  #buckets(end: number): BucketRows[] {
    return Array.from({ length: MONTHS }, (_, index) => index + 1).flatMap(
      (back) => this.#months.table.bucketFrom(shiftBucket('1mo', end, -back, this.#utcOffsetMs)) ?? [],
    );
  }

  get #utcOffsetMs(): number {
    return this.#months.table.grid.utcOffsetMs;
  }
}
