import { bucketStart } from '../../../protocol/buckets.js';
import type { RecordBatch } from '../../records/record-batch.js';
import { createBatch, type BatchNotes, type LoggedRows } from './batch-format.js';

/** Rows of a batch of sums. */
const BATCH_ROWS = 65_536;

/** Amounts of a row are below this; larger sums become several rows. */
const LARGEST = 2 ** 52;

const CODES = ['partner', 'commodity', 'port', 'mode', 'transport'] as const;

/** One row that comes to be: its content, and sums that are exact as they are. */
interface SumRow {
  readonly time: number;
  readonly flow: number;
  readonly codes: readonly number[];
  records: number;
  value: number;
  netKg: number;
}

/**
 * Sums records up by local day, flow and all codes, those that lack a value or a weight apart, so that every view of days or
 * longer comes to the same, to the unit.
 */
export class DaySums {
  readonly #utcOffsetMs: number;
  /** By day, flow, kind, partner and commodity in one number, and the other codes in another. */
  readonly #rows = new Map<number, Map<number, SumRow>>();
  /** Rows that can't take more. */
  readonly #full: SumRow[] = [];

  constructor(utcOffsetMs: number) {
    this.#utcOffsetMs = utcOffsetMs;
  }

  add(batch: RecordBatch): void {
    for (let row = 0; row < batch.length; row++) this.#add(batch, row);
  }

  /** The sums as batches to be written, the first of which has the notes. */
  *batches(notes: BatchNotes, acceptedAt: number): Generator<{ bytes: Uint8Array; rows: LoggedRows }, void> {
    const rows = [...this.#full, ...this.#open()];
    for (let at = 0; at < Math.max(1, rows.length); at += BATCH_ROWS) {
      const part = rows.slice(at, at + BATCH_ROWS);
      const batch = createBatch(part.length, at === 0 ? notes : {}, acceptedAt);
      for (const [index, row] of part.entries()) writeRow(row, batch.rows, index);
      yield batch;
    }
  }

  /** What was taken back altogether is no row. */
  *#open(): Generator<SumRow> {
    for (const byCodes of this.#rows.values())
      for (const row of byCodes.values())
        if (row.records !== 0 || row.value !== 0 || row.netKg !== 0) yield row;
  }

  #add(batch: RecordBatch, row: number): void {
    const [value, netKg] = [batch.value[row]!, batch.netKg[row]!];
    const sum = this.#rowFor(batch, row, value, netKg);
    if (Math.abs(sum.value + value) >= LARGEST || Math.abs(sum.netKg + netKg) >= LARGEST) {
      this.#full.push({ ...sum });
      [sum.records, sum.value, sum.netKg] = [0, value - value, netKg - netKg];
    }
    sum.records += batch.records[row]!;
    sum.value += value;
    sum.netKg += netKg;
  }

  #rowFor(batch: RecordBatch, row: number, value: number, netKg: number): SumRow {
    const time = bucketStart('1d', batch.time[row]!, this.#utcOffsetMs);
    const flow = batch.flow[row]!;
    const kind = (value === value ? 2 : 0) + (netKg === netKg ? 1 : 0);
    const day = Math.round((time + this.#utcOffsetMs) / 86_400_000);
    const [partner, commodity, port, mode, transport] = CODES.map((name) => batch[name][row]!) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const first = ((day * 8 + flow * 4 + kind) * 65_536 + partner) * 65_536 + commodity;
    const second = (port * 65_536 + mode) * 65_536 + transport;
    let byCodes = this.#rows.get(first);
    if (byCodes === undefined) this.#rows.set(first, (byCodes = new Map()));
    let sum = byCodes.get(second);
    if (sum === undefined) {
      const codes = [partner, commodity, port, mode, transport];
      // Nothing yet, or NaN where that is not reported.
      sum = { time, flow, codes, records: 0, value: value - value, netKg: netKg - netKg };
      byCodes.set(second, sum);
    }
    return sum;
  }
}

function writeRow({ time, flow, codes, records, value, netKg }: SumRow, to: LoggedRows, row: number): void {
  to.time[row] = time;
  to.flow[row] = flow;
  for (const [index, name] of CODES.entries()) to[name][row] = codes[index]!;
  to.records[row] = records;
  to.value[row] = value;
  to.netKg[row] = netKg;
}
