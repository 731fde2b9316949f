import type { IntakeReport } from '../../protocol/record.js';
import type { SentRecord } from './record-lines.js';

/** How a live timeline is begun. */
export interface LiveTerms {
  /** Wall time that it goes by until that is moved on, a whole second, epoch ms. */
  readonly start: number;
  readonly currency: string;
  readonly utcOffset: string;
  readonly idWindowMs: number;
}

/** A live timeline that is served to viewers, whatever it is put together of: what its contract is tested by. */
export interface ServedTimeline {
  /** Addresses of its feed; who was at one of them may go on at another. */
  readonly feeds: readonly string[];
  /** Wall time that it goes by, epoch ms. */
  readonly now: number;
  /** Resolves once they are acknowledged, with what the sender is told. */
  send(records: readonly SentRecord[]): Promise<IntakeReport>;
  /** Moves its wall time on, after all that was acknowledged is counted: the next tick shows both. */
  moveTo(time: number): Promise<void>;
  /** Ends what runs and starts it again with what is kept; its feeds may be elsewhere then. */
  restart(): Promise<void>;
  close(): Promise<void>;
}
