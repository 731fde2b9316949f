import { Timeline } from '../timeline.js';
import { TimelineClock } from '../timeline-clock.js';
import type { LiveRecords } from './live-records.js';
import { LiveSource } from './live-source.js';

/** The timeline of records that come in, wherever they are kept. */
export class RecordsTimeline {
  readonly timeline: Timeline;
  readonly #records: LiveRecords;
  readonly #clock: TimelineClock;
  #currency: string | null;

  constructor(records: LiveRecords) {
    const { now, terms, from } = records;
    this.#records = records;
    this.#currency = terms.currency;
    this.#clock = new TimelineClock({ from, to: null, start: now(), speed: 1, loop: false }, now());
    this.timeline = new Timeline(new LiveSource(records), this.#clock, now);
  }

  /**
   * To be called before each tick. The first record with a value says what the currency is, and to how many decimals sums are
   * kept: views begin anew, in that tick.
   */
  beforeTick(): void {
    const { currency } = this.#records.terms;
    if (currency === this.#currency) return;
    this.#currency = currency;
    const source = new LiveSource(this.#records);
    this.timeline.becomeAtOnce(source, this.#clock, () => source.feed());
  }
}
