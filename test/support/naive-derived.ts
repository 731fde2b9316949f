import {
  bucketEnd,
  bucketStart,
  bucketYearBefore,
  shiftBucket,
  yearBefore,
  type Bucket,
} from '../../protocol/buckets.js';
import { measureDefinition, type Measure, type SummedMeasure } from '../../protocol/measures.js';
import { naiveSum, scaledSum, scaledWhole } from './naive-sums.js';
import type { TestRecord } from './journal-source.js';

/** Records of the row's group and of all groups (of the row's flow, where the view is split by it), of any time. */
export interface NaiveRow {
  readonly bucket: Bucket;
  /** Start of its bucket. */
  readonly start: number;
  readonly own: readonly TestRecord[];
  /** By the name of their group. */
  readonly all: ReadonlyMap<string, readonly TestRecord[]>;
  readonly playhead: number;
  /** First instant of the series. */
  readonly from: number;
  readonly offsetMs: number;
}

type Interval = readonly [from: number, to: number];

/** A derived measure by its definition, from the records of the intervals that it is about. */
export function naiveDerived(measure: Measure, row: NaiveRow): number | null {
  const { of, derivation } = measureDefinition(measure);
  const f = (interval: Interval | null): number | null => figure(of!, row.own, interval);
  const times = intervalsOf(row);
  switch (derivation!) {
    case 'YearOnYear':
      return growth(f(times.bucket), f(times.yearBefore));
    case 'PeriodOnPeriod':
      return growth(f(times.bucket), f(times.periodBefore));
    case 'YearToDate':
      return f(times.yearToDate);
    case 'YearToDateYearOnYear':
      return growth(f(times.yearToDate), f(times.yearToDateBefore));
    case 'Rolling12Months':
      return f(times.twelveMonths);
    case 'Annualised':
      return annualised(f(times.bucket), row);
    case 'Share':
      return share(of!, row, times.bucket);
    case 'ShareChange': {
      const now = share(of!, row, times.bucket);
      const before = share(of!, row, times.yearBefore, true);
      return now === null || before === null ? null : 100 * (now - before);
    }
    case 'Contribution':
      return contribution(of!, row, times.bucket, times.yearBefore);
    case 'Concentration':
      return concentration(of!, row, times.bucket);
  }
}

/** Tonnes per hour of the bucket that has passed. */
export function naiveTonnageRate(row: NaiveRow): number | null {
  const { bucket } = intervalsOf(row);
  const tonnes = figure('tonnage', row.own, bucket);
  return tonnes === null || row.start < knownFrom(row) ? null : tonnes / (elapsed(row) / 3_600_000);
}

/** Unit value of exports by that of imports, as an index on the same a year before. */
export function naiveTermsOfTrade(row: NaiveRow): number | null {
  const { bucket, yearBefore: base } = intervalsOf(row);
  const [now, before] = [priceRatio(row.own, bucket), priceRatio(row.own, base)];
  return now === null || before === null || before === 0 ? null : (100 * now) / before;
}

function priceRatio(records: readonly TestRecord[], interval: Interval | null): number | null {
  const price = (flow: string): number | null => {
    const both = within(records, interval).filter(
      (record) => record.flow === flow && record.value !== undefined && record.netKg !== undefined,
    );
    const tonnes = scaledSum('tonnage', both) ?? 0;
    return tonnes === 0 ? null : (scaledSum('value', both) ?? 0) / tonnes;
  };
  const [exports, imports] = [price('export'), price('import')];
  return exports === null || imports === null || imports === 0 ? null : exports / imports;
}

function intervalsOf(row: NaiveRow) {
  const { bucket, start, playhead, offsetMs } = row;
  const end = bucketEnd(bucket, start, offsetMs);
  const isOpen = playhead < end;
  const known = knownFrom(row);
  const fromKnown = (from: number, to: number): Interval | null => (from < known ? null : [from, to]);
  const before = bucketYearBefore(bucket, start, offsetMs);
  const beforeEnd =
    before === undefined ? yearBefore(bucket, end, offsetMs) : bucketEnd(bucket, before, offsetMs);
  const beforeTo = isOpen ? Math.min(beforeEnd, yearBefore(bucket, playhead, offsetMs)) : beforeEnd;
  const period = shiftBucket(bucket, start, -1, offsetMs);
  const month = bucketStart('1mo', Math.min(end, playhead), offsetMs);
  const year = bucketStart('1y', start, offsetMs);
  const yearOfBefore = bucketStart('1y', yearBefore(bucket, start, offsetMs), offsetMs);
  return {
    bucket: [start, end] as const,
    yearBefore: before === undefined ? null : fromKnown(before, beforeTo),
    periodBefore: fromKnown(period, isOpen ? Math.min(start, period + (playhead - start)) : start),
    yearToDate: fromKnown(year, end),
    yearToDateBefore: fromKnown(yearOfBefore, beforeTo),
    twelveMonths: fromKnown(shiftBucket('1mo', month, -12, offsetMs), month),
  };
}

/** A series is known from the month in which it begins. */
function knownFrom({ from, offsetMs }: NaiveRow): number {
  return bucketStart('1mo', from, offsetMs);
}

function elapsed({ bucket, start, playhead, offsetMs }: NaiveRow): number {
  return Math.min(bucketEnd(bucket, start, offsetMs), playhead) - start;
}

function within(records: readonly TestRecord[], interval: Interval | null): TestRecord[] {
  if (interval === null) return [];
  return records.filter(({ time }) => time >= interval[0] && time < interval[1]);
}

/** Null also where there is no record at all, even of a count: there is no such row. */
function figure(of: SummedMeasure, records: readonly TestRecord[], interval: Interval | null): number | null {
  const found = within(records, interval);
  return found.length === 0 ? null : scaledSum(of, found);
}

function growth(now: number | null, before: number | null): number | null {
  return now === null || before === null || before <= 0 ? null : now / before - 1;
}

function annualised(amount: number | null, row: NaiveRow): number | null {
  const { start, offsetMs } = row;
  if (amount === null || start < knownFrom(row)) return null;
  const year = bucketEnd('1y', start, offsetMs) - bucketStart('1y', start, offsetMs);
  return amount * (year / elapsed(row));
}

function wholeOf(of: SummedMeasure, { all }: NaiveRow, interval: Interval | null): number | null {
  return figure(of, [...all.values()].flat(), interval);
}

/** @param isMissingNought whether a group without a record had no share, and not an unknown one */
function share(
  of: SummedMeasure,
  row: NaiveRow,
  interval: Interval | null,
  isMissingNought = false,
): number | null {
  const whole = wholeOf(of, row, interval);
  const isMissing = within(row.own, interval).length === 0;
  const part = isMissing && isMissingNought ? 0 : figure(of, row.own, interval);
  return whole === null || whole === 0 || part === null ? null : part / whole;
}

function contribution(
  of: SummedMeasure,
  row: NaiveRow,
  interval: Interval,
  before: Interval | null,
): number | null {
  const base = wholeOf(of, row, before);
  const now = naiveSum(of, within(row.own, interval));
  const ownBefore = within(row.own, before);
  const then = ownBefore.length === 0 ? 0n : naiveSum(of, ownBefore);
  if (base === null || base === 0 || now === null || then === null) return null;
  return (100 * scaledWhole(of, now - then)) / base;
}

function concentration(of: SummedMeasure, row: NaiveRow, interval: Interval): number | null {
  const whole = wholeOf(of, row, interval);
  if (whole === null || whole === 0) return null;
  return [...row.all.values()].reduce((sum, records) => {
    const part = (figure(of, records, interval) ?? 0) / whole;
    return sum + part * part;
  }, 0);
}
