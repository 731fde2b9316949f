import { bucketStart } from '../../../protocol/buckets.js';
import { firstIndex } from '../../records/first-index.js';
import { BucketCells, type BucketRows } from '../bucket-rows.js';
import type { ViewCells } from '../view-cells.js';

/**
 * Sums from 1 January to the end of each bucket of a view, which need not be kept: what the year comes to so far, less the
 * buckets since. At the newest bucket that is the year itself; others are added up in the order in which they are asked for.
 */
export class YearToDate {
  readonly #years: ViewCells;
  readonly #parts: ViewCells;
  /** Running sums up to, not including, the buckets that start at `#limit`. */
  #running: BucketCells | undefined;
  #limit = -Infinity;

  /** @param parts the same records in the buckets of the view, of its window */
  constructor(years: ViewCells, parts: ViewCells) {
    this.#years = years;
    this.#parts = parts;
  }

  /** To be called when cells may have changed. */
  begin(): void {
    this.#running = undefined;
  }

  /** Sums of the year that holds `inYear`, of its buckets that start before `limit`; undefined where it has no record. */
  at(inYear: number, limit: number): BucketRows | undefined {
    const { utcOffsetMs } = this.#parts.table.grid;
    const year = this.#years.table.bucketFrom(bucketStart('1y', inYear, utcOffsetMs));
    if (year === undefined) return undefined;
    const first = this.#indexFrom(limit);
    if (this.#isLast(first, year.end)) return year;
    if (this.#running?.start !== year.start || this.#limit > limit) this.#restart(year, first);
    else this.#addUpTo(first);
    this.#limit = limit;
    return this.#running;
  }

  /** Index of the first bucket that starts at `limit` or later. */
  #indexFrom(limit: number): number {
    const buckets = this.#parts.table.buckets();
    return firstIndex(buckets.length, (index) => buckets[index]!.start >= limit);
  }

  #isLast(index: number, yearEnd: number): boolean {
    const next = this.#parts.table.buckets()[index];
    return next === undefined || next.start >= yearEnd;
  }

  #restart(year: BucketRows, first: number): void {
    const running = new BucketCells(year.start, year.end, year.slots);
    running.addAll(year);
    for (let index = first; !this.#isLast(index, year.end); index++)
      running.addAll(this.#parts.table.buckets()[index]!, -1);
    this.#running = running;
  }

  #addUpTo(end: number): void {
    const buckets = this.#parts.table.buckets();
    for (let index = this.#indexFrom(this.#limit); index < end; index++)
      this.#running!.addAll(buckets[index]!);
  }
}
