import {
  bucketEnd,
  bucketYearAfter,
  bucketYearBefore,
  newestBucket,
  shiftBucket,
} from '../../protocol/buckets.js';
import type { Derivation } from '../../protocol/measures.js';
import { firstIndex } from '../records/first-index.js';
import { derivationsOf, type BaseCells, type ViewBases } from './bases/base-cells.js';
import type { BucketRows } from './bucket-rows.js';
import { ChangeLog } from './change-log.js';
import type { ViewCells } from './view-cells.js';

/** Derivations that compare a row with all rows of its bucket: one that changes changes all of them. */
const OF_WHOLE: readonly Derivation[] = ['Share', 'ShareChange', 'Concentration'];
const OF_WHOLE_BEFORE: readonly Derivation[] = ['ShareChange', 'Contribution'];

/** Groups whose change in one bucket changes what later ones of its year come to so far. */
interface Carried {
  readonly from: number;
  readonly until: number;
  readonly groups: readonly number[];
}

/** What is to be told of a bucket. */
export interface BucketChanges {
  /** Every row. */
  readonly isAll: boolean;
  /** Else these, ascending. */
  readonly slots: readonly number[];
  /** Whether the groups that are folded into one may have changed besides. */
  readonly hasBaseChanged: boolean;
}

const ALL: BucketChanges = { isAll: true, slots: [], hasBaseChanged: true };

/**
 * Finds the rows that changed after a tick, or that are computed from something that did: the same row a year or a period
 * before, all rows of the bucket, earlier ones of the year, or the time that has passed. It looks only at what changed;
 * where a month closed or a record came in for what is out of the window, which is rare, all rows count as changed.
 */
export class RowChanges {
  readonly #cells: ViewCells;
  readonly #bases: ViewBases;
  readonly #isOfWhole: boolean;
  readonly #isOfWholeBefore: boolean;
  readonly #isOfYear: boolean;
  readonly #isOfTime: boolean;
  /** Whether a row can change that no record fell in. */
  readonly #isDerived: boolean;
  /** Buckets that were the newest, by the tick in which another became it. */
  readonly #closings = new ChangeLog();
  #playhead: number;
  #playheadSeq = 0;
  /** Start of the month under way, and the tick in which the one before it closed. */
  #month: number | undefined;
  #monthSeq = 0;
  #knownFrom: number;
  #knownSeq = 0;
  /** Of the walk under way. */
  #since = 0;
  #isAll = false;
  #running: ReadonlySet<number> = new Set();
  #carried: readonly Carried[] = [];

  constructor(cells: ViewCells, bases: ViewBases, playhead: number, knownFrom: number) {
    this.#playhead = playhead;
    this.#knownFrom = knownFrom;
    this.#month = bases.months?.playheadAt(playhead);
    this.#cells = cells;
    this.#bases = bases;
    const derivations = derivationsOf(cells.view);
    this.#isOfWhole = OF_WHOLE.some((derivation) => derivations.has(derivation));
    this.#isOfWholeBefore = OF_WHOLE_BEFORE.some((derivation) => derivations.has(derivation));
    this.#isOfYear = bases.years !== undefined;
    this.#isOfTime = derivations.has('Annualised') || cells.view.measures.includes('tonnageRate');
    this.#isDerived = this.#isOfWhole || this.#isOfTime || Object.keys(bases).length > 0;
  }

  /** Called once the cells of tick `seq` are in. */
  settle(seq: number, playhead: number, knownFrom: number): void {
    if (knownFrom !== this.#knownFrom) this.#knownSeq = seq;
    this.#knownFrom = knownFrom;
    const { months } = this.#bases;
    const month = months?.playheadAt(playhead);
    if (month !== this.#month) this.#monthSeq = seq;
    this.#month = month;
    if (!this.#isOfTime || playhead === this.#playhead) return;
    const newest = this.#newest;
    if (newest !== newestBucket(this.#cells.view.bucket, playhead, this.#utcOffsetMs))
      this.#closings.note(newest, seq);
    this.#playhead = playhead;
    this.#playheadSeq = seq;
  }

  /** Begins a walk through the buckets with any row that changed after tick `since`; they are in time order. */
  bucketsSince(since: number): readonly BucketRows[] {
    this.#since = since;
    this.#isAll = since === 0 || this.#hasAllChanged();
    const { table } = this.#cells;
    if (this.#isAll) return table.buckets();
    const own = table.changedSince(since);
    if (!this.#isDerived) return this.#existing(own);
    this.#running = this.#isOfTime ? this.#runningSince() : new Set();
    this.#carried = this.#isOfYear ? this.#carriedSince(own) : [];
    const starts = new Set([...own, ...this.#running, ...this.#dependents(), ...this.#ofCarried()]);
    return this.#existing([...starts].sort((a, b) => a - b));
  }

  /** What is to be told of a bucket of the walk. */
  changesIn(bucket: BucketRows): BucketChanges {
    if (this.#isAll || this.#running.has(bucket.start)) return ALL;
    const since = this.#since;
    const slots = changedSlots(bucket, since);
    if (!this.#isDerived) return { isAll: false, slots, hasBaseChanged: false };
    const [before, period] = [this.#bucketYearBefore(bucket.start), this.#bucketPeriodBefore(bucket.start)];
    if (this.#isOfWhole && bucket.seq > since) return ALL;
    if (this.#isOfWholeBefore && before !== undefined && before.seq > since) return ALL;
    const groups = [before, period].flatMap((base) => (base === undefined ? [] : changedGroups(base, since)));
    for (const { from, until, groups: carried } of this.#carried)
      if (from <= bucket.start && bucket.start < until) groups.push(...carried);
    const derived = groups.flatMap((group) => bucket.slotOf(group) ?? []);
    if (derived.length === 0) return { isAll: false, slots, hasBaseChanged: groups.length > 0 };
    const all = [...new Set([...slots, ...derived])].sort((a, b) => a - b);
    return { isAll: false, slots: all, hasBaseChanged: true };
  }

  #hasAllChanged(): boolean {
    const { months, yearBefore } = this.#bases;
    if (this.#monthSeq > this.#since || (this.#isDerived && this.#knownSeq > this.#since)) return true;
    if (months !== undefined && months.cells.table.changedSince(this.#since).length > 0) return true;
    if (!this.#isOfYear) return false;
    const tables = [this.#cells.table, ...(yearBefore === undefined ? [] : [yearBefore.cells.table])];
    return tables.some(
      (table) =>
        table.olderSeq > this.#since ||
        // What changed and has fallen out of the window since can't be told by group any more.
        table.changedSince(this.#since).some((start) => table.bucketFrom(start) === undefined),
    );
  }

  #existing(starts: readonly number[]): BucketRows[] {
    return starts.flatMap((start) => this.#cells.table.bucketFrom(start) ?? []);
  }

  /** Buckets of which more time has passed. */
  #runningSince(): Set<number> {
    if (this.#playheadSeq <= this.#since) return new Set();
    return new Set([...this.#closings.since(this.#since), this.#newest]);
  }

  /** Buckets that are compared with one that changed. */
  #dependents(): number[] {
    const { yearBefore, periodBefore } = this.#bases;
    return [
      ...startsChanged(yearBefore, this.#since).map((start) => this.#yearAfter(start)),
      ...startsChanged(periodBefore, this.#since).map((start) => this.#shift(start, 1)),
    ];
  }

  #carriedSince(own: readonly number[]): Carried[] {
    const { yearBefore, yearsBefore } = this.#bases;
    const { table } = this.#cells;
    const here = own.map((start) => this.#carry(start, table.bucketFrom(start)!));
    if (yearsBefore === undefined) return here;
    const before = yearBefore!.cells.table;
    const there = before
      .changedSince(this.#since)
      .map((start) => this.#carry(this.#yearAfter(start), before.bucketFrom(start)!));
    return [...here, ...there];
  }

  #carry(from: number, changed: BucketRows): Carried {
    return {
      from,
      until: bucketEnd('1y', from, this.#utcOffsetMs),
      groups: changedGroups(changed, this.#since),
    };
  }

  #ofCarried(): number[] {
    const buckets = this.#cells.table.buckets();
    return this.#carried.flatMap(({ from, until }) => {
      const first = firstIndex(buckets.length, (index) => buckets[index]!.start >= from);
      const end = firstIndex(buckets.length, (index) => buckets[index]!.start >= until);
      return buckets.slice(first, end).map(({ start }) => start);
    });
  }

  #bucketYearBefore(start: number): BucketRows | undefined {
    const { yearBefore } = this.#bases;
    if (yearBefore === undefined) return undefined;
    const before = bucketYearBefore(this.#cells.view.bucket, start, this.#utcOffsetMs);
    return before === undefined ? undefined : yearBefore.cells.table.bucketFrom(before);
  }

  #bucketPeriodBefore(start: number): BucketRows | undefined {
    return this.#bases.periodBefore?.cells.table.bucketFrom(this.#shift(start, -1));
  }

  #yearAfter(start: number): number {
    return bucketYearAfter(this.#cells.view.bucket, start, this.#utcOffsetMs);
  }

  #shift(start: number, count: number): number {
    return shiftBucket(this.#cells.view.bucket, start, count, this.#utcOffsetMs);
  }

  get #newest(): number {
    return newestBucket(this.#cells.view.bucket, this.#playhead, this.#utcOffsetMs);
  }

  get #utcOffsetMs(): number {
    return this.#cells.table.grid.utcOffsetMs;
  }
}

function startsChanged(base: BaseCells | undefined, since: number): readonly number[] {
  return base === undefined ? [] : base.cells.table.changedSince(since);
}

function changedSlots(bucket: BucketRows, since: number): readonly number[] {
  const noted = bucket.changedSlots(since);
  if (noted !== undefined) return noted;
  const slots: number[] = [];
  for (let slot = 0; slot < bucket.slots; slot++) if (bucket.seqAt(slot) > since) slots.push(slot);
  return slots;
}

function changedGroups(bucket: BucketRows, since: number): number[] {
  if (bucket.seq <= since) return [];
  return changedSlots(bucket, since).map((slot) => bucket.groupAt(slot));
}
