import type { UnitKeys, UnitKeyTable } from './unit-keys.js';
import type { EventTable } from './event-table.js';
import type { SeasonTable } from './season-table.js';

/** A level is known by the median of so many plain units before. */
export const LEVEL_UNITS = { day: 56, other: 6 } as const;

/** A level moves so slowly that it is found anew only so often: each week of days. */
export const LEVEL_STEP = { day: 7, other: 1 } as const;

/**
 * Units that are judged together. One day is often a single ship, or a number that was misread, and nobody has to know: what
 * matters lasts for some days of a week, whose least and greatest are left out.
 */
export const SPAN_UNITS = { day: 7, other: 1 } as const;

/** What is next to nothing counts as a hundredth of what is usual: a logarithm needs something. */
export const LEAST_SHARE = 0.01;

/** How far figures stray from what is usual, in normal standard deviations of their logarithm. */
export interface Scales {
  /** Of a plain unit. */
  readonly unit: number;
  /** Of what is judged together, the trimmed mean of a week's days or the unit itself: ships come in whole, so it strays farther up than down. */
  readonly span: { readonly above: number; readonly below: number };
  /** Of a day of an event, by its name. */
  readonly events: ReadonlyMap<string, number>;
  /** Mean over median of what chance makes of a unit: expected sums are sums of means. */
  readonly meanPerMedian: number;
  /** Degrees of freedom that they are known by. */
  readonly freedom: number;
}

/** What is usual for a series, but for its level: all in natural logarithms, for what moves trade does so by a share. */
export class Baseline {
  readonly scales: Scales;
  readonly #keys: UnitKeyTable;
  readonly #weekdays: Float64Array;
  readonly #season: SeasonTable;
  readonly #events: EventTable;

  constructor(
    keys: UnitKeyTable,
    effects: { weekdays: Float64Array; season: SeasonTable; events: EventTable },
    scales: Scales,
  ) {
    this.scales = scales;
    this.#keys = keys;
    this.#weekdays = effects.weekdays;
    this.#season = effects.season;
    this.#events = effects.events;
  }

  /** What season, weekday and event make of a unit; NaN where the event is not known yet. */
  effect(index: number): number {
    const { weekday, place, event }: UnitKeys = this.#keys.of(index);
    const base = this.#weekdays[weekday]! + this.#season.at(place);
    return event === undefined ? base : base + this.#events.at(event);
  }

  /** How far a unit may stray by chance. */
  scaleOf(index: number): number {
    const { event } = this.#keys.of(index);
    return event === undefined ? this.scales.unit : (this.scales.events.get(event.event) ?? this.scales.unit);
  }
}
