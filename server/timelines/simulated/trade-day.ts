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
  const dayOfYear = day - year.firstDay;
  for (const flow of [IMPORT, EXPORT] as const) {
    const { records, value, netKg } = year.flows[flow];
    const totals = { records: records[dayOfYear]!, value: value[dayOfYear]!, netKg: netKg[dayOfYear]! };
    const expected = expectedRecords(year, dayOfYear, flow, table);
    const part = partOf(lanes, table.firstOf[flow], table.firstOf[(flow + 1) as 1 | 2]);
    splitRecords(
      year,
      dayOfYear,
      expected,
      strands.subarray(table.firstOf[flow]),
      part.records,
      totals.records,
      countPhase(seed, flow, day),
    );
    splitSizes(year, dayOfYear, flow, table, expected, part, totals);
  }
  return lanes;
}

/** The columns of some lanes, as views into the whole ones. */
function partOf({ records, value, netKg, seeds }: TradeDay, first: number, last: number): TradeDay {
  return {
    records: records.subarray(first, last),
    value: value.subarray(first, last),
    netKg: netKg.subarray(first, last),
    seeds: seeds.subarray(first, last),
  };
}

/** Declarations a year of each lane of a flow, at the pace of a day. */
function expectedRecords(
  { atStart, atEnd, days }: TradeYear,
  dayOfYear: number,
  flow: 0 | 1,
  table: LaneTable,
) {
  const fraction = yearFraction(dayOfYear, days);
  const first = table.firstOf[flow];
  const expected = new Float64Array(table.firstOf[(flow + 1) as 1 | 2] - first);
  for (let i = 0; i < expected.length; i++) {
    const start = atStart.records[first + i]!;
    expected[i] = start + (atEnd.records[first + i]! - start) * fraction;
  }
  return expected;
}

function splitRecords(
  year: TradeYear,
  dayOfYear: number,
  expected: Float64Array,
  strands: Uint8Array,
  counts: Float64Array,
  total: number,
  phase: number,
): void {
  const activity = year.activity.subarray(dayOfYear * STRAND_COUNT, (dayOfYear + 1) * STRAND_COUNT);
  const weights = expected.map((records, i) => records * activity[strands[i]!]!);
  apportion(total, weights, counts, phase);
}

/** Value and weight by what a lane's declarations are usually worth and weigh, and by chance. */
function splitSizes(
  { atStart, atEnd, days }: TradeYear,
  dayOfYear: number,
  flow: 0 | 1,
  table: LaneTable,
  expected: Float64Array,
  part: TradeDay,
  totals: { readonly records: number; readonly value: number; readonly netKg: number },
): void {
  const fraction = yearFraction(dayOfYear, days);
  const values = new Float64Array(expected.length);
  const kilograms = new Float64Array(expected.length);
  for (let i = 0, lane = table.firstOf[flow]; i < expected.length; i++, lane++) {
    const count = part.records[i]!;
    if (count === 0) continue;
    const bits = part.seeds[i]!;
    const size = (count / expected[i]!) * meanOfDay(count, table.spread[lane]!, bits);
    const value = atStart.value[lane]! + (atEnd.value[lane]! - atStart.value[lane]!) * fraction;
    const netKg = atStart.netKg[lane]! + (atEnd.netKg[lane]! - atStart.netKg[lane]!) * fraction;
    values[i] = value * size;
    // up to 4 % heavier or lighter for their value
    kilograms[i] = netKg * size * (0.96 + (bits >>> 24) / 3200);
  }
  splitAbove(totals.value, part.records, totals.records, values, part.value);
  splitAbove(totals.netKg, part.records, totals.records, kilograms, part.netKg);
}

/** Splits a total by weight, keeping one unit (fen or kg) for each record. */
function splitAbove(
  total: number,
  counts: Float64Array,
  records: number,
  weights: Float64Array,
  parts: Float64Array,
): void {
  apportion(total - records, weights, parts);
  for (let i = 0; i < parts.length; i++) parts[i]! += counts[i]!;
}
