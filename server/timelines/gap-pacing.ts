import { firstIndex } from '../records/first-index.js';

/** A stretch of event time without any record, epoch ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/** Where playing on for a while leads to, and how fast it goes there, in event ms per wall ms. */
export interface Played {
  readonly time: number;
  readonly rate: number;
  /** Wall ms since the rate was last another one; all of the time played if it never was. */
  readonly sinceChange: number;
}

/**
 * Turns wall time into event time at a given speed, but for gaps: one that would take longer than `crossMs` is crossed in
 * that time. A pure function of where it starts, so that nothing is added up from tick to tick.
 */
export class GapPacing {
  readonly #gaps: readonly Gap[];
  readonly #crossMs: number;

  /** @param gaps in time order, without overlap */
  constructor(gaps: readonly Gap[], crossMs: number) {
    this.#gaps = gaps;
    this.#crossMs = crossMs;
  }

  /** Where the playhead is `wallMs` after it stood at `from`. */
  play(from: number, wallMs: number, speed: number): Played {
    if (this.#gaps.length === 0) return { time: from + wallMs * speed, rate: speed, sinceChange: wallMs };
    let [time, left] = [from, wallMs];
    for (const gap of this.#slowGaps(from, speed)) {
      const before = Math.max(0, gap.from - time) / speed;
      if (left < before) break;
      if (before > 0) left -= before;
      time = Math.max(time, gap.from);
      const rate = (gap.to - gap.from) / this.#crossMs;
      const across = (gap.to - time) / rate;
      if (left < across) return { time: time + left * rate, rate, sinceChange: left };
      left -= across;
      time = gap.to;
    }
    return { time: time + left * speed, rate: speed, sinceChange: left };
  }

  /** Wall ms that it takes from `from` to `to`; 0 where that is behind. */
  wallMs(from: number, to: number, speed: number): number {
    let [time, wallMs] = [from, 0];
    for (const gap of this.#slowGaps(from, speed)) {
      if (gap.from >= to) break;
      wallMs += Math.max(0, gap.from - time) / speed;
      time = Math.max(time, gap.from);
      const end = Math.min(gap.to, to);
      wallMs += ((end - time) * this.#crossMs) / (gap.to - gap.from);
      time = end;
    }
    return wallMs + Math.max(0, to - time) / speed;
  }

  /** Gaps after `from` that would take too long at the speed. */
  *#slowGaps(from: number, speed: number): Generator<Gap> {
    for (let index = this.#firstAfter(from); index < this.#gaps.length; index++) {
      const gap = this.#gaps[index]!;
      if (gap.to - gap.from > this.#crossMs * speed) yield gap;
    }
  }

  #firstAfter(time: number): number {
    return firstIndex(this.#gaps.length, (index) => this.#gaps[index]!.to > time);
  }
}
