import type { Dictionaries, RecordBatch } from '../../server/records/record-batch.js';
import { createSimulatedTrade } from '../../server/timelines/simulated/simulated-trade.js';

const HOUR = 3_600_000;

/** Midnight in Beijing, an ordinary Monday. */
const FIRST_HOUR = Date.UTC(2025, 5, 8, 16);
const HOURS = 48;

export const UTC_OFFSET_MS = 8 * HOUR;

/** End of the hours, epoch ms. */
export const HOURS_END = FIRST_HOUR + HOURS * HOUR;

export interface SimulatedHours {
  readonly dictionaries: Dictionaries;
  /** One for each hour, its records in time order. */
  readonly batches: readonly RecordBatch[];
  /** In all of them. */
  readonly records: number;
}

/** Two days of simulated records, the same in every process. */
export function simulatedHours(): SimulatedHours {
  const trade = createSimulatedTrade({ seed: 42 });
  const batches = Array.from({ length: HOURS }, (_, hour) => trade.recordsOfHour(FIRST_HOUR + hour * HOUR));
  const records = batches.reduce((count, { length }) => count + length, 0);
  return { dictionaries: trade.dictionaries, batches, records };
}
