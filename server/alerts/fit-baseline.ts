import { Baseline, LEVEL_STEP, LEVEL_UNITS, SPAN_UNITS, type Scales } from './baseline.js';
import { EventTable } from './event-table.js';
import type { Strays } from './pooled-tail.js';
import { median, robustScale, trimmedMean } from './robust.js';
import { SeasonPoints, SeasonTable } from './season-table.js';
import { slowLevel } from './slow-level.js';
import { TrailingLevel } from './trailing-level.js';
import type { UnitKeys, UnitKeyTable } from './unit-keys.js';

/** Nothing is steadier than this: a hundredth is within what declarations are corrected by. */
const LEAST_SCALE = 0.01;

/** Two rounds settle it: season and weekdays have next to nothing in common. */
const ROUNDS = 2;

const WEEKDAYS = 7;

/** As if the scale was known by no more than this: what trade does by chance has heavier tails than a normal variable. */
const MOST_FREEDOM = 30;

/**
 * Fits what is usual by medians, so that a past upset of weeks hardly shows. How far figures stray from it is measured year
 * by year against the other years, as the next one will: against themselves they would seem nearer than they are.
 * @param logs of units from `first` on; NaN where unknown
 */
export function fitBaseline(logs: Float64Array, first: number, keys: UnitKeyTable): FittedBaseline {
  const fit = new Fit(logs, first, keys);
  for (let round = 0; round < ROUNDS; round++) fit.improve();
  return fit.baseline();
}

export interface FittedBaseline {
  readonly baseline: Baseline;
  readonly strays: Strays;
}

interface Deviation {
  /** Name of the event whose day it is. */
  readonly event: string | undefined;
  /** Of the fit, from 0. */
  readonly year: number;
  readonly deviation: number;
}

class Fit {
  readonly #table: UnitKeyTable;
  readonly #logs: Float64Array;
  /** Beside the logs: those less the slow level, keys, and years of the fit from 0. */
  readonly #values: Float64Array;
  readonly #keys: readonly UnitKeys[];
  readonly #years: Uint8Array;
  #weekdays = new Float64Array(WEEKDAYS);
  #points: SeasonPoints;
  #season: SeasonTable | undefined;
  #events = new EventTable();

  constructor(logs: Float64Array, first: number, table: UnitKeyTable) {
    this.#table = table;
    this.#logs = logs;
    const slow = slowLevel(logs, table.perYear);
    this.#values = logs.map((log, i) => log - slow[i]!);
    this.#keys = Array.from(logs, (_, i) => table.of(first + i));
    const firstMonth = this.#keys[0]!.month;
    this.#years = Uint8Array.from(this.#keys, ({ month }) => Math.floor((month - firstMonth) / 12));
    this.#points = new SeasonPoints(table.seasons, logs.length);
  }

  improve(): void {
    if (this.#table.size === 'day') this.#fitWeekdays();
    this.#points = new SeasonPoints(this.#table.seasons, this.#values.length);
    this.#each(({ event, place }, rest, year) => {
      if (event === undefined) this.#points.add(place, year, rest);
    });
    const season = (this.#season = new SeasonTable(this.#points));
    this.#events = new EventTable();
    this.#each(({ event, place }, rest, year) => {
      if (event !== undefined) this.#events.add(event, year, rest - season.at(place));
    });
  }

  baseline(): FittedBaseline {
    const effects = { weekdays: this.#weekdays, season: this.#season!, events: this.#events };
    const deviations = this.#deviations();
    const scales = this.#scales(deviations);
    return {
      baseline: new Baseline(this.#table, effects, scales),
      strays: straysOf(deviations, scales, this.#table.size),
    };
  }

  /** Each known unit, without its weekday. */
  #each(visit: (keys: UnitKeys, rest: number, year: number) => void): void {
    for (let i = 0; i < this.#values.length; i++) {
      const value = this.#values[i]!;
      const keys = this.#keys[i]!;
      if (!Number.isNaN(value)) visit(keys, value - this.#weekdays[keys.weekday]!, this.#years[i]!);
    }
  }

  #fitWeekdays(): void {
    const found: number[][] = Array.from({ length: WEEKDAYS }, () => []);
    const { weekdays, season } = { weekdays: this.#weekdays, season: this.#season };
    this.#each(({ event, weekday, place }, rest) => {
      if (event !== undefined) return;
      found[weekday]!.push(rest + weekdays[weekday]! - (season?.at(place) ?? 0));
    });
    this.#weekdays = Float64Array.from(found, (values) =>
      values.length === 0 ? 0 : median(Float64Array.from(values)),
    );
  }

  #scales(deviations: readonly Deviation[]): Scales {
    const plain = plainOf(deviations);
    const ofEvents = new Map<string, number[]>();
    for (const { event, deviation } of deviations)
      if (event !== undefined) listOf(ofEvents, event).push(deviation);
    const unit = Math.max(LEAST_SCALE, robustScale(plain));
    const events = [...ofEvents].map(
      ([event, found]) => [event, Math.max(unit, robustScale(Float64Array.from(found)))] as const,
    );
    return {
      unit,
      span: spanScales(plain, SPAN_UNITS[this.#table.size]),
      events: new Map(events),
      meanPerMedian: meanPerMedian(plain, unit),
      freedom: Math.max(1, Math.min(MOST_FREEDOM, plain.length - this.#table.seasons.places)),
    };
  }

  /** How far each known unit strays from the level before it and the effects by other years, in order. */
  #deviations(): Deviation[] {
    const { size } = this.#table;
    const years = this.#years.at(-1)! + 1;
    const others = Array.from({ length: years }, (_, year) => new SeasonTable(this.#points, year));
    const level = new TrailingLevel(LEVEL_UNITS[size], LEVEL_STEP[size]);
    const found: Deviation[] = [];
    for (let i = 0; i < this.#logs.length; i++) {
      const { weekday, place, event } = this.#keys[i]!;
      const year = this.#years[i]!;
      const rest = this.#logs[i]! - this.#weekdays[weekday]! - others[year]!.at(place);
      if (Number.isNaN(rest)) continue;
      const deviation = rest - level.value - (event === undefined ? 0 : this.#events.without(year, event));
      if (event === undefined) level.add(rest);
      if (!Number.isNaN(deviation)) found.push({ event: event?.event, year, deviation });
    }
    return found;
  }
}

/**
 * Of spans as they are judged, over days of events as well, each by the scale of the other years: a year that is part of
 * what it is measured by can't stray far.
 */
function straysOf(
  deviations: readonly Deviation[],
  { unit, events }: Scales,
  size: UnitKeyTable['size'],
): Strays {
  const length = SPAN_UNITS[size];
  const byYear = Array.from({ length: deviations.at(-1)?.year ?? 0 }, (_, i) => i + 1);
  const scales = [0, ...byYear].map((year) =>
    spanScales(plainOf(deviations.filter((one) => one.year !== year)), length),
  );
  const widths = deviations.map(({ event }) => (event === undefined ? unit : events.get(event)!) / unit);
  const deviation = meansOfSpans(
    Float64Array.from(deviations, (one) => one.deviation),
    length,
  );
  const z = deviation.map((mean, i) => {
    const inflation = widths.slice(i, i + length).reduce((sum, width) => sum + width, 0) / length;
    const { above, below } = scales[deviations[i + length - 1]!.year]!;
    return mean / inflation / (mean > 0 ? above : below);
  });
  return { z, deviation, size };
}

function plainOf(deviations: readonly Deviation[]): Float64Array {
  const plain = deviations.filter(({ event }) => event === undefined);
  return Float64Array.from(plain, ({ deviation }) => deviation);
}

/** Of each side, as if the other was like it. */
function spanScales(plain: Float64Array, length: number): Scales['span'] {
  const spans = meansOfSpans(plain, length);
  const scaleOf = (side: Float64Array): number => Math.max(LEAST_SCALE, robustScale(side) || 0);
  return {
    above: scaleOf(spans.filter((span) => span > 0)),
    below: scaleOf(spans.filter((span) => span < 0)),
  };
}

function listOf(lists: Map<string, number[]>, key: string): number[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function meansOfSpans(deviations: Float64Array, length: number): Float64Array {
  const means = new Float64Array(Math.max(0, deviations.length - length + 1));
  for (let i = 0; i < means.length; i++) means[i] = trimmedMean(deviations, i, i + length);
  return means;
}

/** The mean of exp over its median, which is 1; what strays farther than three deviations counts as that far. */
function meanPerMedian(deviations: Float64Array, scale: number): number {
  const most = 3 * scale;
  const sum = deviations.reduce((total, d) => total + Math.exp(Math.max(-most, Math.min(most, d))), 0);
  return deviations.length === 0 ? 1 : sum / deviations.length;
}
