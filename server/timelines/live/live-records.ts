import type { Dictionaries } from '../../records/record-batch.js';
import type { LiveHistory } from './live-history.js';

/** Records that come in, or sums of them, wherever they are kept: all that a live timeline is made of. */
export interface LiveRecords {
  readonly dictionaries: Dictionaries;
  readonly history: LiveHistory;
  /** Wall clock, epoch ms: records of the future wait for it. */
  readonly now: () => number;
  readonly utcOffset: string;
  readonly terms: {
    /** ISO 4217; null as long as no record had a value. */
    readonly currency: string | null;
    readonly valueDigits: number;
    readonly utcOffsetMs: number;
  };
  /** Start of what there is, epoch ms. */
  readonly from: number;
}
