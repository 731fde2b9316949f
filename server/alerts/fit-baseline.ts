import { Baseline, LEVEL_STEP, LEVEL_UNITS, SPAN_UNITS, type Scales } from './baseline.js';
import { EventTable } from './event-table.js';
import type { Strays } from './pooled-tail.js';
import { median, robustScale } from './robust.js';
import { SeasonPoints, SeasonTable } from './season-table.js';
import { StraySpans, widthOf, type Deviation } from './span-scales.js';
import { slowLevel } from './slow-level.js';
import { TrailingLevel } from './trailing-level.js';
import type { UnitKeys, UnitKeyTable } from './unit-keys.js';

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
    const spans = new StraySpans(deviations, SPAN_UNITS[this.#table.size]);
    return {
      baseline: new Baseline(this.#table, effects, this.#scales(deviations, spans)),
      strays: straysOf(deviations, spans, this.#table.size),
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

  #scales(deviations: readonly Deviation[], spans: StraySpans): Scales {
    const plain = Float64Array.from(
      deviations.filter(({ event }) => event === undefined),
      ({ deviation }) => deviation,
    );
    return {
      span: spans.scales(),
      meanPerMedian: meanPerMedian(plain),
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
 * Of spans as they are judged, over days of events as well, each by the scales of the other years: a year that is part of
 * what it is measured by can't stray far.
 */
function straysOf(deviations: readonly Deviation[], spans: StraySpans, size: UnitKeyTable['size']): Strays {
  const years = Array.from({ length: (deviations.at(-1)?.year ?? -1) + 1 }, (_, year) => year);
  const scales = years.map((year) => spans.scales(year));
  const widths = deviations.map(({ event, year }) => widthOf(scales[year]!, event));
  const length = SPAN_UNITS[size];
  const z = spans.all.map(({ mean, year }, i) => {
    let width = 0;
    for (let unit = i; unit < i + length; unit++) width += widths[unit]! / length;
    return mean / width / scales[year]![mean > 0 ? 'above' : 'below'];
  });
  return { z: Float64Array.from(z), deviation: Float64Array.from(spans.all, ({ mean }) => mean), size };
}

/** The mean of exp over its median, which is 1; what strays farther than three deviations counts as that far. */
function meanPerMedian(deviations: Float64Array): number {
  const most = 3 * robustScale(deviations);
  const sum = deviations.reduce((total, d) => total + Math.exp(Math.max(-most, Math.min(most, d))), 0);
  return deviations.length === 0 ? 1 : sum / deviations.length;
}
