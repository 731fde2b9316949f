import { median } from './robust.js';

/** Median of the newest values, found anew after every few. */
export class TrailingLevel {
  readonly #step: number;
  /** The newest values, in a ring. */
  readonly #values: Float64Array;
  #count = 0;
  #since = 0;
  /** NaN until there are enough. */
  value = NaN;

  constructor(length: number, step: number) {
    this.#values = new Float64Array(length);
    this.#step = step;
  }

  add(value: number): void {
    this.#values[this.#count++ % this.#values.length] = value;
    this.#since++;
    const isDue = Number.isNaN(this.value) || this.#since >= this.#step;
    if (this.#count < this.#values.length || !isDue) return;
    this.#since = 0;
    this.value = median(this.#values.slice());
  }
}
