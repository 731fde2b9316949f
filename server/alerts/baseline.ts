import type { UnitKeys, UnitKeyTable } from './unit-keys.js';
import type { EventTable } from './event-table.js';
import type { SeasonTable } from './season-table.js';
import { widthOf, type SpanScales } from './span-scales.js';

/** A level is known by the median of so many plain units before. */
export const LEVEL_UNITS = { day: 56, other: 6 } as const;

/** A level moves so slowly that it is found anew only so often: each week of days. */
export const LEVEL_STEP = { day: 7, other: 1 } as const;

/**
 * Units that are judged together. A day or two are often single ships, or a number that was misread, and nobody has to know:
 * what matters lasts for most days of a week, of which the three in the middle count.
 */
export const SPAN_UNITS = { day: 7, other: 1 } as const;

/** What is next to nothing counts as a hundredth of what is usual: a logarithm needs something. */
export const LEAST_SHARE = 0.01;

/** How far figures stray from what is usual. */
export interface Scales {
  readonly span: SpanScales;
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

  /** How many times as far as on plain days what is judged together strays on those like this. */
  widthOf(index: number): number {
    return widthOf(this.scales.span, this.#keys.of(index).event?.event);
  }
}
