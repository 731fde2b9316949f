import { createRecordBatch, type Dictionaries, type RecordBatch } from '../../records/record-batch.js';
import { BEIJING_OFFSET_MS, DAY_MS, dayOf, HOUR_MS, startOfDay, yearOf } from './beijing-time.js';
import { type LaneTable, laneTable } from './lane-table.js';
import { recent } from './recent.js';
import { splitDay, type TradeDay } from './trade-day.js';
import { TradeHour, writeLane } from './trade-hour.js';
import { type TradeYear, TradeYears } from './trade-year.js';

/**
 * China's foreign trade of any instant, made up from a seed and calibrated on published figures. Value is in fen, weight
 * in kg, both whole numbers; each level adds up exactly to the one above: records, lanes of an hour, lanes of a day,
 * totals of a day. The same seed gives the same bytes on every machine, in whatever order times are asked for.
 * Nothing here writes to a batch once it is out; callers that ask for the same hour may share one, so they don't either.
 */
export interface SimulatedTrade {
  readonly dictionaries: Dictionaries;
  /** Days and hours are Beijing's. */
  readonly utcOffsetMs: number;
  /** Every record of the hour that begins at `hourStart` (epoch ms, whole hour), in time order. */
  recordsOfHour(hourStart: number): RecordBatch;
  /** The same hour summed per lane. */
  lanesOfHour(hourStart: number): RecordBatch;
  /** A Beijing day summed per lane, `dayStart` being its midnight; rows are at that time. */
  lanesOfDay(dayStart: number): RecordBatch;
  /** A Beijing day summed per flow: two rows, import and export, of no partner, commodity, port, mode or transport. */
  totalsOfDay(dayStart: number): RecordBatch;
}

/** A year is 0.3 MB; what is on show spans three or four, charts of longer spans go through years in order. */
const YEARS_KEPT = 8;
/** An hour is 0.5 MB; several views at the playhead ask for the same one, tick after tick. */
const HOURS_KEPT = 4;
/** A day is 140 kB; its 24 hours are asked for one after the other. */
const DAYS_KEPT = 16;

export function createSimulatedTrade(options: { seed: number }): SimulatedTrade {
  const { seed } = options;
  if (!Number.isInteger(seed)) throw new RangeError(`seed: expected a whole number, got ${seed}`);
  const table = laneTable();
  const years = new TradeYears(table, seed);
  const yearAt = recent(YEARS_KEPT, (year) => years.year(year));
  const dayAt = recent(DAYS_KEPT, (day) => splitDay(yearAt(yearOf(day)), day, table, years.strands, seed));
  const hourAt = (hourStart: number) => {
    const day = dayOf(requireMultiple('hourStart', hourStart, HOUR_MS, 0));
    return new TradeHour(table, dayAt(day), hourStart, Math.round((hourStart - startOfDay(day)) / HOUR_MS));
  };
  const dayStarting = (dayStart: number) =>
    dayOf(requireMultiple('dayStart', dayStart, DAY_MS, -BEIJING_OFFSET_MS));
  return {
    dictionaries: table.dictionaries,
    utcOffsetMs: BEIJING_OFFSET_MS,
    recordsOfHour: recent(HOURS_KEPT, (hourStart) => hourAt(hourStart).records()),
    lanesOfHour: (hourStart) => hourAt(hourStart).lanes(),
    lanesOfDay: (dayStart) => lanesBatch(table, dayAt(dayStarting(dayStart)), dayStart),
    totalsOfDay: (dayStart) => {
      const day = dayStarting(dayStart);
      return totalsBatch(yearAt(yearOf(day)), day, dayStart);
    },
  };
}

function requireMultiple(name: string, time: number, step: number, offset: number): number {
  if ((time - offset) % step === 0) return time;
  const nearest = Math.floor((time - offset) / step) * step + offset;
  throw new RangeError(
    `${name}: expected the start of a Beijing ${step === DAY_MS ? 'day' : 'hour'} such as ${nearest}, got ${time}`,
  );
}

function lanesBatch(table: LaneTable, day: TradeDay, dayStart: number): RecordBatch {
  const batch = createRecordBatch(table.length);
  let row = 0;
  for (let lane = 0; lane < table.length; lane++) {
    const records = day.records[lane]!;
    if (records === 0) continue;
    writeLane(batch, row, table, lane);
    batch.time[row] = dayStart;
    batch.records[row] = records;
    batch.value[row] = day.value[lane]!;
    batch.netKg[row] = day.netKg[lane]!;
    row++;
  }
  batch.length = row;
  return batch;
}

function totalsBatch(year: TradeYear, day: number, dayStart: number): RecordBatch {
  const batch = createRecordBatch(2);
  const i = day - year.firstDay;
  for (const [flow, days] of year.flows.entries()) {
    batch.time[flow] = dayStart;
    batch.flow[flow] = flow;
    batch.records[flow] = days.records[i]!;
    batch.value[flow] = days.value[i]!;
    batch.netKg[flow] = days.netKg[i]!;
  }
  batch.length = 2;
  return batch;
}
