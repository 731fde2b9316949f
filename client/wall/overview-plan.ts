import { shiftBucket, type Bucket } from '../../protocol/buckets.js';
import type { Dimension, Grouping } from '../../protocol/dimensions.js';
import { utcOffsetMs, type Frequency, type TimelineInfo } from '../../protocol/timeline-info.js';

/** A measure that is summed, and so can be drawn per period and ranked. */
export type SumMeasure = 'value' | 'tonnage' | 'records';

/** What is ranked, by what, and how many rows of it. */
export interface WallRanking {
  readonly by: Grouping;
  readonly measure: SumMeasure;
  readonly top: number;
}

/** One tile of the top row; `now` is the rate per second, `latest` the last closed period of data by period. */
export type KpiTile = 'value' | 'tonnage' | 'exports' | 'imports' | 'now' | 'latest' | 'balance';

/** What the overview shows of a timeline: only what its records report. */
export interface OverviewPlan {
  /** Width of the charts' buckets, and how many of them. */
  readonly bucket: Bucket;
  readonly last: number;
  /** What most tiles are about. */
  readonly mainMeasure: SumMeasure;
  /** All that the records report, main one first. */
  readonly measures: readonly SumMeasure[];
  /** Whether there are imports and exports to tell apart. */
  readonly hasFlow: boolean;
  readonly kpis: readonly KpiTile[];
  readonly charts: readonly SumMeasure[];
  readonly ranking: Grouping | null;
}

/**
 * Twelve months, by day where days are known. Data by month gets 36, in which a season is seen to come back; wider
 * periods get as many as stay apart on a screen.
 */
const WINDOWS: Record<Frequency, readonly [Bucket, number]> = {
  instant: ['1d', 365],
  day: ['1d', 365],
  month: ['1mo', 36],
  quarter: ['1q', 20],
  year: ['1y', 20],
  mixed: ['1mo', 36],
};

/** What is ranked, best first: the question of who comes before that of what. */
const RANKED: readonly (readonly [Dimension, Grouping])[] = [
  ['partner', 'partner'],
  ['port', 'port'],
  ['commodity', 'commodity:2'],
  ['mode', 'mode'],
  ['transport', 'transport'],
];

/** Groups in a ranking: as many rows as can be read from four metres. */
const RANKED_GROUPS = 10;

export function planOverview(info: TimelineInfo): OverviewPlan {
  const [bucket, longest] = WINDOWS[info.frequency];
  const hasFlow = info.flows.length === 2;
  const reported = (['value', 'tonnage'] as const).filter((measure) => info.measures.includes(measure));
  const measures: SumMeasure[] = reported.length > 0 ? [...reported] : ['records'];
  return {
    bucket,
    last: windowLength(bucket, longest, info),
    mainMeasure: measures[0]!,
    measures,
    hasFlow,
    kpis: kpiTiles(reported, hasFlow, info.frequency),
    charts: measures,
    ranking: RANKED.find(([dimension]) => info.dimensions.includes(dimension))?.[1] ?? null,
  };
}

/** What it ranks; null where the records are broken down by nothing. */
export function overviewRanking({ ranking, mainMeasure }: OverviewPlan): WallRanking | null {
  return ranking === null ? null : { by: ranking, measure: mainMeasure, top: RANKED_GROUPS };
}

/**
 * The full window once the timeline is that long; a third or two before, so that a replay at its start is not drawn in a
 * corner of an empty chart, and the chart asks anew only twice.
 */
function windowLength(bucket: Bucket, longest: number, { from, clock, utcOffset }: TimelineInfo): number {
  const isWithin = (thirds: number): boolean =>
    shiftBucket(bucket, clock.time, -thirdsOf(longest, thirds), utcOffsetMs(utcOffset)) < from;
  return thirdsOf(longest, [1, 2].find(isWithin) ?? 3);
}

function thirdsOf(longest: number, thirds: number): number {
  return Math.ceil((longest * thirds) / 3);
}

/** Four tiles where the data can fill them; data of one measure shows its two flows instead of the other measure. */
function kpiTiles(
  reported: readonly ('value' | 'tonnage')[],
  hasFlow: boolean,
  frequency: Frequency,
): KpiTile[] {
  // Of data by year the newest year is what the first tiles show already.
  const showsYear = frequency === 'year' && reported.length > 0;
  const pace: KpiTile[] = frequency === 'instant' ? ['now'] : showsYear ? [] : ['latest'];
  const balance: KpiTile[] = hasFlow && reported.includes('value') ? ['balance'] : [];
  const flows: KpiTile[] =
    hasFlow && reported.length === 1 && balance.length === 0 ? ['exports', 'imports'] : [];
  return [...reported, ...flows, ...pace, ...balance];
}
