import { utcOffsetMs } from '../../protocol/timeline-info.js';
import type { RecordBatch } from '../records/record-batch.js';
import { simulatedId, SIMULATION } from '../records/simulated-records.js';
import { EXPORT } from '../records/record-batch.js';
import { createSimulatedTrade, type SimulatedTrade } from '../timelines/simulated/simulated-trade.js';

const HOUR = 3_600_000;
/** Values of the simulation are in fen. */
const FEN_DIGITS = 2;
const CODED = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/**
 * Every record that the simulation of a seed has from `from` up to `to` (epoch ms), in time order, as NDJSON in the
 * project's own form, an hour at a time. Read back, they add up to what the simulated timeline shows, to the unit.
 */
export function* simulatedRecords(seed: number, from: number, to: number): Generator<string> {
  const trade = createSimulatedTrade({ seed });
  for (let hour = Math.floor(from / HOUR) * HOUR; hour < to; hour += HOUR) {
    const batch = trade.recordsOfHour(hour);
    const lines: string[] = [];
    for (let row = 0; row < batch.length; row++) {
      const time = batch.time[row]!;
      if (time >= from && time < to)
        lines.push(toLine(trade, batch, row, simulatedId(seed, hour / HOUR, row)));
    }
    if (lines.length > 0) yield lines.join('');
  }
}

function toLine(trade: SimulatedTrade, batch: RecordBatch, row: number, id: string): string {
  const record: Record<string, string | number> = {
    id,
    time: localTime(batch.time[row]!),
    flow: batch.flow[row] === EXPORT ? 'export' : 'import',
  };
  for (const dimension of CODED) {
    const code = trade.dictionaries[dimension].code(batch[dimension][row]!);
    if (code !== null) record[dimension] = code;
  }
  const [value, netKg] = [batch.value[row]!, batch.netKg[row]!];
  if (!Number.isNaN(netKg)) record['netKg'] = netKg;
  if (!Number.isNaN(value)) record['value'] = decimal(value);
  return `${JSON.stringify({ ...record, currency: 'CNY' })}\n`;
}

/** With the zone of the simulation, whose days the recording is to have. */
function localTime(time: number): string {
  const { utcOffset } = SIMULATION;
  return new Date(time + utcOffsetMs(utcOffset)).toISOString().replace('Z', utcOffset);
}

/** Fen as yuan, digit by digit: a division would round. */
function decimal(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(FEN_DIGITS + 1, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -FEN_DIGITS)}.${digits.slice(-FEN_DIGITS)}`;
}
