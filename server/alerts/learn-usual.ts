import type { AlertSettings } from './alert-settings.js';
import { LEAST_SHARE } from './baseline.js';
import { fitBaseline, type FittedBaseline } from './fit-baseline.js';
import type { JudgedUnits } from './judged-units.js';
import { median } from './robust.js';
import type { UnitKeyTable } from './unit-keys.js';
import { watchedSeries, type SeriesValues, type WatchedSeries } from './watched-series.js';

/** Which series are judged from a unit on, and what is usual for each of them by its number. */
export interface LearntUsual {
  readonly watched: WatchedSeries;
  readonly fitted: ReadonlyMap<number, FittedBaseline>;
}

/** Learns from what was before unit `first`; others may go first wherever it yields. What raises an alert has no part in it. */
export function* learnUsual(
  values: SeriesValues,
  { units, keys, settings }: { units: JudgedUnits; keys: UnitKeyTable; settings: AlertSettings },
  first: number,
): Generator<void, LearntUsual> {
  const watched = watchedSeries(values, units, settings, first);
  yield;
  const fitted = new Map<number, FittedBaseline>();
  for (const [series, { from }] of watched.judged) {
    fitted.set(series, fitBaseline(logsOf(values, series, from, first), from, keys));
    yield;
  }
  return { watched, fitted };
}

function logsOf(values: SeriesValues, series: number, from: number, to: number): Float64Array {
  const own = Float64Array.from({ length: to - from }, (_, i) => values.valueOf(series, from + i));
  const least = median(own.filter((value) => value > 0)) * LEAST_SHARE;
  return own.map((value) => Math.log(Math.max(least, value)));
}
