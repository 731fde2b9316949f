import { hash } from './hash.js';
import { meanOf } from './size-spread.js';

/**
 * Splits a lane's day over its records: a binary tree over the record numbers 0 to count-1, in which every node divides
 * its value and weight over its halves, randomly but by a hash of the place, and keeps at least 1 fen and 1 kg for each
 * record. So sizes are heavy-tailed, add up exactly, and any stretch of the day is found without the rest of it.
 */
export class SizeCascade {
  /** Sums up to the record asked for by the last call of `sumBefore`. */
  value = 0;
  netKg = 0;
  #seed = 0;
  #spread = 0;
  #leftValue = 0;
  #leftKg = 0;

  /** Turns to another lane's day. */
  open(seed: number, spread: number): void {
    this.#seed = seed;
    this.#spread = spread;
  }

  /** Sums of the records before number `index`, of a lane-day with these totals; read them from `value` and `netKg`. */
  sumBefore(index: number, count: number, value: number, netKg: number): void {
    this.value = 0;
    this.netKg = 0;
    let from = 0;
    while (count > 0 && index > from) {
      if (index >= from + count) {
        this.value += value;
        this.netKg += netKg;
        return;
      }
      const half = count >> 1;
      this.#divide(from, count, value, netKg);
      if (index < from + half) {
        count = half;
        value = this.#leftValue;
        netKg = this.#leftKg;
      } else {
        this.value += this.#leftValue;
        this.netKg += this.#leftKg;
        value -= this.#leftValue;
        netKg -= this.#leftKg;
        from += half;
        count -= half;
      }
    }
  }

  /** Writes value and weight of the records first to last-1 into `values` and `weights`, beginning at `at`. */
  write(
    first: number,
    last: number,
    from: number,
    count: number,
    value: number,
    netKg: number,
    values: Float64Array,
    weights: Float64Array,
    at: number,
  ): void {
    if (first >= from + count || last <= from) return;
    if (count === 1) {
      values[at + from - first] = value;
      weights[at + from - first] = netKg;
      return;
    }
    const half = count >> 1;
    this.#divide(from, count, value, netKg);
    const leftValue = this.#leftValue;
    const leftKg = this.#leftKg;
    this.write(first, last, from, half, leftValue, leftKg, values, weights, at);
    const rest = count - half;
    this.write(first, last, from + half, rest, value - leftValue, netKg - leftKg, values, weights, at);
  }

  #divide(from: number, count: number, value: number, netKg: number): void {
    const half = count >> 1;
    const rest = count - half;
    const bits = hash(this.#seed, from * 2 + 1 + Math.imul(count, 0x10000));
    const left = half * meanOf(half, this.#spread, bits);
    const right = rest * meanOf(rest, this.#spread, bits >>> 12);
    this.#leftValue = half + Math.floor((value - count) * (left / (left + right)));
    // goods of one heading differ in value per kg, by up to a factor of 1.7 between the two sides
    const lean = left * (0.75 + (bits >>> 24) / 512);
    this.#leftKg = half + Math.floor((netKg - count) * (lean / (lean + right)));
  }
}
