import { inSlices } from '../in-slices.js';
import type { BatchNotes } from './batch-format.js';
import { createDaySums, sumBatches } from './day-sums.js';
import type { LiveHistory } from './live-history.js';
import { removeSummed, writeSums } from './sums-file.js';

/** What is known of a segment that is complete. */
interface SealedSegment {
  readonly number: number;
  /** When its newest batch was taken, epoch ms. */
  readonly newest: number;
  /** Number of the row after its last. */
  readonly endRow: number;
}

export interface RetentionOptions {
  readonly folder: string;
  readonly utcOffsetMs: number;
  /** For how long records are kept one by one after they came, ms. */
  readonly keepMs: number;
  readonly history: LiveHistory;
  /** All that is known: what is summed up takes with it the batches that told. */
  readonly notes: () => BatchNotes;
}

/** Sums up by the day what has been kept for long enough, a segment of the log at a time. */
export class Retention {
  readonly #options: RetentionOptions;
  #sealed: SealedSegment[] = [];
  #newest = -Infinity;
  #isAtWork = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  /** Notes that a batch taken at `acceptedAt` is in the segment under way. */
  noteBatch(acceptedAt: number): void {
    this.#newest = Math.max(this.#newest, acceptedAt);
  }

  /** Notes that a segment is complete. */
  noteSealed(number: number, endRow: number): void {
    this.#sealed.push({ number, newest: this.#newest, endRow });
  }

  /** Sums up what is due; returns the last segment that was, undefined where none was. */
  async sumUp(now: number): Promise<number | undefined> {
    const last = this.#due(now).at(-1);
    if (last === undefined || this.#isAtWork) return undefined;
    this.#isAtWork = true;
    try {
      await this.#sumUpTo(last, now);
    } finally {
      this.#isAtWork = false;
    }
    return last.number;
  }

  /** In order: sums go up to one segment. Records whose time has not come yet are not summed up. */
  #due(now: number): SealedSegment[] {
    const { keepMs, history } = this.#options;
    const first = this.#sealed.findIndex(
      ({ number, newest }) => newest > now - keepMs || history.isEarly(number),
    );
    return first === -1 ? this.#sealed : this.#sealed.slice(0, first);
  }

  async #sumUpTo({ number, endRow }: SealedSegment, now: number): Promise<void> {
    const { folder, history, utcOffsetMs, notes } = this.#options;
    const sums = createDaySums(utcOffsetMs);
    const held = history.heldUpTo(number);
    await inSlices(sums.addInSteps(held));
    const batches = await inSlices(sumBatches(sums, notes(), now));
    const written = batches.map(({ bytes }) => bytes);
    await writeSums(folder, { segment: number, endRow }, written);
    const rows = batches.map((batch) => batch.rows);
    await inSlices(history.replace(held, rows));
    this.#sealed = this.#sealed.filter((segment) => segment.number > number);
    await removeSummed(folder, number);
  }
}
