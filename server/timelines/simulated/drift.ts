import { PARTNERS } from './calibration/partners.js';
import { hash, hash2, signed } from './hash.js';
import { type LaneTable } from './lane-table.js';

/** What a lane's year comes to at one moment, per measure: its mean year, drifted. */
export interface LaneWeights {
  readonly records: Float64Array;
  readonly value: Float64Array;
  readonly netKg: Float64Array;
}

// Half the widest change from one year to the next: partners' and chapters' volumes by up to 9 and 8 %, prices by 6 %
const PARTNER_DRIFT = 0.045;
const CHAPTER_DRIFT = 0.04;
const PRICE_DRIFT = 0.03;
const CHAPTERS = 100;

/** Separate streams of random numbers, so that one isn't another shifted. */
const PARTNER_STREAM = 1;
const CHAPTER_STREAM = 2;
const PRICE_STREAM = 3;

/** Lane weights at the start of a year; between two years' starts they change in a straight line. */
export function laneWeightsAt(table: LaneTable, seed: number, year: number): LaneWeights {
  const yearSeed = hash(seed, year);
  const factor = (stream: number, member: number, drift: number) =>
    1 + drift * signed(hash2(yearSeed, stream, member));
  const partners = Float64Array.from({ length: PARTNERS.length * 2 }, (_, i) =>
    factor(PARTNER_STREAM, i, PARTNER_DRIFT),
  );
  const chapters = Float64Array.from({ length: CHAPTERS * 2 }, (_, i) =>
    factor(CHAPTER_STREAM, i, CHAPTER_DRIFT),
  );
  const prices = Float64Array.from({ length: CHAPTERS * 2 }, (_, i) => factor(PRICE_STREAM, i, PRICE_DRIFT));
  const weights = createLaneWeights(table.length);
  for (let lane = 0; lane < table.length; lane++) {
    const flow = table.flow[lane]!;
    const chapter = table.chapter[lane]! * 2 + flow;
    const volume = partners[table.partnerIndex[lane]! * 2 + flow]! * chapters[chapter]!;
    weights.records[lane] = table.records[lane]! * volume;
    weights.value[lane] = table.value[lane]! * volume * prices[chapter]!;
    weights.netKg[lane] = table.netKg[lane]! * volume;
  }
  return weights;
}

function createLaneWeights(length: number): LaneWeights {
  return {
    records: new Float64Array(length),
    value: new Float64Array(length),
    netKg: new Float64Array(length),
  };
}
