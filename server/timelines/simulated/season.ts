import { EXPORT } from '../../records/record-batch.js';
import { dayNumber, daysInYear } from './beijing-time.js';
import { EXPORT_MONTH_SHARES, IMPORT_MONTH_SHARES, MONTH_SHARE_YEARS } from './calibration/headline.js';
import { expoLift } from './expos.js';
import { calendarFactor } from './rhythm.js';
import { expoOfStrand, flowOfStrand, rhythmOfStrand, STRANDS_PER_FLOW } from './strands.js';

const MONTHS = 12;
/** The levels settle to five digits within this many rounds. */
const FIT_ROUNDS = 12;

/** Activity of a strand on a day without season and noise: weekends, holidays and expos. */
export function strandCalendar(strand: number, day: number, year: number): number {
  const calendar = calendarFactor(rhythmOfStrand(strand), flowOfStrand(strand), day, year);
  return calendar * expoLift(expoOfStrand(strand), year, day);
}

/** The month (0-11, as a real number) of a day, counted from the middle of January. */
function monthPosition(day: number, year: number): number {
  const month = new Date(day * 86_400_000).getUTCMonth();
  const first = dayNumber(year, month + 1, 1);
  const days = dayNumber(year, month + 2, 1) - first;
  return month + (day - first + 0.5) / days - 0.5;
}

/** The level between the middles of two months, in a straight line; December leads on to January. */
function levelAt(levels: Float64Array, position: number): number {
  const before = Math.floor(position);
  const after = levels[(before + 1) % MONTHS]!;
  const level = levels[(before + MONTHS) % MONTHS]!;
  return level + (after - level) * (position - before);
}

/**
 * What is seasonal in the published month shares once weekends, holidays and expos are taken out of them: levels at the
 * middles of the months such that the mean of the published years, each with its own Lunar New Year, has those shares.
 * `strandValues` are the mean values of all strands.
 */
function fitLevels(flow: number, strandValues: Float64Array): Float64Array {
  const shares = (flow === EXPORT ? EXPORT_MONTH_SHARES : IMPORT_MONTH_SHARES).value;
  const years = MONTH_SHARE_YEARS.map((year) => activityOfYear(flow, strandValues, year));
  const levels = new Float64Array(MONTHS).fill(1);
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const reached = meanMonthShares(years, levels);
    levels.forEach((level, month) => (levels[month] = (level * shares[month]!) / reached[month]!));
  }
  return levels;
}

interface YearActivity {
  readonly positions: Float64Array;
  readonly activity: Float64Array;
}

function activityOfYear(flow: number, strandValues: Float64Array, year: number): YearActivity {
  const days = daysInYear(year);
  const firstDay = dayNumber(year, 1, 1);
  const activity = new Float64Array(days);
  const positions = new Float64Array(days);
  for (let i = 0; i < days; i++) {
    positions[i] = monthPosition(firstDay + i, year);
    for (let strand = flow * STRANDS_PER_FLOW; strand < (flow + 1) * STRANDS_PER_FLOW; strand++) {
      const value = strandValues[strand]!;
      if (value > 0) activity[i]! += value * strandCalendar(strand, firstDay + i, year);
    }
  }
  return { positions, activity };
}

function meanMonthShares(years: readonly YearActivity[], levels: Float64Array): Float64Array {
  const mean = new Float64Array(MONTHS);
  for (const { positions, activity } of years) {
    const months = new Float64Array(MONTHS);
    let total = 0;
    activity.forEach((active, i) => {
      const amount = active * levelAt(levels, positions[i]!);
      months[Math.floor(positions[i]! + 0.5)]! += amount;
      total += amount;
    });
    months.forEach((amount, month) => (mean[month]! += amount / total / years.length));
  }
  return mean;
}

/** Seasonal level of a flow on a day of `year`; the mean over a year is about 1. */
export type Season = (flow: number, day: number, year: number) => number;

export function fitSeason(strandValues: Float64Array): Season {
  const levels = [0, 1].map((flow) => fitLevels(flow, strandValues));
  return (flow, day, year) => levelAt(levels[flow]!, monthPosition(day, year));
}
