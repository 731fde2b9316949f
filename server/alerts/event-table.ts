import { median } from './robust.js';
import type { EventDay } from './calendar-days.js';

interface EventPoint {
  readonly year: number;
  readonly value: number;
}

/** Days beside one are taken for like it: one figure a year is too few for a median. */
const BESIDE = 1;

/** Nothing is known of an event before it has been seen in so many years. */
const LEAST_YEARS = 2;

/** What each day of each event does to a series: the median over the years, the day before and after included. */
export class EventTable {
  readonly #points = new Map<string, Map<number, EventPoint[]>>();
  readonly #known = new Map<string, number>();

  add({ event, offset }: EventDay, year: number, value: number): void {
    const offsets = this.#points.get(event) ?? new Map<number, EventPoint[]>();
    this.#points.set(event, offsets);
    const points = offsets.get(offset) ?? [];
    offsets.set(offset, points);
    points.push({ year, value });
  }

  /** NaN where it was seen in too few years. */
  at(day: EventDay): number {
    const key = `${day.event} ${day.offset}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const effect = this.#effect(day, undefined, LEAST_YEARS);
    this.#known.set(key, effect);
    return effect;
  }

  /** The same by all other years than one; NaN where there is none. */
  without(year: number, day: EventDay): number {
    return this.#effect(day, year, 1);
  }

  #effect({ event, offset }: EventDay, without: number | undefined, leastYears: number): number {
    const offsets = this.#points.get(event);
    const near: EventPoint[] = [];
    for (let other = offset - BESIDE; other <= offset + BESIDE; other++)
      for (const point of offsets?.get(other) ?? []) if (point.year !== without) near.push(point);
    if (new Set(near.map(({ year }) => year)).size < leastYears) return NaN;
    return median(Float64Array.from(near, ({ value }) => value));
  }
}
