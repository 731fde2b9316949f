import type { AlertSettings } from './alert-settings.js';
import type { JudgedUnits } from './judged-units.js';
import type { Series } from './unit-values.js';

/** Years that the usual is learnt from, and how many of them there must be at least. */
export const YEARS_FITTED = { day: 3, other: 6 } as const;
export const LEAST_YEARS = { day: 2, other: 3 } as const;

/** A series with more units without trade than this has no usual day. */
const MOST_EMPTY = 0.1;

/** Which series are judged in a stretch of time, and how many are not and why. */
export interface WatchedSeries {
  /** By number, with the first unit that each is known from. */
  readonly judged: ReadonlyMap<number, { readonly from: number }>;
  readonly shortHistory: number;
  readonly sparse: number;
}

/** What each series came to in each unit; NaN where unknown. */
export interface SeriesValues {
  readonly series: readonly Series[];
  valueOf(series: number, index: number): number;
}

/** The largest groups of each flow and dimension over the year before unit `first`, so far as their history lets judge. */
export function watchedSeries(
  values: SeriesValues,
  { perYear, size }: JudgedUnits,
  { groups }: AlertSettings,
  first: number,
): WatchedSeries {
  const judged = new Map<number, { from: number }>();
  let [shortHistory, sparse] = [0, 0];
  for (const series of largest(values, groups, first - perYear, first)) {
    const valueAt = (index: number): number => values.valueOf(series, index);
    const from = firstKnown(valueAt, first - YEARS_FITTED[size] * perYear, first);
    if (first - from < LEAST_YEARS[size] * perYear) shortHistory++;
    else if (emptyShare(valueAt, from, first) > MOST_EMPTY) sparse++;
    else judged.set(series, { from });
  }
  return { judged, shortHistory, sparse };
}

function largest(values: SeriesValues, groups: number, from: number, to: number): number[] {
  const { series } = values;
  const sums = series.map((_, number) => sumOf((index) => values.valueOf(number, index), from, to));
  const byKind = new Map<string, number[]>();
  for (const [number, { dimension, flow }] of series.entries()) {
    const kind = `${dimension} ${flow}`;
    byKind.set(kind, [...(byKind.get(kind) ?? []), number]);
  }
  return [...byKind.values()].flatMap((numbers) =>
    numbers
      .filter((number) => sums[number]! > 0)
      .sort((a, b) => sums[b]! - sums[a]!)
      .slice(0, groups),
  );
}

function sumOf(valueAt: (index: number) => number, from: number, to: number): number {
  let sum = 0;
  for (let index = from; index < to; index++) sum += valueAt(index) || 0;
  return sum;
}

/** The first unit in which it had any trade; `to` where there is none. */
function firstKnown(valueAt: (index: number) => number, from: number, to: number): number {
  let index = from;
  while (index < to && !(valueAt(index) > 0)) index++;
  return index;
}

function emptyShare(valueAt: (index: number) => number, from: number, to: number): number {
  let empty = 0;
  for (let index = from; index < to; index++) if (!(valueAt(index) > 0)) empty++;
  return empty / (to - from);
}
