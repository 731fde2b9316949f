import { median } from './robust.js';
import type { SeasonShape } from './unit-keys.js';

/** Fewer figures than this, and a place is filled from its neighbours: days beside Lunar New Year have few that are plain. */
const LEAST_POINTS = 5;

/** The figures that seasons are made from, by their place in the year. */
export class SeasonPoints {
  readonly shape: SeasonShape;
  readonly #values: number[][];
  readonly #years: number[][];
  /** Room for the figures of one place. */
  readonly #near: Float64Array;

  /** @param most how many figures there may be */
  constructor(shape: SeasonShape, most: number) {
    this.shape = shape;
    this.#values = Array.from({ length: shape.places }, () => []);
    this.#years = Array.from({ length: shape.places }, () => []);
    this.#near = new Float64Array(most);
  }

  add(place: number, year: number, value: number): void {
    const nearest = Math.round(place) % this.shape.places;
    this.#values[nearest]!.push(value);
    this.#years[nearest]!.push(year);
  }

  /** The median of a place and those beside, without one year; NaN of too few. */
  medianNear(place: number, without: number | undefined): number {
    const { places, beside, isSmooth } = this.shape;
    let count = 0;
    for (let step = -beside; step <= beside; step++) {
      const at = (place + step + places) % places;
      const [values, years] = [this.#values[at]!, this.#years[at]!];
      for (let i = 0; i < values.length; i++) if (years[i] !== without) this.#near[count++] = values[i]!;
    }
    return count < (isSmooth ? LEAST_POINTS : 1) ? NaN : median(this.#near.subarray(0, count));
  }
}

/** The usual level of each place of the year: the median of the figures there and beside. */
export class SeasonTable {
  readonly #levels: Float64Array;
  readonly #isSmooth: boolean;

  /** @param without year to leave out */
  constructor(points: SeasonPoints, without?: number) {
    const { places, isSmooth } = points.shape;
    this.#isSmooth = isSmooth;
    this.#levels = Float64Array.from({ length: places }, (_, place) => points.medianNear(place, without));
    if (isSmooth) bridge(this.#levels);
  }

  /** NaN where nothing is known of the place. */
  at(place: number): number {
    if (!this.#isSmooth) return this.#levels[place]!;
    const { length } = this.#levels;
    const before = Math.floor(place);
    const level = this.#levels[(before + length) % length]!;
    return level + (this.#levels[(before + 1) % length]! - level) * (place - before);
  }
}

/** Fills what is missing in a straight line from one known place to the next, around the end of the year too. */
function bridge(levels: Float64Array): void {
  const { length } = levels;
  const known = [...levels.keys()].filter((place) => !Number.isNaN(levels[place]!));
  for (const [i, from] of known.entries()) {
    const next = known[(i + 1) % known.length]!;
    const gap = (next - from + length) % length || length;
    for (let step = 1; step < gap; step++) {
      levels[(from + step) % length] = levels[from]! + ((levels[next]! - levels[from]!) * step) / gap;
    }
  }
}
