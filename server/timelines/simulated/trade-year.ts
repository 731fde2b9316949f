import { EXPORT, IMPORT } from '../../records/record-batch.js';
import { apportion } from './apportion.js';
import { dayNumber, daysInYear } from './beijing-time.js';
import { annualKg, annualValueFen } from './calibration/headline.js';
import { type LaneWeights, laneWeightsAt } from './drift.js';
import { hash, hash2, signed, unit } from './hash.js';
import type { LaneTable } from './lane-table.js';
import { recent } from './recent.js';
import { calendarYear, fitSeason, type Season } from './season.js';
import { flowOfStrand, STRAND_COUNT, strandsOfLanes, strandWeights } from './strands.js';

/** Whole sums of one flow for each day of a year. */
export interface FlowDays {
  readonly records: Float64Array;
  readonly value: Float64Array;
  readonly netKg: Float64Array;
}

export interface TradeYear {
  readonly year: number;
  readonly firstDay: number;
  readonly days: number;
  /** By flow. */
  readonly flows: readonly [FlowDays, FlowDays];
  /** Lane weights at the start of the year and of the next. */
  readonly atStart: LaneWeights;
  readonly atEnd: LaneWeights;
  /** Activity of each strand on each day: strand + STRAND_COUNT * day of the year. */
  readonly activity: Float64Array;
}

/** Years' totals differ by up to this share from the calibrated ones. */
const YEAR_SPREAD = 0.003;
/** Random ups and downs of a strand: over some days, and from one day to the next. */
const DRIFT_OF_DAYS = 0.03;
const NOISE_OF_DAY = 0.012;
/** Days between the corners of the slower ups and downs. */
const CORNER_DAYS = 6;
/** Ships bunch: weight varies on top of value. */
const NOISE_OF_WEIGHT = 0.02;

const TOTALS_STREAM = 11;
const CORNER_STREAM = 12;
const DAY_STREAM = 13;
const WEIGHT_STREAM = 14;

/** Makes the years of one seed; each is a pure function of the seed and its number. */
export class TradeYears {
  readonly table: LaneTable;
  readonly strands: Uint8Array;
  readonly #seed: number;
  readonly #season: Season;
  /** Years that follow each other share the weights between them. */
  readonly #weightsAt: (year: number) => LaneWeights;

  constructor(table: LaneTable, seed: number) {
    this.table = table;
    this.strands = strandsOfLanes(table);
    this.#seed = seed;
    this.#weightsAt = recent(3, (year) => laneWeightsAt(table, seed, year));
    this.#season = fitSeason(strandWeights(table, this.strands).value);
  }

  year(year: number): TradeYear {
    const firstDay = dayNumber(year, 1, 1);
    const days = daysInYear(year);
    const atStart = this.#weightsAt(year);
    const atEnd = this.#weightsAt(year + 1);
    const activity = this.#activity(year, firstDay);
    const strandsAtStart = strandWeights(atStart, this.strands);
    const strandsAtEnd = strandWeights(atEnd, this.strands);
    const split = (flow: number, measure: keyof FlowDays): Float64Array => {
      const weights = dayWeights(flow, strandsAtStart[measure], strandsAtEnd[measure], activity, days);
      if (measure === 'netKg') this.#bunch(weights, flow, firstDay);
      const parts = new Float64Array(days);
      apportion(this.#total(flow, measure, year), weights, parts);
      return parts;
    };
    const flowDays = (flow: number): FlowDays => ({
      records: split(flow, 'records'),
      value: split(flow, 'value'),
      netKg: split(flow, 'netKg'),
    });
    return { year, firstDay, days, flows: [flowDays(IMPORT), flowDays(EXPORT)], atStart, atEnd, activity };
  }

  /** A year's total of a flow: fen, kg or records. */
  #total(flow: number, measure: keyof FlowDays, year: number): number {
    const mean = { records: this.#recordsOf(flow), value: annualValueFen(flow), netKg: annualKg(flow) }[
      measure
    ];
    const measureNumber = { records: 0, value: 1, netKg: 2 }[measure];
    const luck = signed(hash2(hash(this.#seed, year), TOTALS_STREAM, flow * 3 + measureNumber));
    return Math.round(mean * (1 + YEAR_SPREAD * luck));
  }

  #recordsOf(flow: number): number {
    const { records, firstOf } = this.table;
    return records.subarray(firstOf[flow as 0 | 1], firstOf[(flow + 1) as 1 | 2]).reduce((a, b) => a + b, 0);
  }

  #activity(year: number, firstDay: number): Float64Array {
    const { days, positions, activity } = calendarYear(year);
    for (let i = 0; i < days; i++) {
      for (let strand = 0; strand < STRAND_COUNT; strand++) {
        const level = this.#season(strand, positions[i]!) * this.#noise(strand, firstDay + i);
        activity[i * STRAND_COUNT + strand]! *= level;
      }
    }
    return activity;
  }

  /** Ups and downs that no calendar explains; slow ones pass smoothly over midnight and New Year. */
  #noise(strand: number, day: number): number {
    const corner = Math.floor(day / CORNER_DAYS);
    const seed = hash2(this.#seed, CORNER_STREAM, strand);
    const here = signed(hash(seed, corner));
    const next = signed(hash(seed, corner + 1));
    const slow = here + (next - here) * (day / CORNER_DAYS - corner);
    const quick = signed(hash(hash2(this.#seed, DAY_STREAM, strand), day));
    return 1 + DRIFT_OF_DAYS * slow + NOISE_OF_DAY * quick;
  }

  #bunch(weights: Float64Array, flow: number, firstDay: number): void {
    const seed = hash2(this.#seed, WEIGHT_STREAM, flow);
    weights.forEach(
      (weight, i) => (weights[i] = weight * (1 + NOISE_OF_WEIGHT * signed(hash(seed, firstDay + i)))),
    );
  }
}

/** How far through its year a day is, at noon. */
export function yearFraction(dayOfYear: number, days: number): number {
  return (dayOfYear + 0.5) / days;
}

function dayWeights(
  flow: number,
  atStart: Float64Array,
  atEnd: Float64Array,
  activity: Float64Array,
  days: number,
): Float64Array {
  const weights = new Float64Array(days);
  for (let i = 0; i < days; i++) {
    const fraction = yearFraction(i, days);
    for (let strand = 0; strand < STRAND_COUNT; strand++) {
      if (flowOfStrand(strand) !== flow) continue;
      const weight = atStart[strand]! + (atEnd[strand]! - atStart[strand]!) * fraction;
      weights[i]! += weight * activity[i * STRAND_COUNT + strand]!;
    }
  }
  return weights;
}

const PHASE_STREAM = 15;

/** Where a day's rounding of record counts falls, in [0, 1). */
export function countPhase(seed: number, flow: number, day: number): number {
  return unit(hash(hash2(seed, PHASE_STREAM, flow), day));
}
