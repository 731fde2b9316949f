import {
  bucketEnd,
  bucketStart,
  bucketYearBefore,
  shiftBucket,
  yearBefore,
} from '../../../protocol/buckets.js';
import type { SummedMeasure } from '../../../protocol/measures.js';
import { ROW_SIZE, type BucketRows } from '../bucket-rows.js';
import type { Bases } from '../derived-cells.js';
import { foldRest } from '../fold-rest.js';
import type { GroupRanking } from '../group-ranking.js';
import { OTHER } from '../row-sink.js';
import type { RowFlow, RowSums } from '../row-sums.js';
import type { SumFigures } from '../sum-figures.js';
import type { ViewCells } from '../view-cells.js';
import type { ViewBases } from './base-cells.js';
import { TwelveMonths } from './twelve-months.js';
import { WholeSums } from './whole-sums.js';
import { YearToDate } from './year-to-date.js';

interface BaseOrigins {
  readonly cells: ViewCells;
  readonly bases: ViewBases;
  readonly ranking: GroupRanking | undefined;
  readonly figures: SumFigures;
}

/** What the rows that are walked are compared with, looked up where a measure asks for it. */
export class RowBases implements Bases {
  readonly #origins: BaseOrigins;
  readonly #wholeNow: WholeSums;
  readonly #wholeBefore: WholeSums;
  readonly #toDate: YearToDate | undefined;
  readonly #toDateBefore: YearToDate | undefined;
  readonly #months: TwelveMonths | undefined;
  #knownFrom = -Infinity;
  readonly #scratch = new Map<string, Float64Array>();
  #playhead = 0;
  #bucket: BucketRows | undefined;
  #before: BucketRows | undefined;
  #group = OTHER;

  constructor(origins: BaseOrigins) {
    const { cells, bases, figures } = origins;
    this.#origins = origins;
    const figure = figures.figure.bind(figures);
    this.#wholeNow = new WholeSums(figure);
    this.#wholeBefore = new WholeSums(figure);
    if (bases.years !== undefined) this.#toDate = new YearToDate(bases.years.cells, cells);
    if (bases.yearsBefore !== undefined)
      this.#toDateBefore = new YearToDate(bases.yearsBefore.cells, bases.yearBefore!.cells);
    if (bases.months !== undefined) this.#months = new TwelveMonths(bases.months.cells);
  }

  /**
   * Begins a walk, for which the cells stay as they are.
   * @param knownFrom instant from which on it is known what there was, epoch ms
   */
  begin(playhead: number, knownFrom: number): void {
    this.#playhead = playhead;
    this.#knownFrom = knownFrom;
    this.#toDate?.begin();
    this.#toDateBefore?.begin();
    this.#months?.begin();
  }

  /** Turns to the rows of a bucket, buckets coming in time order. */
  moveTo(bucket: BucketRows): void {
    this.#bucket = bucket;
    this.#before = this.#bucketYearBefore(bucket);
    this.#wholeNow.moveTo(bucket);
    this.#wholeBefore.moveTo(this.#before);
  }

  /** Turns to a group of the bucket. */
  turnTo(group: number): void {
    this.#group = group;
  }

  get yearBefore(): RowSums | undefined {
    return this.#rowIn(this.#before, 'yearBefore');
  }

  get periodBefore(): RowSums | undefined {
    const { bucket } = this.#origins.cells.view;
    const start =
      bucket === 'all' ? -Infinity : shiftBucket(bucket, this.#bucket!.start, -1, this.#utcOffsetMs);
    if (start < this.#knownFrom) return undefined;
    return this.#rowIn(this.#origins.bases.periodBefore!.cells.table.bucketFrom(start), 'periodBefore');
  }

  get yearToDate(): RowSums | undefined {
    const { start, end } = this.#bucket!;
    if (!this.#isYearKnown(start)) return undefined;
    return this.#rowIn(this.#toDate!.at(start, end), 'yearToDate');
  }

  get yearToDateBefore(): RowSums | undefined {
    const { bucket } = this.#origins.cells.view;
    const { start, end } = this.#bucket!;
    const inYear = yearBefore(bucket, start, this.#utcOffsetMs);
    if (!this.#isYearKnown(inYear)) return undefined;
    const compared = bucketYearBefore(bucket, start, this.#utcOffsetMs);
    // 29 February has no day to be compared with, but what came before it has.
    const limit =
      compared === undefined
        ? yearBefore(bucket, end, this.#utcOffsetMs)
        : bucketEnd(bucket, compared, this.#utcOffsetMs);
    return this.#rowIn(this.#toDateBefore!.at(inYear, limit), 'yearToDateBefore');
  }

  get twelveMonths(): RowSums | undefined {
    const end = Math.min(this.#bucket!.end, this.#playhead);
    if (this.#months!.startAt(end) < this.#knownFrom) return undefined;
    return this.#rowIn(this.#months!.at(end), 'twelveMonths');
  }

  get whole(): RowSums | undefined {
    return this.#wholeNow.row;
  }

  get wholeYearBefore(): RowSums | undefined {
    return this.#wholeBefore.row;
  }

  get elapsedMs(): number | undefined {
    const { start, end } = this.#bucket!;
    return start < this.#knownFrom ? undefined : Math.min(end, this.#playhead) - start;
  }

  get yearMs(): number {
    const { start } = this.#bucket!;
    return bucketEnd('1y', start, this.#utcOffsetMs) - bucketStart('1y', start, this.#utcOffsetMs);
  }

  concentration(of: SummedMeasure, flow: RowFlow): number | null {
    return this.#wholeNow.concentration(of, flow);
  }

  #bucketYearBefore({ start }: BucketRows): BucketRows | undefined {
    const { bases, cells } = this.#origins;
    if (bases.yearBefore === undefined) return undefined;
    const before = bucketYearBefore(cells.view.bucket, start, this.#utcOffsetMs);
    if (before === undefined || before < this.#knownFrom) return undefined;
    return bases.yearBefore.cells.table.bucketFrom(before);
  }

  #isYearKnown(instant: number): boolean {
    return bucketStart('1y', instant, this.#utcOffsetMs) >= this.#knownFrom;
  }

  /** The group's row of a bucket; for all that are not kept, what they come to. */
  #rowIn(bucket: BucketRows | undefined, base: string): RowSums | undefined {
    if (bucket === undefined) return undefined;
    if (this.#group === OTHER) return foldRest(bucket, this.#origins.ranking!, this.#scratchFor(base));
    const slot = bucket.slotOf(this.#group);
    return slot === undefined ? undefined : { sums: bucket.sums, offset: slot * ROW_SIZE };
  }

  /** Several bases of a row are looked at together. */
  #scratchFor(base: string): Float64Array {
    let scratch = this.#scratch.get(base);
    if (scratch === undefined) this.#scratch.set(base, (scratch = new Float64Array(ROW_SIZE)));
    return scratch;
  }

  get #utcOffsetMs(): number {
    return this.#origins.cells.table.grid.utcOffsetMs;
  }
}
