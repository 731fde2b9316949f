import { alarmThreshold } from './alarm-threshold.js';
import type { AlertSettings } from './alert-settings.js';
import type { Baseline } from './baseline.js';
import type { FittedBaseline } from './fit-baseline.js';
import type { JudgedUnits } from './judged-units.js';
import { learnUsual, type LearntUsual } from './learn-usual.js';
import { peaksOf, tailQuantile, type Tails } from './pooled-tail.js';
import { SeriesWatch, type Alarm } from './series-watch.js';
import type { UnitKeyTable } from './unit-keys.js';
import type { Series } from './unit-values.js';
import type { SeriesValues, WatchedSeries } from './watched-series.js';

/** An alert, and of which series. */
export interface SeriesAlarm {
  readonly series: Series;
  readonly alarm: Alarm;
}

/** What a fold judges by. */
export interface FoldParts {
  readonly units: JudgedUnits;
  readonly keys: UnitKeyTable;
  readonly settings: AlertSettings;
  /** Of a fold that judges more series than these are of; by default those of these. */
  readonly tails?: ReadonlyMap<number, Tails>;
  /** What other folds of the same values have learnt, by the unit from which on; what they have not is put in. */
  readonly learnt?: Map<number, LearntUsual>;
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
  readonly #parts: FoldParts;
  readonly #watches = new Map<number, SeriesWatch>();

  constructor(first: number, values: SeriesValues, parts: FoldParts) {
    this.first = first;
    this.next = first;
    this.#values = values;
    this.#parts = parts;
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
    const quarterOf = (unit: number): number => Math.floor(this.#parts.keys.of(unit).month / 3);
    return quarterOf(index) !== quarterOf(index - 1);
  }

  *#learn(first: number): Generator<void, void> {
    const { watched, fitted } = yield* this.#usualFrom(first);
    this.#watched = watched;
    this.#z = null;
    for (const [series, watch] of this.#watches) if (!fitted.has(series)) watch.stop();
    const known = this.#parts.tails?.get(first);
    const tails = known ?? { above: this.#tail(fitted, 1), below: this.#tail(fitted, -1) };
    this.tails.set(first, tails);
    for (const [series, { baseline }] of fitted) this.#begin(series, baseline, tails, first);
  }

  *#usualFrom(first: number): Generator<void, LearntUsual> {
    const { learnt } = this.#parts;
    const usual = learnt?.get(first) ?? (yield* learnUsual(this.#values, this.#parts, first));
    learnt?.set(first, usual);
    return usual;
  }

  /** What so few as are wanted strayed beyond, of all series together: one alone has too few years to know it by. */
  #tail(fitted: ReadonlyMap<number, FittedBaseline>, sign: 1 | -1): number {
    const { falseAlarms, change } = this.#parts.settings;
    const all = [...fitted.values()].map(({ strays }) => strays);
    const spans = all.reduce((sum, { z }) => sum + z.length, 0);
    const wanted = ((falseAlarms / 2) * spans) / (all.length * this.#parts.units.perYear);
    return tailQuantile(
      all.flatMap((strays) => peaksOf(strays, sign, change)),
      wanted,
    );
  }

  #begin(series: number, baseline: Baseline, quantiles: Tails, first: number): void {
    const watch = this.#watches.get(series) ?? this.#watch(series);
    const { falseAlarms, change } = this.#parts.settings;
    const looks = this.#watched.judged.size * this.#parts.units.perYear;
    const z = alarmThreshold(falseAlarms, looks, baseline.scales.freedom);
    this.#z = Math.max(this.#z ?? 0, z);
    const tails = { above: tailOf(quantiles.above, z), below: tailOf(quantiles.below, z) };
    watch.begin(baseline, { z, change, tails }, first);
  }

  #watch(series: number): SeriesWatch {
    const watch = new SeriesWatch((index) => this.#values.valueOf(series, index), this.#parts.keys);
    this.#watches.set(series, watch);
    return watch;
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
