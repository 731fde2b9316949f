import { makeVector, Table, tableToIPC, vectorFromArray } from 'apache-arrow';
import type { RecordBatch } from '../../server/records/record-batch.js';
import { simulatedHours } from './simulated-hours.js';

/** The hours of simulated records that are busiest, as Arrow streams with the columns that one view needs. */
export function recordsAsArrow(hours: number): Uint8Array[] {
  const { dictionaries, batches } = simulatedHours();
  const toArrow = (batch: RecordBatch): Uint8Array => {
    const column = (values: Float64Array) => makeVector(values.slice(0, batch.length));
    const flows = Array.from(batch.flow.subarray(0, batch.length), (flow) =>
      flow === 1 ? 'export' : 'import',
    );
    const partners = Array.from(batch.partner.subarray(0, batch.length), (code) =>
      dictionaries.partner.code(code),
    );
    const table = new Table({
      time: column(batch.time),
      flow: vectorFromArray(flows),
      partner: vectorFromArray(partners),
      value: column(batch.value),
      netKg: column(batch.netKg),
    });
    return tableToIPC(table, 'stream');
  };
  return [...batches]
    .sort((a, b) => b.length - a.length)
    .slice(0, hours)
    .map(toArrow);
}
