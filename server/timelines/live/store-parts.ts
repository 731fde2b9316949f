import { utcOffsetMs } from '../../../protocol/timeline-info.js';
import { createDictionaries, type Dictionaries } from '../../records/record-batch.js';
import { RecordTerms } from '../../records/record-terms.js';
import { BatchNoter } from './batch-noter.js';
import { IdIndex } from './id-index.js';
import { LiveHistory } from './live-history.js';
import type { LiveSettings } from './live-settings.js';
import { Retention } from './retention.js';
import { RowPlaces } from './row-places.js';
import type { SettledTimeline } from './settled-timeline.js';

/** What a store knows, to be as it was when the last acknowledged record was written. */
export interface StoreParts {
  readonly dictionaries: Dictionaries;
  readonly terms: RecordTerms;
  readonly ids: IdIndex;
  readonly places: RowPlaces;
  readonly noter: BatchNoter;
  readonly retention: Retention;
  readonly history: LiveHistory;
}

const DAY = 86_400_000;

/** The parts of a store that holds nothing yet. @param now wall clock, epoch ms */
export function createStoreParts(
  settings: LiveSettings,
  settled: SettledTimeline,
  now: () => number,
): StoreParts {
  const dictionaries = createDictionaries();
  const terms = new RecordTerms(dictionaries, {
    currency: settings.currency,
    utcOffsetMs: utcOffsetMs(settled.utcOffset),
    span: () => ({ from: now() - settings.lateMs, to: now() + settings.futureMs }),
  });
  const history = new LiveHistory();
  const noter = new BatchNoter(dictionaries, terms);
  const retention = new Retention({
    folder: settings.folder,
    utcOffsetMs: terms.utcOffsetMs,
    // A record that is known by its id has to be there, to be revised.
    keepMs: Math.max(settings.keepMs, settings.idWindowMs + DAY),
    history,
    notes: () => noter.all(),
  });
  const ids = new IdIndex(settings.idWindowMs);
  return { dictionaries, terms, history, noter, retention, ids, places: new RowPlaces(settings.folder) };
}
