import { simulatedId, SIMULATION } from '../records/simulated-records.js';
import { createSimulatedTrade } from '../timelines/simulated/simulated-trade.js';
import { toRecordLine } from './record-line.js';

const HOUR = 3_600_000;
/** Values of the simulation are in fen, weights in whole kg. */
const TERMS = { utcOffset: SIMULATION.utcOffset, currency: 'CNY', valueDigits: 2, netKgDigits: 0 } as const;

/**
 * Every record that the simulation of a seed has from `from` up to `to` (epoch ms), in time order, as NDJSON in the
 * project's own form, an hour at a time. Read back, they add up to what the simulated timeline shows, to the unit.
 */
export function* simulatedRecords(seed: number, from: number, to: number): Generator<string> {
  const trade = createSimulatedTrade({ seed });
  const { dictionaries } = trade;
  const terms = { ...TERMS, dictionaries };
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR) {
    const batch = trade.recordsOfHour(hour);
    const lines: string[] = [];
    for (let row = 0; row < batch.length; row++) {
      const time = batch.time[row]!;
      if (time >= from && time < to)
        lines.push(toRecordLine(terms, batch, row, simulatedId(seed, hour / HOUR, row)));
    }
    if (lines.length > 0) yield lines.join('');
  }
}
