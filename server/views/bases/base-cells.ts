import {
  bucketEnd,
  bucketStart,
  newestBucket,
  shiftBucket,
  yearBefore,
  type Bucket,
} from '../../../protocol/buckets.js';
import { measureDefinition, type Derivation, type Measure } from '../../../protocol/measures.js';
import type { View } from '../../../protocol/view.js';
import type { Dictionaries } from '../../records/record-batch.js';
import type { GroupIndex } from '../row-selection.js';
import { ViewCells } from '../view-cells.js';

/** Cells of the same records as a view's, of another time or in wider buckets, that its measures are derived from. */
export interface BaseCells {
  readonly cells: ViewCells;
  /** Instant up to which they are filled when the view's playhead is at `playhead`, epoch ms; it never runs backwards. */
  readonly playheadAt: (playhead: number) => number;
}

type BaseName = 'yearBefore' | 'periodBefore' | 'years' | 'yearsBefore' | 'months';

/** Those that a view has; most have none. */
export type ViewBases = Readonly<Partial<Record<BaseName, BaseCells>>>;

const NEEDS: Readonly<Record<Derivation, readonly BaseName[]>> = {
  YearOnYear: ['yearBefore'],
  PeriodOnPeriod: ['periodBefore'],
  YearToDate: ['years'],
  YearToDateYearOnYear: ['years', 'yearBefore', 'yearsBefore'],
  Rolling12Months: ['months'],
  Annualised: [],
  Share: [],
  ShareChange: ['yearBefore'],
  Contribution: ['yearBefore'],
  Concentration: [],
};

/** Bases of measures that are no sum's derivation. */
const PLAIN_NEEDS: Partial<Record<Measure, readonly BaseName[]>> = { termsOfTrade: ['yearBefore'] };

/** How a view's measures are derived, each way once. */
export function derivationsOf(view: View): ReadonlySet<Derivation> {
  return new Set(view.measures.flatMap((measure) => measureDefinition(measure).derivation ?? []));
}

/** @param groups those of the view's own cells, so that rows meet by number */
export function openBases(
  view: View,
  dictionaries: Dictionaries,
  utcOffsetMs: number,
  groups: GroupIndex,
): ViewBases {
  const opened = basesOf(view).map((name): [BaseName, BaseCells] => {
    const cells = new ViewCells(baseView(name, view), dictionaries, utcOffsetMs, groups);
    return [name, { cells, playheadAt: PLAYHEADS[name](view.bucket, utcOffsetMs) }];
  });
  return Object.fromEntries(opened);
}

/** Buckets that the cells of a view and its bases are in. */
export function bucketsNeeded(view: View): Bucket[] {
  return [...new Set([view.bucket, ...basesOf(view).map((name) => baseView(name, view).bucket)])];
}

/** Each once. */
function basesOf(view: View): BaseName[] {
  const names = view.measures.flatMap((measure) => {
    const { derivation } = measureDefinition(measure);
    return (derivation === undefined ? PLAIN_NEEDS[measure] : NEEDS[derivation]) ?? [];
  });
  return [...new Set(names)];
}

function baseView(name: BaseName, view: View): View {
  switch (name) {
    case 'yearBefore':
      return { ...view, last: view.last + (LEAP_DAY[view.bucket] ?? 0) };
    case 'periodBefore':
      return view;
    case 'years':
    case 'yearsBefore':
      return { ...view, bucket: '1y', last: Math.ceil(monthsOf(view) / 12) + 1 };
    case 'months':
      return { ...view, bucket: '1mo', last: Math.ceil(monthsOf(view)) + 12 };
  }
}

/** Buckets that the same span has more of a year before, where that has a 29 February; of narrower ones a window has no days. */
const LEAP_DAY: Partial<Record<Bucket, number>> = { '1d': 1, '1h': 24 };

const MONTHS: Partial<Record<Bucket, number>> = { '1mo': 1, '1q': 3, '1y': 12 };

/** The shortest month. */
const MONTH_MS = 28 * 86_400_000;

/** Months that a view's window spans at most. */
function monthsOf({ bucket, last }: View): number {
  if (bucket === 'all') return 1;
  const months = MONTHS[bucket];
  return months === undefined
    ? (last * (bucketEnd(bucket, 0, 0) - bucketStart(bucket, 0, 0))) / MONTH_MS
    : last * months;
}

const PLAYHEADS: Readonly<
  Record<BaseName, (bucket: Bucket, utcOffsetMs: number) => (playhead: number) => number>
> = {
  yearBefore: (bucket, utcOffsetMs) => (playhead) => yearBefore(bucket, playhead, utcOffsetMs),
  periodBefore: (bucket, utcOffsetMs) => (playhead) => periodBefore(bucket, playhead, utcOffsetMs),
  years: () => (playhead) => playhead,
  yearsBefore: (_, utcOffsetMs) => (playhead) => yearBefore('1y', playhead, utcOffsetMs),
  // Whole months only: they are counted when they have closed.
  months: (_, utcOffsetMs) => (playhead) => bucketStart('1mo', playhead, utcOffsetMs),
};

/**
 * The instant as far into the bucket before as `playhead` is into its own; of a shorter bucket, its end. A bucket that has
 * closed is compared with the whole of the one before.
 */
export function periodBefore(bucket: Bucket, playhead: number, utcOffsetMs: number): number {
  const start = newestBucket(bucket, playhead, utcOffsetMs);
  if (playhead === bucketEnd(bucket, start, utcOffsetMs)) return start;
  return Math.min(start, shiftBucket(bucket, start, -1, utcOffsetMs) + (playhead - start));
}
