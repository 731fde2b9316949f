import type { RecordBatch } from '../../records/record-batch.js';
import { SumTable, type SumPart } from './sum-table.js';

/** Amounts of a row are below this; larger sums become several rows. */
const LARGEST = 2 ** 52;

/** Different pairs of mode and transport that keys have room for. */
const PAIRS = 2 ** 21;

/** Rows after which others may run: a millisecond's work. */
export const STEP_ROWS = 2_048;

/** Codes of a dimension are below this. */
const CODES = 65_536;

/** What is reported of a row, in its key. */
const HAS_VALUE = 2;
const HAS_WEIGHT = 1;

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
  readonly records: number;
  readonly value: number;
  readonly netKg: number;
}

type WritableRow = { -readonly [Column in keyof SumRow]: SumRow[Column] };

/**
 * Sums records up by period, flow and all codes, those that lack a value or a weight apart, so that every view whose buckets
 * are not shorter comes to the same, to the unit. No object for a row: a million of them would hold up whatever else runs
 * whenever memory is collected.
 */
export class PeriodSums {
  readonly #startOf: (time: number) => number;
  readonly #table = new SumTable();
  /** Rows that can't take more. */
  #full: SumRow[] = [];
  readonly #pairs = new Map<number, number>();
  readonly #pairCodes: number[] = [];

  /** @param startOf start of the period that an instant is in, a whole second, epoch ms */
  constructor(startOf: (time: number) => number) {
    this.#startOf = startOf;
  }

  /** Rows that there are at most. */
  get size(): number {
    return this.#table.size + this.#full.length;
  }

  /** Adds the rows from `from` up to, not including, `to`. */
  add(batch: RecordBatch, from = 0, to = batch.length): void {
    for (let row = from; row < to; row++) if (batch.records[row] !== 0) this.#add(batch, row);
  }

  /** Adds all rows, and yields wherever others may run. */
  *addInSteps(batches: Iterable<RecordBatch>): Generator<void, void> {
    for (const batch of batches)
      for (let from = 0; from < batch.length; from += STEP_ROWS) {
        this.add(batch, from, Math.min(from + STEP_ROWS, batch.length));
        yield;
      }
  }

  /** All rows, what was taken back altogether being none; a row is valid until the next one, which is the same object. */
  *rows(): Generator<SumRow, void> {
    yield* this.#full;
    const row = noSums();
    for (const part of this.#table.parts)
      for (let at = 0; at < part.size; at++) {
        this.#read(part, at, row);
        if (row.records !== 0 || isAmount(row.value) || isAmount(row.netKg)) yield row;
      }
  }

  clear(): void {
    this.#table.clear();
    this.#full = [];
  }

  #add(batch: RecordBatch, row: number): void {
    const [value, netKg] = [batch.value[row]!, batch.netKg[row]!];
    const kind = (value === value ? HAS_VALUE : 0) + (netKg === netKg ? HAS_WEIGHT : 0);
    const seconds = this.#startOf(batch.time[row]!) / 1_000;
    const first = (seconds * 8 + batch.flow[row]! * 4 + kind) * CODES + batch.partner[row]!;
    const pair = this.#pairOf(batch.mode[row]! * CODES + batch.transport[row]!);
    const second = (batch.commodity[row]! * CODES + batch.port[row]!) * PAIRS + pair;
    const part = this.#table.partOf(first, second);
    const at = part.find(first, second);
    const isFull =
      Math.abs(part.value[at]! + value) >= LARGEST || Math.abs(part.netKg[at]! + netKg) >= LARGEST;
    if (isFull) {
      const full = noSums();
      this.#read(part, at, full);
      this.#full.push(full);
      part.empty(at);
    }
    part.records[at]! += batch.records[row]!;
    // What is not reported is no number, and its sum, which is nought, is not read.
    if (value === value) part.value[at]! += value;
    if (netKg === netKg) part.netKg[at]! += netKg;
  }

  #read(part: SumPart, at: number, row: WritableRow): void {
    const first = part.first[at]!;
    const secondsAndKind = Math.floor(first / CODES);
    const seconds = Math.floor(secondsAndKind / 8);
    const flowAndKind = secondsAndKind - seconds * 8;
    const second = part.second[at]!;
    const places = Math.floor(second / PAIRS);
    const codes = this.#pairCodes[second - places * PAIRS]!;
    row.time = seconds * 1_000;
    row.flow = flowAndKind >> 2;
    row.partner = first - secondsAndKind * CODES;
    row.commodity = Math.floor(places / CODES);
    row.port = places % CODES;
    row.mode = Math.floor(codes / CODES);
    row.transport = codes % CODES;
    row.records = part.records[at]!;
    row.value = (flowAndKind & HAS_VALUE) === 0 ? NaN : part.value[at]!;
    row.netKg = (flowAndKind & HAS_WEIGHT) === 0 ? NaN : part.netKg[at]!;
  }

  #pairOf(codes: number): number {
    let pair = this.#pairs.get(codes);
    if (pair !== undefined) return pair;
    pair = this.#pairCodes.length;
    if (pair >= PAIRS) throw new RangeError(`mode, transport: at most ${PAIRS} pairs of them are told apart`);
    this.#pairs.set(codes, pair);
    this.#pairCodes.push(codes);
    return pair;
  }
}

function noSums(): WritableRow {
  return {
    time: 0,
    flow: 0,
    partner: 0,
    commodity: 0,
    port: 0,
    mode: 0,
    transport: 0,
    records: 0,
    value: 0,
    netKg: 0,
  };
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
