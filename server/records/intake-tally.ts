import type { IntakeReport, Rejection } from '../../protocol/record.js';

/** Rejections that a report lists: enough to mend what is wrong, whatever the length of the body. */
const LISTED_REJECTIONS = 1_000;

/** So many wrong records, and nine for each right one, are no records with mistakes but something else. */
const HOPELESS_REJECTIONS = 100_000;
const HOPELESS_RATIO = 9;

/** What became of the records of one body or message. */
export class IntakeTally {
  readonly #onReject: (rejection: Rejection) => void;
  readonly #rejected: Rejection[] = [];
  #accepted = 0;
  #duplicates = 0;
  #rejectedCount = 0;

  /** @param onReject called for each rejection, listed or not */
  constructor(onReject: (rejection: Rejection) => void = () => undefined) {
    this.#onReject = onReject;
  }

  /** Adds a batch that is on disk. */
  add({ accepted, duplicates }: { readonly accepted: number; readonly duplicates: number }): void {
    this.#accepted += accepted;
    this.#duplicates += duplicates;
  }

  reject(rejection: Rejection): void {
    this.#rejectedCount++;
    this.#onReject(rejection);
    if (this.#rejected.length < LISTED_REJECTIONS) this.#rejected.push(rejection);
  }

  /** Whether to read on is a waste of time. */
  get isHopeless(): boolean {
    return this.#rejectedCount > HOPELESS_REJECTIONS + HOPELESS_RATIO * (this.#accepted + this.#duplicates);
  }

  get report(): IntakeReport {
    const more = this.#rejectedCount - this.#rejected.length;
    return {
      accepted: this.#accepted,
      duplicates: this.#duplicates,
      rejected: [...this.#rejected].sort((a, b) => a.line - b.line),
      ...(more === 0 ? {} : { rejectedMore: more }),
    };
  }
}
