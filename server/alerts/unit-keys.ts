import type { CalendarDays, EventDay } from './calendar-days.js';
import type { JudgedUnits } from './judged-units.js';

const DAY = 86_400_000;

/** What a unit has in common with others, by which they are compared. */
export interface UnitKeys {
  /** 0 to 6; of days only. */
  readonly weekday: number;
  /** Place in the year, from 0 up to `SeasonShape.places`. */
  readonly place: number;
  /** Calendar year, and month of it from 0 to 11. */
  readonly month: number;
  /** The one that it feels most. */
  readonly event: EventDay | undefined;
}

/** How fine the seasons are, and how many places beside one are taken for like it. */
export interface SeasonShape {
  readonly places: number;
  readonly beside: number;
  /** Whether there is anything between two places. */
  readonly isSmooth: boolean;
}

/** Five days are one place: with two on either side, three weeks have 60 days in three years, enough for a median. */
const DAYS_PER_PLACE = 5;
const DAY_SEASONS: SeasonShape = { places: 73, beside: 2, isSmooth: true };

/** Looks the keys of units up once for all series. */
export class UnitKeyTable {
  readonly seasons: SeasonShape;
  readonly #units: JudgedUnits;
  readonly #days: CalendarDays | undefined;
  readonly #offsetMs: number;
  readonly #known = new Map<number, UnitKeys>();

  /** @param days of a year; looked at where units are days */
  constructor(units: JudgedUnits, days: CalendarDays, offsetMs: number) {
    this.#units = units;
    this.#days = units.size === 'day' ? days : undefined;
    this.#offsetMs = offsetMs;
    this.seasons = units.size === 'day' ? DAY_SEASONS : { places: units.perYear, beside: 0, isSmooth: false };
  }

  get size(): JudgedUnits['size'] {
    return this.#units.size;
  }

  get perYear(): number {
    return this.#units.perYear;
  }

  of(index: number): UnitKeys {
    let keys = this.#known.get(index);
    if (keys === undefined) this.#known.set(index, (keys = this.#keysOf(index)));
    return keys;
  }

  #keysOf(index: number): UnitKeys {
    const date = new Date(this.#units.startOf(index) + this.#offsetMs);
    const year = date.getUTCFullYear();
    const month = year * 12 + date.getUTCMonth();
    if (this.#days === undefined) {
      const { perYear } = this.#units;
      return { weekday: 0, place: ((index % perYear) + perYear) % perYear, month, event: undefined };
    }
    const dayOfYear = Math.round((date.getTime() - Date.UTC(year, 0, 1)) / DAY);
    const place = Math.min(DAY_SEASONS.places, (dayOfYear + 0.5) / DAYS_PER_PLACE) - 0.5;
    return { weekday: date.getUTCDay(), place, month, event: this.#days.eventOf(index) };
  }
}
