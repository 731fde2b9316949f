import { alarmThreshold } from './alarm-threshold.js';
import type { AlertSettings } from './alert-settings.js';
import { LEAST_SHARE, type Baseline } from './baseline.js';
import { fitBaseline } from './fit-baseline.js';
import type { JudgedUnits } from './judged-units.js';
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
  #watched: WatchedSeries = { judged: new Map(), shortHistory: 0, sparse: 0 };
  readonly #values: SeriesValues;
  readonly #units: JudgedUnits;
  readonly #keys: UnitKeyTable;
  readonly #settings: AlertSettings;
  readonly #watches = new Map<number, SeriesWatch>();

  constructor(
    first: number,
    values: SeriesValues,
    parts: { units: JudgedUnits; keys: UnitKeyTable; settings: AlertSettings },
  ) {
    this.first = first;
    this.next = first;
    this.#values = values;
    this.#units = parts.units;
    this.#keys = parts.keys;
    this.#settings = parts.settings;
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
    const baselines = new Map<number, Baseline>();
    for (const [series, { from }] of this.#watched.judged) {
      baselines.set(series, fitBaseline(this.#logsOf(series, from, first), from, this.#keys));
      yield;
    }
    for (const [series, watch] of this.#watches) if (!baselines.has(series)) watch.stop();
    for (const [series, baseline] of baselines) this.#begin(series, baseline, first);
  }

  #begin(series: number, baseline: Baseline, first: number): void {
    const watch = this.#watches.get(series) ?? this.#watch(series);
    const { falseAlarms, change } = this.#settings;
    const looks = this.#watched.judged.size * this.#units.perYear;
    const z = alarmThreshold(falseAlarms, looks, baseline.scales.freedom);
    this.#z = Math.max(this.#z ?? 0, z);
    watch.begin(baseline, { z, change }, first);
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
