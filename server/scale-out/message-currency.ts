import { createDictionaries } from '../records/record-batch.js';
import { RecordTerms } from '../records/record-terms.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { RecordMessageReader } from './record-message-reader.js';
import type { PlacedMessage } from './partition-counter.js';
import type { TimelineTerms } from './timeline-terms.js';

/** The currency of the first record of a message that has a value; null where none has. */
export function currencyOf(message: PlacedMessage, settled: TimelineTerms): string | null {
  const dictionaries = createDictionaries();
  const terms = new RecordTerms(dictionaries, {
    currency: null,
    utcOffsetMs: utcOffsetMs(settled.utcOffset),
    span: () => ({ from: message.time - settled.lateMs, to: message.time + settled.futureMs }),
  });
  const reader = new RecordMessageReader(terms, dictionaries);
  for (const _rows of reader.read(message, () => undefined)) if (terms.currency !== null) break;
  return terms.currency;
}
