import { createRecordBatch, type RecordBatch } from '../../records/record-batch.js';
import { HOUR_MS } from './beijing-time.js';
import { hash, unit } from './hash.js';
import type { LaneTable } from './lane-table.js';
import { HOURS_DONE } from './rhythm.js';
import { SizeCascade } from './size-cascade.js';
import type { TradeDay } from './trade-day.js';

/** Where record `index` of a lane's day falls within its own n-th part of the day, in (0, 1). */
function jitter(seed: number, index: number): number {
  // even counters are for times, odd ones for sizes
  return unit(hash(seed, index * 2));
}

/** Number of the first of a lane's `count` records that comes when the share `done` of the day has passed, or later. */
function firstRecordAfter(done: number, count: number, seed: number): number {
  const position = done * count;
  const index = Math.floor(position);
  if (index >= count) return count;
  return jitter(seed, index) >= position - index ? index : index + 1;
}

/** One hour of a day, lane by lane. */
export class TradeHour {
  readonly #table: LaneTable;
  readonly #day: TradeDay;
  readonly #start: number;
  readonly #hour: number;
  /** Numbers of each lane's first record in the hour and of the first one after it. */
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;
  readonly #cascade = new SizeCascade();
  #records = 0;
  #lanes = 0;

  /** `hour` is 0 to 23 in Beijing and begins at `start`, epoch ms. */
  constructor(table: LaneTable, day: TradeDay, start: number, hour: number) {
    this.#table = table;
    this.#day = day;
    this.#start = start;
    this.#hour = hour;
    this.#first = new Uint32Array(table.length);
    this.#last = new Uint32Array(table.length);
    for (let lane = 0; lane < table.length; lane++) this.#locate(lane);
  }

  #locate(lane: number): void {
    const count = this.#day.records[lane]!;
    if (count === 0) return;
    const seed = this.#day.seeds[lane]!;
    const done = HOURS_DONE[this.#table.rhythm[lane]!]!;
    const first = firstRecordAfter(done[this.#hour]!, count, seed);
    const last = firstRecordAfter(done[this.#hour + 1]!, count, seed);
    this.#first[lane] = first;
    this.#last[lane] = last;
    this.#records += last - first;
    if (last > first) this.#lanes++;
  }

  /** Sums of each lane with records in the hour; time is the hour's start. */
  lanes(): RecordBatch {
    const batch = createRecordBatch(this.#lanes);
    let row = 0;
    for (let lane = 0; lane < this.#table.length; lane++) {
      const first = this.#first[lane]!;
      const last = this.#last[lane]!;
      if (first === last) continue;
      const cascade = this.#open(lane);
      const count = this.#day.records[lane]!;
      const value = this.#day.value[lane]!;
      const netKg = this.#day.netKg[lane]!;
      cascade.sumBefore(first, count, value, netKg);
      const valueBefore = cascade.value;
      const kgBefore = cascade.netKg;
      cascade.sumBefore(last, count, value, netKg);
      writeLane(batch, row, this.#table, lane);
      batch.time[row] = this.#start;
      batch.records[row] = last - first;
      batch.value[row] = cascade.value - valueBefore;
      batch.netKg[row] = cascade.netKg - kgBefore;
      row++;
    }
    batch.length = row;
    return batch;
  }

  /** Every record of the hour, in time order. */
  records(): RecordBatch {
    const count = this.#records;
    const laneOf = new Uint32Array(count);
    const values = new Float64Array(count);
    const weights = new Float64Array(count);
    // one number to sort by: the millisecond, then the row
    const order = new Float64Array(count);
    let at = 0;
    for (let lane = 0; lane < this.#table.length; lane++) {
      const first = this.#first[lane]!;
      const last = this.#last[lane]!;
      if (first === last) continue;
      const { records, value, netKg } = this.#day;
      this.#open(lane).write(first, last, 0, records[lane]!, value[lane]!, netKg[lane]!, values, weights, at);
      for (let index = first; index < last; index++, at++) {
        laneOf[at] = lane;
        order[at] = this.#millisecond(lane, index) * ROWS_PER_MS + at;
      }
    }
    order.sort();
    return this.#gather(order, laneOf, values, weights);
  }

  #gather(
    order: Float64Array,
    laneOf: Uint32Array,
    values: Float64Array,
    weights: Float64Array,
  ): RecordBatch {
    const batch = createRecordBatch(order.length);
    for (let row = 0; row < order.length; row++) {
      const key = order[row]!;
      const millisecond = Math.floor(key / ROWS_PER_MS);
      const at = key - millisecond * ROWS_PER_MS;
      writeLane(batch, row, this.#table, laneOf[at]!);
      batch.time[row] = this.#start + millisecond;
      batch.records[row] = 1;
      batch.value[row] = values[at]!;
      batch.netKg[row] = weights[at]!;
    }
    batch.length = order.length;
    return batch;
  }

  #open(lane: number): SizeCascade {
    this.#cascade.open(this.#day.seeds[lane]!, this.#table.spread[lane]!);
    return this.#cascade;
  }

  /** When a record comes, ms after the hour's start. */
  #millisecond(lane: number, index: number): number {
    const position = (index + jitter(this.#day.seeds[lane]!, index)) / this.#day.records[lane]!;
    const done = HOURS_DONE[this.#table.rhythm[lane]!]!;
    const from = done[this.#hour]!;
    const share = (position - from) / (done[this.#hour + 1]! - from);
    return Math.max(0, Math.min(HOUR_MS - 1, Math.floor(share * HOUR_MS)));
  }
}

/** More rows than an hour can have; times an hour's milliseconds it stays far below 2^53. */
const ROWS_PER_MS = 2 ** 24;

/** Copies what a lane is into a row. */
export function writeLane(batch: RecordBatch, row: number, table: LaneTable, lane: number): void {
  batch.flow[row] = table.flow[lane]!;
  batch.partner[row] = table.partner[lane]!;
  batch.commodity[row] = table.commodity[lane]!;
  batch.port[row] = table.port[lane]!;
  batch.mode[row] = table.mode[lane]!;
  batch.transport[row] = table.transport[lane]!;
}
