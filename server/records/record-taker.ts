import type { RecordProblem } from './record-problem.js';
import type { RecordRows } from './record-rows.js';
import type { RecordTerms } from './record-terms.js';

/** What became of a batch. */
export interface TakenBatch {
  readonly accepted: number;
  readonly duplicates: number;
  /**
   * Once all of it is on disk, and so is what its duplicates are duplicates of. Rejects with a ProblemError where it could
   * not be written: then none of it was taken.
   */
  readonly durable: Promise<void>;
}

/** Where records go, whichever way they came in: over HTTP, a socket or from a stream. */
export interface RecordTaker {
  /** What records have to agree with to be taken. */
  readonly terms: RecordTerms;
  /** Whether more comes in than can be written, and senders have to wait. */
  readonly isBusy: boolean;
  /** Takes the valid rows of a batch that are not known yet; why others are not, is told by `reject`. The rows may be used again at once. */
  take(rows: RecordRows, reject: (problem: RecordProblem, row: number) => void): TakenBatch;
}
