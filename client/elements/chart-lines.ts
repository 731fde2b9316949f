import { bucketStart, bucketYearBefore, type Bucket } from '../../protocol/buckets.js';
import type { Measure } from '../../protocol/measures.js';
import type { ViewData } from '../feed/view-data.js';
import { negated, planSeries, type ChartType, type Places, type SeriesPlan } from './chart-series.js';

/** What a chart makes of its view. */
export interface ChartLineOptions {
  readonly type: ChartType;
  readonly measure: Measure;
  readonly places: Places;
  /** Adds each line as it was a year before. */
  readonly compares: boolean;
  /** Sums up from 1 January, of this year only. */
  readonly cumulates: boolean;
  /** Buckets to show; the view may have more, for the year before. */
  readonly last: number;
}

/** The lines of a chart over the buckets that it shows. */
export interface ChartLines {
  readonly times: Float64Array;
  readonly series: readonly SeriesPlan[];
  /** Index of the first bucket shown among those of the view. */
  readonly from: number;
}

/** Buckets of a year, at most; more than a view can hold are left out. */
const PER_YEAR: Partial<Record<Bucket, number>> = {
  '1h': 8_784,
  '1d': 366,
  '1w': 53,
  '1mo': 12,
  '1q': 4,
  '1y': 1,
};

/** How many buckets make a year; undefined where a view can't hold so many. */
export function bucketsPerYear(bucket: Bucket): number | undefined {
  return PER_YEAR[bucket];
}

/** The lines as they are drawn and read. */
export function chartLines(data: ViewData, options: ChartLineOptions): ChartLines {
  const { times, view, offsetMs } = data;
  const { type, measure, places, compares, cumulates } = options;
  const plans = planSeries(data, type, measure, places);
  const summed = cumulates
    ? plans.map((plan) => withRead(plan, cumulated(plan.read, times, offsetMs)))
    : plans;
  const before = compares
    ? summed.filter(({ key }) => key !== 'balance').map((plan) => yearBefore(plan, data))
    : [];
  const from = cumulates
    ? firstOfYear(times, offsetMs)
    : Math.max(0, Math.min(times.length - options.last, times.length - 1));
  const shown = [...summed, ...before].map((plan) => sliced(plan, from, times.length));
  const shaped = type === 'bars' ? shown.map(asBars) : type === 'stacked' ? stacked(shown) : shown;
  return { times: times.subarray(from), series: shaped, from: view.bucket === 'all' ? 0 : from };
}

/** The part of the lines between two instants, with a bucket on either side so that lines reach the edges. */
export function windowOf({ times, series, from }: ChartLines, start: number, end: number): ChartLines {
  let [low, high] = [times.findIndex((time) => time >= start), times.length];
  while (high > 0 && times[high - 1]! > end) high--;
  low = Math.max(0, (low < 0 ? times.length : low) - 1);
  high = Math.min(times.length, Math.max(high + 1, low + 2));
  return {
    times: times.subarray(low, high),
    series: series.map((plan) => sliced(plan, low, high)),
    from: from + low,
  };
}

function withRead(plan: SeriesPlan, read: Float64Array): SeriesPlan {
  return { ...plan, read, values: plan.isBelow ? negated(read) : read };
}

function sliced(plan: SeriesPlan, from: number, to: number): SeriesPlan {
  return {
    ...plan,
    read: plan.read.subarray(from, to),
    values: plan.values.subarray(from, to),
    revised: plan.revised.map((index) => index - from).filter((index) => index >= 0 && index < to - from),
  };
}

/** Sums from each 1 January on. From where one is unknown the sum is, until the next year; so is one that began before the view. */
function cumulated(values: Float64Array, times: Float64Array, offsetMs: number): Float64Array {
  const sums = new Float64Array(values.length);
  let sum = Number.NaN;
  for (let index = 0; index < values.length; index++) {
    const time = times[index]!;
    const year = bucketStart('1y', time, offsetMs);
    if (index === 0 ? time === year : bucketStart('1y', times[index - 1]!, offsetMs) < year) sum = 0;
    sum += values[index]!;
    sums[index] = sum;
  }
  return sums;
}

function firstOfYear(times: Float64Array, offsetMs: number): number {
  const newest = times.at(-1);
  if (newest === undefined) return 0;
  const year = bucketStart('1y', newest, offsetMs);
  return Math.max(
    0,
    times.findIndex((time) => time >= year),
  );
}

/** The same line a year before, thin and dotted, beside the buckets of this one. */
function yearBefore(plan: SeriesPlan, { times, view, offsetMs }: ViewData): SeriesPlan {
  const read = plan.read.map((_, index) => {
    const before = bucketYearBefore(view.bucket, times[index]!, offsetMs);
    const place = before === undefined ? -1 : bucketAt(times, before);
    return times[place] === before ? plan.read[place]! : Number.NaN;
  });
  const look = { dash: [1, 4], width: 1.5, fill: 0, revised: [], isBefore: true };
  return { ...withRead(plan, read), ...look, key: `${plan.key} before` };
}

function asBars(plan: SeriesPlan): SeriesPlan {
  return plan.isBefore ? plan : { ...plan, shape: 'bars', width: 1 };
}

/** Each on those before it; the highest is drawn first, so that each covers what is under it. What is unknown has no top. */
function stacked(plans: readonly SeriesPlan[]): SeriesPlan[] {
  const tops: SeriesPlan[] = [];
  for (const plan of plans.filter(({ isBefore }) => !isBefore)) {
    const below = tops[0]?.values;
    const values = below === undefined ? plan.read : plan.read.map((value, index) => value + below[index]!);
    tops.unshift({ ...plan, values, width: 1.5, dash: [], isParted: true });
  }
  return [...tops, ...plans.filter(({ isBefore }) => isBefore)];
}

/** Index of the last bucket that starts at or before an instant; the first, where all start later. */
export function bucketAt(times: Float64Array, instant: number): number {
  let [low, high] = [0, times.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= instant) low = middle + 1;
    else high = middle - 1;
  }
  return Math.max(0, high);
}
