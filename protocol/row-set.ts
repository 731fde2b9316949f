import type { BitReader } from './bit-reader.js';
import type { BitWriter } from './bit-writer.js';

/** Farther than this from the newest bucket no row can be: no view has more buckets (`limits.bucketsPerView`). */
const FARTHEST_BACK = 2 ** 20;

/** Which rows an update is about, in order. */
export interface RowSet {
  readonly size: number;
  /** How many buckets each row's is before the newest of the window. */
  readonly back: Int32Array;
  /** Number of each row in its bucket: the code of its group, by flow times two and one more for exports. */
  readonly row: Int32Array;
}

/** A stretch of rows numbered one after another, in one bucket. */
interface Run {
  readonly start: number;
  length: number;
}

interface BucketRuns {
  readonly back: number;
  readonly runs: Run[];
}

/**
 * Collects which rows an update is about: bucket by bucket, oldest first, each with the stretches of its rows.
 *
 *     row set  buckets + 1, bucket …
 *     bucket   (first: how many before the newest; others: how many after the one before), all:1 [runs run …]
 *     run      (rows since the end of the one before) length
 */
export class RowSetWriter {
  #buckets: BucketRuns[] = [];
  #size = 0;

  clear(): void {
    this.#buckets = [];
    this.#size = 0;
  }

  get size(): number {
    return this.#size;
  }

  /** The rows that follow are in the bucket so many before the newest; buckets come in time order. */
  bucket(back: number): void {
    this.#filled().push({ back, runs: [] });
  }

  row(number: number): void {
    this.#size++;
    const { runs } = this.#buckets.at(-1)!;
    const run = runs.at(-1);
    if (run !== undefined && run.start + run.length === number) run.length++;
    else runs.push({ start: number, length: 1 });
  }

  /** Whether it is all rows of the newest bucket and no more. @param rows how many rows a bucket can have */
  isNewest(rows: number): boolean {
    const buckets = this.#filled();
    return buckets.length === 1 && buckets[0]!.back === 0 && isAll(buckets[0]!, rows);
  }

  #filled(): BucketRuns[] {
    if (this.#buckets.at(-1)?.runs.length === 0) this.#buckets.pop();
    return this.#buckets;
  }

  /** @param rows how many rows a bucket can have */
  writeTo(bits: BitWriter, rows: number): void {
    const buckets = this.#filled();
    bits.gamma(buckets.length + 1);
    let before: number | undefined;
    for (const bucket of buckets) {
      if (before === undefined) bits.signedGamma(bucket.back);
      else bits.gamma(before - bucket.back);
      before = bucket.back;
      const all = isAll(bucket, rows);
      bits.bit(all);
      if (!all) writeRuns(bits, bucket.runs);
    }
  }
}

function isAll({ runs }: BucketRuns, rows: number): boolean {
  return runs.length === 1 && runs[0]!.start === 0 && runs[0]!.length === rows;
}

function writeRuns(bits: BitWriter, runs: readonly Run[]): void {
  bits.gamma(runs.length);
  let next = 0;
  for (const { start, length } of runs) {
    bits.signedGamma(start - next);
    bits.gamma(length);
    next = start + length;
  }
}

/**
 * @param rows how many rows a bucket can have
 * @throws ProblemError where the bits can't be that, or say more rows than they can hold cells of
 */
export function readRowSet(bits: BitReader, rows: number): RowSet {
  const set = new RowList(bits, rows);
  let back = 0;
  const buckets = bits.gamma() - 1;
  for (let index = 0; index < buckets; index++) {
    back = index === 0 ? bits.signedGamma() : back - bits.gamma();
    if (Math.abs(back) > FARTHEST_BACK) bits.fail(`at most ${FARTHEST_BACK} buckets back`, `${back}`);
    if (bits.bit()) set.add(back, 0, rows);
    else readRuns(bits, back, set);
  }
  return set.toRowSet();
}

/** Rows 0 to `rows` − 1 of the newest bucket. */
export function newestRows(rows: number): RowSet {
  return { size: rows, back: new Int32Array(rows), row: Int32Array.from({ length: rows }, (_, row) => row) };
}

function readRuns(bits: BitReader, back: number, set: RowList): void {
  let next = 0;
  for (let left = bits.gamma(); left > 0; left--) {
    const start = next + bits.signedGamma();
    const length = bits.gamma();
    set.add(back, start, length);
    next = start + length;
  }
}

/** Rows read so far, which can't be more than there are bits for. */
class RowList {
  readonly back: number[] = [];
  readonly row: number[] = [];
  readonly #bits: BitReader;
  readonly #rows: number;

  constructor(bits: BitReader, rows: number) {
    this.#bits = bits;
    this.#rows = rows;
  }

  get size(): number {
    return this.row.length;
  }

  toRowSet(): RowSet {
    return { size: this.size, back: new Int32Array(this.back), row: new Int32Array(this.row) };
  }

  add(back: number, start: number, length: number): void {
    const end = start + length;
    if (start < 0 || end > this.#rows)
      this.#bits.fail(`rows 0 to ${this.#rows - 1}`, `${start} to ${end - 1}`);
    if (this.size + length > this.#bits.left)
      this.#bits.fail('a bit for each row', `${this.size + length} rows`);
    for (let row = start; row < end; row++) {
      this.back.push(back);
      this.row.push(row);
    }
  }
}
