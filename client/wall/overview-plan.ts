import type { Bucket } from '../../protocol/buckets.js';
import type { Dimension, Grouping } from '../../protocol/dimensions.js';
import type { Frequency, TimelineInfo } from '../../protocol/timeline-info.js';

/** A measure that is summed, and so can be drawn per period and ranked. */
export type SumMeasure = 'value' | 'tonnage' | 'records';

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

export function planOverview(info: TimelineInfo): OverviewPlan {
  const [bucket, last] = WINDOWS[info.frequency];
  const hasFlow = info.dimensions.includes('flow');
  const reported = (['value', 'tonnage'] as const).filter((measure) => info.measures.includes(measure));
  const measures: SumMeasure[] = reported.length > 0 ? [...reported] : ['records'];
  return {
    bucket,
    last,
    mainMeasure: measures[0]!,
    measures,
    hasFlow,
    kpis: kpiTiles(reported, hasFlow, info.frequency),
    charts: measures,
    ranking: RANKED.find(([dimension]) => info.dimensions.includes(dimension))?.[1] ?? null,
  };
}

/** Four tiles where the data can fill them; data of one measure shows its two flows instead of the other measure. */
function kpiTiles(
  reported: readonly ('value' | 'tonnage')[],
  hasFlow: boolean,
  frequency: Frequency,
): KpiTile[] {
  const pace: KpiTile = frequency === 'instant' ? 'now' : 'latest';
  const balance: KpiTile[] = hasFlow && reported.includes('value') ? ['balance'] : [];
  const flows: KpiTile[] =
    hasFlow && reported.length === 1 && balance.length === 0 ? ['exports', 'imports'] : [];
  return [...reported, ...flows, pace, ...balance];
}
