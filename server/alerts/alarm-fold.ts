import { alarmThreshold } from './alarm-threshold.js';
import type { AlertSettings } from './alert-settings.js';
import { LEAST_SHARE, type Baseline } from './baseline.js';
import { fitBaseline, type FittedBaseline } from './fit-baseline.js';
import type { JudgedUnits } from './judged-units.js';
import { peaksOf, tailQuantile, type Tails } from './pooled-tail.js';
import { median } from './robust.js';
import { SeriesWatch, type Alarm } from './series-watch.js';
import type { UnitKeyTable } from './unit-keys.js';
import type { Series } from './unit-values.js';
import { watchedSeries, type SeriesValues, type WatchedSeries } from './watched-series.js';

/** An alert, and of which series. */
export interface SeriesAlarm {
  readonly series: Series;
  readonly alarm: Alarm;
}

/** Judges all series of a timeline unit by unit, from one on; always the same from there, however far it is asked at once. */
export class AlarmFold {
  readonly first: number;
  /** The next unit to be judged. */
  next: number;
  #z: number | null = null;
  /** What of all series together was exceeded as seldom as is wanted, by the unit from which on it raises alerts. */
  readonly tails = new Map<number, Tails>();
  #watched: WatchedSeries = { judged: new Map(), shortHistory: 0, sparse: 0 };
  readonly #values: SeriesValues;
  readonly #units: JudgedUnits;
  readonly #keys: UnitKeyTable;
  readonly #settings: AlertSettings;
  readonly #known: ReadonlyMap<number, Tails> | undefined;
  readonly #watches = new Map<number, SeriesWatch>();

  /** @param parts `tails` of a fold that judges more series than these are of; by default those of these */
  constructor(
    first: number,
    values: SeriesValues,
    parts: {
      units: JudgedUnits;
      keys: UnitKeyTable;
      settings: AlertSettings;
      tails?: ReadonlyMap<number, Tails>;
    },
  ) {
    this.first = first;
    this.next = first;
    this.#values = values;
    this.#units = parts.units;
    this.#keys = parts.keys;
    this.#settings = parts.settings;
    this.#known = parts.tails;
  }

  get watched(): WatchedSeries {
    return this.#watched;
  }

  /** What raises an alert now; null where nothing can be judged. */
  get z(): number | null {
    return this.#z;
  }

  /** Judges all units before `to`, whose values must be there; others may go first wherever it yields. */
  *advance(to: number): Generator<void, void> {
    for (; this.next < to; this.next++) {
      if (this.next === this.first || this.#isQuarterStart(this.next)) yield* this.#learn(this.next);
      for (const series of this.#watched.judged.keys()) this.#watches.get(series)!.take(this.next);
      yield;
    }
  }

  /** Every alert so far, in no order. */
  alarms(): SeriesAlarm[] {
    return [...this.#watches].flatMap(([number, { alarms }]) =>
      alarms.map((alarm) => ({ series: this.#values.series[number]!, alarm })),
    );
  }

  /** What is usual is learnt anew each quarter: seldom enough to cost little, and Lunar New Year is never cut in two. */
  #isQuarterStart(index: number): boolean {
    const quarterOf = (unit: number): number => Math.floor(this.#keys.of(unit).month / 3);
    return quarterOf(index) !== quarterOf(index - 1);
  }

  *#learn(first: number): Generator<void, void> {
    this.#watched = watchedSeries(this.#values, this.#units, this.#settings, first);
    yield;
    this.#z = null;
    const fitted = new Map<number, FittedBaseline>();
    for (const [series, { from }] of this.#watched.judged) {
      fitted.set(series, fitBaseline(this.#logsOf(series, from, first), from, this.#keys));
      yield;
    }
    for (const [series, watch] of this.#watches) if (!fitted.has(series)) watch.stop();
    const known = this.#known?.get(first);
    const tails = known ?? { above: this.#tail(fitted, 1), below: this.#tail(fitted, -1) };
    this.tails.set(first, tails);
    for (const [series, { baseline }] of fitted) this.#begin(series, baseline, tails, first);
  }

  /** What so few as are wanted strayed beyond, of all series together: one alone has too few years to know it by. */
  #tail(fitted: ReadonlyMap<number, FittedBaseline>, sign: 1 | -1): number {
    const { falseAlarms, change } = this.#settings;
    const all = [...fitted.values()].map(({ strays }) => strays);
    const spans = all.reduce((sum, { z }) => sum + z.length, 0);
    const wanted = ((falseAlarms / 2) * spans) / (all.length * this.#units.perYear);
    return tailQuantile(
      all.flatMap((strays) => peaksOf(strays, sign, change)),
      wanted,
    );
  }

  #begin(series: number, baseline: Baseline, quantiles: Tails, first: number): void {
    const watch = this.#watches.get(series) ?? this.#watch(series);
    const { falseAlarms, change } = this.#settings;
    const looks = this.#watched.judged.size * this.#units.perYear;
    const z = alarmThreshold(falseAlarms, looks, baseline.scales.freedom);
    this.#z = Math.max(this.#z ?? 0, z);
    const tails = { above: tailOf(quantiles.above, z), below: tailOf(quantiles.below, z) };
    watch.begin(baseline, { z, change, tails }, first);
  }

  #watch(series: number): SeriesWatch {
    const watch = new SeriesWatch((index) => this.#values.valueOf(series, index), this.#keys);
    this.#watches.set(series, watch);
    return watch;
  }

  #logsOf(series: number, from: number, to: number): Float64Array {
    const values = Float64Array.from({ length: to - from }, (_, i) => this.#values.valueOf(series, from + i));
    const least = median(values.filter((value) => value > 0)) * LEAST_SHARE;
    return values.map((value) => Math.log(Math.max(least, value)));
  }
}

/**
 * Least and most that the tail of all series may change what raises an alert by: years in which much truly was unusual must
 * not make it deaf, nor quiet ones nervous.
 */
const [LEAST_TAIL, MOST_TAIL] = [0.7, 2];

function tailOf(quantile: number, z: number): number {
  return Number.isNaN(quantile) ? 1 : Math.min(MOST_TAIL, Math.max(LEAST_TAIL, quantile / z));
}
