import { EXPORT, IMPORT } from '../../records/record-batch.js';
import { apportion } from './apportion.js';
import { hash, hash2 } from './hash.js';
import type { LaneTable } from './lane-table.js';
import { meanOfDay } from './size-spread.js';
import { STRAND_COUNT } from './strands.js';
import { countPhase, type TradeYear, yearFraction } from './trade-year.js';

/** Whole sums of every lane on one day; 0 in all three where nothing was declared. */
export interface TradeDay {
  readonly records: Float64Array;
  readonly value: Float64Array;
  readonly netKg: Float64Array;
  /** Seeds of the lanes' records on this day. */
  readonly seeds: Uint32Array;
}

const LANE_STREAM = 16;

/** Splits the flows' sums of a day over the lanes: declarations first, then value and weight over the lanes that have any. */
export function splitDay(
  year: TradeYear,
  day: number,
  table: LaneTable,
  strands: Uint8Array,
  seed: number,
): TradeDay {
  const lanes = {
    records: new Float64Array(table.length),
    value: new Float64Array(table.length),
    netKg: new Float64Array(table.length),
    seeds: new Uint32Array(table.length),
  };
  const daySeed = hash2(seed, LANE_STREAM, day);
  for (let lane = 0; lane < table.length; lane++) lanes.seeds[lane] = hash(daySeed, lane);
  for (const flow of [IMPORT, EXPORT] as const) {
    const split = new FlowSplit(year, day - year.firstDay, flow, table, lanes);
    split.records(strands, countPhase(seed, flow, day));
    split.sizes();
  }
  return lanes;
}

/** One flow of one day on its way from totals to lanes. */
class FlowSplit {
  readonly #year: TradeYear;
  readonly #dayOfYear: number;
  readonly #flow: 0 | 1;
  readonly #table: LaneTable;
  readonly #lanes: TradeDay;
  readonly #first: number;
  readonly #last: number;
  readonly #fraction: number;
  /** Declarations a year of each lane, at the pace of this day. */
  readonly #expected: Float64Array;

  constructor(year: TradeYear, dayOfYear: number, flow: 0 | 1, table: LaneTable, lanes: TradeDay) {
    this.#year = year;
    this.#dayOfYear = dayOfYear;
    this.#flow = flow;
    this.#table = table;
    this.#lanes = lanes;
    this.#first = table.firstOf[flow];
    this.#last = table.firstOf[(flow + 1) as 1 | 2];
    this.#fraction = yearFraction(dayOfYear, year.days);
    this.#expected = new Float64Array(this.#last - this.#first);
  }

  records(strands: Uint8Array, phase: number): void {
    const { activity, atStart, atEnd, flows } = this.#year;
    const weights = new Float64Array(this.#expected.length);
    const row = this.#dayOfYear * STRAND_COUNT;
    for (let lane = this.#first, i = 0; lane < this.#last; lane++, i++) {
      const start = atStart.records[lane]!;
      this.#expected[i] = start + (atEnd.records[lane]! - start) * this.#fraction;
      weights[i] = this.#expected[i]! * activity[row + strands[lane]!]!;
    }
    apportion(flows[this.#flow].records[this.#dayOfYear]!, weights, this.#part(this.#lanes.records), phase);
  }

  /** Value and weight by what a lane's declarations are usually worth and weigh, and by chance. */
  sizes(): void {
    const { atStart, atEnd } = this.#year;
    const { records, seeds } = this.#lanes;
    const fraction = this.#fraction;
    const values = new Float64Array(this.#expected.length);
    const kilograms = new Float64Array(this.#expected.length);
    for (let lane = this.#first, i = 0; lane < this.#last; lane++, i++) {
      const count = records[lane]!;
      if (count === 0) continue;
      const bits = seeds[lane]!;
      const size = (count / this.#expected[i]!) * meanOfDay(count, this.#table.spread[lane]!, bits);
      const value = atStart.value[lane]! + (atEnd.value[lane]! - atStart.value[lane]!) * fraction;
      const netKg = atStart.netKg[lane]! + (atEnd.netKg[lane]! - atStart.netKg[lane]!) * fraction;
      values[i] = value * size;
      // up to 4 % heavier or lighter for their value
      kilograms[i] = netKg * size * (0.96 + (bits >>> 24) / 3200);
    }
    this.#split('value', values);
    this.#split('netKg', kilograms);
  }

  /** Splits the day's total by weight, keeping one unit (fen or kg) for each record. */
  #split(measure: 'value' | 'netKg', weights: Float64Array): void {
    const day = this.#year.flows[this.#flow];
    const parts = this.#part(this.#lanes[measure]);
    const counts = this.#part(this.#lanes.records);
    apportion(day[measure][this.#dayOfYear]! - day.records[this.#dayOfYear]!, weights, parts);
    for (let i = 0; i < parts.length; i++) parts[i]! += counts[i]!;
  }

  #part(column: Float64Array): Float64Array {
    return column.subarray(this.#first, this.#last);
  }
}
