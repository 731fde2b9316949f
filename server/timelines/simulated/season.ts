import { EXPORT } from '../../records/record-batch.js';
import { dayNumber, daysInYear } from './beijing-time.js';
import { EXPORT_MONTH_SHARES, IMPORT_MONTH_SHARES, MONTH_SHARE_YEARS } from './calibration/headline.js';
import { expoLifts } from './expos.js';
import { calendarFactor, holidayLoss } from './rhythm.js';
import { expoOfStrand, flowOfStrand, rhythmOfStrand, STRAND_COUNT } from './strands.js';

const MONTHS = 12;
/** The levels settle to five digits within this many rounds. */
const FIT_ROUNDS = 12;

/** The days of a year, without season and noise. */
export interface CalendarYear {
  readonly days: number;
  /** Where each day lies among the months: 0 is the middle of January, 11.5 the end of December. */
  readonly positions: Float64Array;
  /** What weekends, holidays and expos make of each strand: strand + STRAND_COUNT * day of the year. */
  readonly activity: Float64Array;
}

export function calendarYear(year: number): CalendarYear {
  const firstDay = dayNumber(year, 1, 1);
  const days = daysInYear(year);
  const activity = new Float64Array(STRAND_COUNT * days);
  for (let i = 0; i < days; i++) {
    const day = firstDay + i;
    const loss = holidayLoss(day, year);
    const lifts = expoLifts(day, year);
    for (let strand = 0; strand < STRAND_COUNT; strand++) {
      const calendar = calendarFactor(rhythmOfStrand(strand), flowOfStrand(strand), day, loss);
      activity[i * STRAND_COUNT + strand] = calendar * lifts[expoOfStrand(strand)]!;
    }
  }
  return { days, positions: monthPositions(year, days), activity };
}

function monthPositions(year: number, days: number): Float64Array {
  const positions = new Float64Array(days);
  const firstDay = dayNumber(year, 1, 1);
  for (let month = 0; month < MONTHS; month++) {
    const first = dayNumber(year, month + 1, 1) - firstDay;
    const next = dayNumber(year, month + 2, 1) - firstDay;
    for (let i = first; i < next; i++) positions[i] = month + (i - first + 0.5) / (next - first) - 0.5;
  }
  return positions;
}

/** The level between the middles of two months, in a straight line; December leads on to January. */
function levelAt(levels: Float64Array, position: number): number {
  const before = Math.floor(position);
  const level = levels[(before + MONTHS) % MONTHS]!;
  const next = levels[(before + 1) % MONTHS]!;
  return level + (next - level) * (position - before);
}

/** Activity of a flow's strands together, weighted by `strandValues`, on each day of a year. */
function activityOfFlow(
  { days, activity }: CalendarYear,
  flow: number,
  strandValues: Float64Array,
): Float64Array {
  const sums = new Float64Array(days);
  for (let strand = 0; strand < STRAND_COUNT; strand++) {
    const value = strandValues[strand]!;
    if (flowOfStrand(strand) !== flow || value === 0) continue;
    for (let i = 0; i < days; i++) sums[i]! += value * activity[i * STRAND_COUNT + strand]!;
  }
  return sums;
}

function addMonthShares(
  positions: Float64Array,
  active: Float64Array,
  levels: Float64Array,
  shares: Float64Array,
) {
  const months = new Float64Array(MONTHS);
  let total = 0;
  for (let i = 0; i < positions.length; i++) {
    const amount = active[i]! * levelAt(levels, positions[i]!);
    months[Math.floor(positions[i]! + 0.5)]! += amount;
    total += amount;
  }
  for (let month = 0; month < MONTHS; month++) shares[month]! += months[month]! / total;
}

/** Mean over the days of `years` of what the calendar makes of each strand; strands differ in how they rest. */
function meanActivity(years: readonly CalendarYear[]): Float64Array {
  const means = new Float64Array(STRAND_COUNT);
  const days = years.reduce((sum, year) => sum + year.days, 0);
  for (const { activity } of years) {
    for (let i = 0; i < activity.length; i++) means[i % STRAND_COUNT]! += activity[i]! / days;
  }
  return means;
}

/** Seasonal level of a strand at a position among the months; times the strand's calendar, its mean over years is about 1. */
export type Season = (strand: number, position: number) => number;

/**
 * What is seasonal in the published month shares once weekends, holidays and expos are taken out of them: levels at the
 * middles of the months such that the mean of the published years, each with its own Lunar New Year, has those shares.
 * `strandValues` are the mean values of all strands.
 */
export function fitSeason(strandValues: Float64Array): Season {
  const years = MONTH_SHARE_YEARS.map(calendarYear);
  const means = meanActivity(years);
  const weights = strandValues.map((value, strand) => value / means[strand]!);
  const levels = [0, 1].map((flow) => fitLevels(flow, years, weights));
  return (strand, position) => levelAt(levels[flowOfStrand(strand)]!, position) / means[strand]!;
}

function fitLevels(flow: number, years: readonly CalendarYear[], weights: Float64Array): Float64Array {
  const published = (flow === EXPORT ? EXPORT_MONTH_SHARES : IMPORT_MONTH_SHARES).value;
  const active = years.map((year) => activityOfFlow(year, flow, weights));
  const levels = new Float64Array(MONTHS).fill(1);
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const reached = new Float64Array(MONTHS);
    years.forEach((year, i) => addMonthShares(year.positions, active[i]!, levels, reached));
    for (let month = 0; month < MONTHS; month++) {
      levels[month]! *= (published[month]! * years.length) / reached[month]!;
    }
  }
  return levels;
}
