import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { createDictionaries } from '../records/record-batch.js';
import { RecordTerms } from '../records/record-terms.js';
import { LiveHistory } from '../timelines/live/live-history.js';
import type { LiveRecords } from '../timelines/live/live-records.js';
import { PeriodSums } from '../timelines/live/period-sums.js';
import { inSlices } from '../timelines/in-slices.js';
import { keptPeriod } from './kept-period.js';
import { refuseMessage } from './message-problem.js';
import { recode, type PartialMessage } from './partial-message.js';
import { batchOf } from './partition-counter.js';
import type { TimelineTerms } from './timeline-terms.js';

/**
 * What all aggregators have counted, merged. Partial sums of a partition are taken in the order of the records that they are
 * of, each once: no record is left out and none counts twice, or it is said that one might be.
 */
export class MergedRecords implements LiveRecords {
  readonly dictionaries = createDictionaries();
  readonly history = new LiveHistory();
  readonly terms: RecordTerms;
  readonly now: () => number;
  readonly counts = { partials: 0, rows: 0, accepted: 0, duplicates: 0, rejected: new Map<string, number>() };
  readonly #settled: TimelineTerms;
  /** Of each partition the last record message that is counted. */
  readonly #positions = new Map<number, number>();
  /** Ends with the sums that are being made. */
  #summing: Promise<void> = Promise.resolve();

  /** @param now the time that all gateways go by */
  constructor(settled: TimelineTerms, now: () => number) {
    this.#settled = settled;
    this.now = now;
    this.terms = new RecordTerms(this.dictionaries, {
      currency: settled.currency,
      utcOffsetMs: utcOffsetMs(settled.utcOffset),
      span: () => ({ from: now() - settled.lateMs, to: now() + settled.futureMs }),
    });
  }

  get utcOffset(): string {
    return this.#settled.utcOffset;
  }

  get from(): number {
    return Math.min(this.#settled.begunAt, this.history.earliest);
  }

  /**
   * Takes partial sums, unless it has them already.
   * @param segment of the history that they are to be in
   * @throws ProblemError where some before them are missing, or they are in another currency
   */
  take(message: PartialMessage, segment: number): void {
    const { partition, from, to, rows, counts } = message;
    const position = this.#positions.get(partition) ?? 0;
    if (to <= position) return;
    if (from !== position)
      refuseMessage(
        'from',
        `partition ${partition}: expected partial sums after record message ${position}, got after ${from}`,
      );
    this.#takeCurrency(message);
    this.history.add(recode(message, this.dictionaries), segment);
    this.#positions.set(partition, to);
    this.counts.partials++;
    this.counts.rows += rows.length;
    this.#count(counts);
  }

  /** Takes all that a partition came to before this process began to read, unless it has some of it already. */
  takeRollUp(parts: readonly PartialMessage[], segment: number): void {
    const { partition, to } = parts[0]!;
    if (this.#positions.has(partition)) return;
    for (const part of parts) {
      this.#takeCurrency(part);
      this.history.add(recode(part, this.dictionaries), segment);
    }
    this.#positions.set(partition, to);
  }

  /** Sums up what came in a segment that is complete, so that what is held grows with what is shown, not with ticks. */
  sumUp(segment: number): void {
    const sums = new PeriodSums(keptPeriod(this.#settled, this.now()));
    for (const batch of this.history.heldIn(segment)) sums.add(batch);
    this.history.replaceIn(segment, [batchOf(sums)]);
  }

  /**
   * Sums up all that came up to a segment: by the day what is old enough. Others run meanwhile, and what they take stays; such
   * sums are made one after the other, each of what the one before has left.
   */
  sumUpTo(segment: number): Promise<void> {
    const summed = this.#summing.then(() => this.#sumUpTo(segment));
    // Whoever asked for it is told; the next one is made of what there is all the same.
    this.#summing = summed.catch(() => undefined);
    return summed;
  }

  async #sumUpTo(segment: number): Promise<void> {
    const sums = new PeriodSums(keptPeriod(this.#settled, this.now()));
    const held = this.history.heldUpTo(segment);
    await inSlices(sums.addInSteps(held));
    await inSlices(this.history.replace(held, [batchOf(sums)]));
  }

  #takeCurrency({ currency }: PartialMessage): void {
    if (currency === null || currency === this.terms.currency) return;
    if (this.terms.currency !== null)
      refuseMessage('currency', `expected ${this.terms.currency}, got ${currency}`);
    this.terms.setCurrency(currency);
  }

  #count({ accepted, duplicates, rejected }: PartialMessage['counts']): void {
    this.counts.accepted += accepted;
    this.counts.duplicates += duplicates;
    for (const [code, count] of Object.entries(rejected))
      this.counts.rejected.set(code, (this.counts.rejected.get(code) ?? 0) + count);
  }
}
