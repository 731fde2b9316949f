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
  const columns = {
    records: new Float64Array(table.length),
    value: new Float64Array(table.length),
    netKg: new Float64Array(table.length),
    seeds: new Uint32Array(table.length),
  };
  const daySeed = hash2(seed, LANE_STREAM, day);
  for (let lane = 0; lane < table.length; lane++) columns.seeds[lane] = hash(daySeed, lane);
  for (const flow of [0, 1] as const) splitFlow(year, day, flow, table, strands, seed, columns);
  return columns;
}

function splitFlow(
  year: TradeYear,
  day: number,
  flow: 0 | 1,
  table: LaneTable,
  strands: Uint8Array,
  seed: number,
  columns: TradeDay,
): void {
  const first = table.firstOf[flow];
  const last = table.firstOf[(flow + 1) as 1 | 2];
  const dayOfYear = day - year.firstDay;
  const fraction = yearFraction(dayOfYear, year.days);
  const activity = year.activity.subarray(dayOfYear * STRAND_COUNT, (dayOfYear + 1) * STRAND_COUNT);
  const { atStart, atEnd, flows } = year;
  const total = {
    records: flows[flow].records[dayOfYear]!,
    value: flows[flow].value[dayOfYear]!,
    netKg: flows[flow].netKg[dayOfYear]!,
  };

  const weights = new Float64Array(last - first);
  const expected = new Float64Array(last - first);
  for (let i = 0, lane = first; lane < last; i++, lane++) {
    const start = atStart.records[lane]!;
    expected[i] = start + (atEnd.records[lane]! - start) * fraction;
    weights[i] = expected[i]! * activity[strands[lane]!]!;
  }
  const counts = columns.records.subarray(first, last);
  apportion(total.records, weights, counts, countPhase(seed, flow, day));

  const values = weights;
  const kilograms = new Float64Array(last - first);
  for (let i = 0, lane = first; lane < last; i++, lane++) {
    const count = counts[i]!;
    if (count === 0) {
      values[i] = 0;
      continue;
    }
    const bits = columns.seeds[lane]!;
    const size = (count / expected[i]!) * meanOfDay(count, table.spread[lane]!, bits);
    const value = atStart.value[lane]! + (atEnd.value[lane]! - atStart.value[lane]!) * fraction;
    const netKg = atStart.netKg[lane]! + (atEnd.netKg[lane]! - atStart.netKg[lane]!) * fraction;
    values[i] = value * size;
    kilograms[i] = netKg * size * (0.96 + (bits >>> 24) / 3200);
  }
  splitAbove(total.value, counts, total.records, values, columns.value.subarray(first, last));
  splitAbove(total.netKg, counts, total.records, kilograms, columns.netKg.subarray(first, last));
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
