import type { LaneWeights } from './drift.js';
import type { LaneTable } from './lane-table.js';

const RHYTHM_COUNT = 3;
const EXPO_COUNT = 4;
/** Number of strands of one flow. */
export const STRANDS_PER_FLOW = RHYTHM_COUNT * EXPO_COUNT;
export const STRAND_COUNT = 2 * STRANDS_PER_FLOW;

/**
 * Lanes of one flow, rhythm and expo rise and fall together from day to day: they are one strand, so the days of a year
 * are known from a handful of sums, without the lanes.
 */
export function strandOf(flow: number, rhythm: number, expo: number): number {
  return (flow * RHYTHM_COUNT + rhythm) * EXPO_COUNT + expo;
}

export const flowOfStrand = (strand: number) => Math.floor(strand / STRANDS_PER_FLOW);
export const rhythmOfStrand = (strand: number) => Math.floor(strand / EXPO_COUNT) % RHYTHM_COUNT;
export const expoOfStrand = (strand: number) => strand % EXPO_COUNT;

export function strandsOfLanes(table: LaneTable): Uint8Array {
  return Uint8Array.from({ length: table.length }, (_, lane) =>
    strandOf(table.flow[lane]!, table.rhythm[lane]!, table.expo[lane]!),
  );
}

/** Sums of the lanes' weights per strand. */
export function strandWeights(weights: LaneWeights, strands: Uint8Array): LaneWeights {
  const sums = {
    records: new Float64Array(STRAND_COUNT),
    value: new Float64Array(STRAND_COUNT),
    netKg: new Float64Array(STRAND_COUNT),
  };
  for (let lane = 0; lane < strands.length; lane++) {
    const strand = strands[lane]!;
    sums.records[strand]! += weights.records[lane]!;
    sums.value[strand]! += weights.value[lane]!;
    sums.netKg[strand]! += weights.netKg[lane]!;
  }
  return sums;
}
