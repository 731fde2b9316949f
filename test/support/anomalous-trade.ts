import type { SimulatedTrade } from '../../server/timelines/simulated/simulated-trade.js';
import type { RecordBatch } from '../../server/records/record-batch.js';

/** From `from` up to, not including, `to` (epoch ms), what a group trades is so many times what it would be. */
export interface Anomaly {
  readonly dimension: 'partner' | 'commodity' | 'port';
  /** Code, or the beginning of one. */
  readonly code: string;
  readonly flow: 'import' | 'export';
  readonly from: number;
  readonly to: number;
  readonly factor: number;
}

/** Simulated trade with something in it that is to be found: whole units, as any records. */
export function anomalousTrade(
  trade: SimulatedTrade,
  { dimension, code, flow, ...anomaly }: Anomaly,
): SimulatedTrade {
  const isOf = (batch: RecordBatch, row: number): boolean =>
    batch.flow[row] === (flow === 'export' ? 1 : 0) &&
    (trade.dictionaries[dimension].code(batch[dimension][row]!) ?? '').startsWith(code);
  const alter = (batch: RecordBatch): RecordBatch => {
    const [value, netKg] = [batch.value.slice(), batch.netKg.slice()];
    for (let row = 0; row < batch.length; row++) {
      const isThen = batch.time[row]! >= anomaly.from && batch.time[row]! < anomaly.to;
      if (!isThen || !isOf(batch, row)) continue;
      value[row] = Math.round(value[row]! * anomaly.factor);
      netKg[row] = Math.round(netKg[row]! * anomaly.factor);
    }
    return { ...batch, value, netKg };
  };
  return {
    ...trade,
    recordsOfHour: (hour) => alter(trade.recordsOfHour(hour)),
    lanesOfHour: (hour) => alter(trade.lanesOfHour(hour)),
    lanesOfDay: (day) => alter(trade.lanesOfDay(day)),
  };
}
