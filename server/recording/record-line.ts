import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { EXPORT, type Dictionaries, type RecordBatch } from '../records/record-batch.js';

const CODED = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/** What the records of a timeline have in common. */
export interface RecordedTerms {
  readonly dictionaries: Dictionaries;
  /** Whose days the recording is to have. */
  readonly utcOffset: string;
  readonly currency: string | null;
  /** Decimals of the units that values and weights are kept in: 2 for fen of yuan, 3 for grams of kg. */
  readonly valueDigits: number;
  readonly netKgDigits: number;
}

/** A row as a line of NDJSON in the project's own form. */
export function toRecordLine(terms: RecordedTerms, batch: RecordBatch, row: number, id?: string): string {
  const record: Record<string, string | number> = {
    ...(id === undefined ? {} : { id }),
    time: localTime(batch.time[row]!, terms.utcOffset),
    flow: batch.flow[row] === EXPORT ? 'export' : 'import',
  };
  for (const dimension of CODED) {
    const code = terms.dictionaries[dimension].code(batch[dimension][row]!);
    if (code !== null) record[dimension] = code;
  }
  const [value, netKg] = [batch.value[row]!, batch.netKg[row]!];
  if (!Number.isNaN(netKg))
    record['netKg'] = terms.netKgDigits === 0 ? netKg : decimal(netKg, terms.netKgDigits);
  if (!Number.isNaN(value)) record['value'] = decimal(value, terms.valueDigits);
  if (terms.currency !== null) record['currency'] = terms.currency;
  return `${JSON.stringify(record)}\n`;
}

function localTime(time: number, utcOffset: string): string {
  return new Date(time + utcOffsetMs(utcOffset)).toISOString().replace('Z', utcOffset);
}

/** Minor units as major ones, digit by digit: a division would round. */
function decimal(units: number, count: number): string {
  if (count === 0) return String(units);
  const digits = String(Math.abs(units)).padStart(count + 1, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -count)}.${digits.slice(-count)}`;
}
