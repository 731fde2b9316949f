import type { RecordBatch } from '../../../../server/records/record-batch.js';
import type { SimulatedTrade } from '../../../../server/timelines/simulated/simulated-trade.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Midnight in Beijing, epoch ms. */
export function beijing(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) - 8 * HOUR;
}

/** Records, value in fen and weight in kg of each flow (import, export); whole numbers below 2^53, so exact. */
export type FlowSums = [number[], number[]];

export function sumByFlow(batches: Iterable<RecordBatch>): FlowSums {
  const sums: FlowSums = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  for (const { length, flow, records, value, netKg } of batches) {
    for (let i = 0; i < length; i++) {
      const sum = sums[flow[i] as 0 | 1];
      sum[0]! += records[i]!;
      sum[1]! += value[i]!;
      sum[2]! += netKg[i]!;
    }
  }
  if (!sums.flat().every(Number.isSafeInteger))
    throw new RangeError(`sums are not whole numbers: ${sums.join()}`);
  return sums;
}

export function* daysOf(year: number): Generator<number> {
  for (let day = beijing(year, 1, 1); day < beijing(year + 1, 1, 1); day += DAY) yield day;
}

/** Value of both flows on a day, CNY. */
export function valueOfDay(trade: SimulatedTrade, day: number): number {
  const { value } = trade.totalsOfDay(day);
  return (value[0]! + value[1]!) / 100;
}

export function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0) / numbers.length;
}
