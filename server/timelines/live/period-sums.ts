import type { RecordBatch } from '../../records/record-batch.js';

/** Amounts of a row are below this; larger sums become several rows. */
const LARGEST = 2 ** 52;

/** Different pairs of mode and transport that keys have room for. */
const PAIRS = 2 ** 21;

/** One row that comes to be: its content, and sums that are exact as they are. */
export interface SumRow {
  /** Start of the period, epoch ms. */
  readonly time: number;
  readonly flow: number;
  readonly partner: number;
  readonly commodity: number;
  readonly port: number;
  readonly mode: number;
  readonly transport: number;
  records: number;
  value: number;
  netKg: number;
}

/**
 * Sums records up by period, flow and all codes, those that lack a value or a weight apart, so that every view whose buckets
 * are not shorter comes to the same, to the unit.
 */
export class PeriodSums {
  readonly #startOf: (time: number) => number;
  /** By start, flow, kind and partner in one number, and the other codes in another. */
  readonly #rows = new Map<number, Map<number, SumRow>>();
  /** Rows that can't take more. */
  #full: SumRow[] = [];
  readonly #pairs = new Map<number, number>();
  #size = 0;

  /** @param startOf start of the period that an instant is in, a whole second, epoch ms */
  constructor(startOf: (time: number) => number) {
    this.#startOf = startOf;
  }

  /** Rows that there are at most. */
  get size(): number {
    return this.#size;
  }

  add(batch: RecordBatch): void {
    for (let row = 0; row < batch.length; row++) if (batch.records[row] !== 0) this.#add(batch, row);
  }

  /** What was taken back altogether is no row. */
  *rows(): Generator<SumRow, void> {
    yield* this.#full;
    for (const byCodes of this.#rows.values())
      for (const row of byCodes.values())
        if (row.records !== 0 || isAmount(row.value) || isAmount(row.netKg)) yield row;
  }

  clear(): void {
    this.#rows.clear();
    this.#full = [];
    this.#size = 0;
  }

  #add(batch: RecordBatch, row: number): void {
    const [value, netKg] = [batch.value[row]!, batch.netKg[row]!];
    const sum = this.#rowFor(batch, row, value, netKg);
    if (Math.abs(sum.value + value) >= LARGEST || Math.abs(sum.netKg + netKg) >= LARGEST) {
      this.#full.push({ ...sum });
      this.#size++;
      [sum.records, sum.value, sum.netKg] = [0, value - value, netKg - netKg];
    }
    sum.records += batch.records[row]!;
    sum.value += value;
    sum.netKg += netKg;
  }

  #rowFor(batch: RecordBatch, row: number, value: number, netKg: number): SumRow {
    const time = this.#startOf(batch.time[row]!);
    const flow = batch.flow[row]!;
    const kind = (value === value ? 2 : 0) + (netKg === netKg ? 1 : 0);
    const partner = batch.partner[row]!;
    const [commodity, port] = [batch.commodity[row]!, batch.port[row]!];
    const [mode, transport] = [batch.mode[row]!, batch.transport[row]!];
    const first = ((time / 1_000) * 8 + flow * 4 + kind) * 65_536 + partner;
    const second = (commodity * 65_536 + port) * PAIRS + this.#pairOf(mode * 65_536 + transport);
    let byCodes = this.#rows.get(first);
    if (byCodes === undefined) this.#rows.set(first, (byCodes = new Map()));
    let sum = byCodes.get(second);
    if (sum === undefined) {
      // Nothing yet, or NaN where that is not reported.
      const nothing = { records: 0, value: value - value, netKg: netKg - netKg };
      sum = { time, flow, partner, commodity, port, mode, transport, ...nothing };
      byCodes.set(second, sum);
      this.#size++;
    }
    return sum;
  }

  #pairOf(codes: number): number {
    let pair = this.#pairs.get(codes);
    if (pair === undefined) this.#pairs.set(codes, (pair = this.#pairs.size));
    if (pair >= PAIRS) throw new RangeError(`mode, transport: at most ${PAIRS} pairs of them are told apart`);
    return pair;
  }
}

/** Neither nought nor not reported. */
function isAmount(sum: number): boolean {
  return sum !== 0 && !Number.isNaN(sum);
}

/** Writes a row of sums to columns. */
export function writeSumRow(sum: SumRow, to: Omit<RecordBatch, 'length'>, row: number): void {
  to.time[row] = sum.time;
  to.flow[row] = sum.flow;
  to.partner[row] = sum.partner;
  to.commodity[row] = sum.commodity;
  to.port[row] = sum.port;
  to.mode[row] = sum.mode;
  to.transport[row] = sum.transport;
  to.records[row] = sum.records;
  to.value[row] = sum.value;
  to.netKg[row] = sum.netKg;
}
