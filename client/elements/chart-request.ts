import type { Bucket } from '../../protocol/buckets.js';
import { GROUPINGS, type Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, sumOf, type Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { automaticBucket, automaticLast } from './automatic-bucket.js';
import { bucketsPerYear } from './chart-lines.js';
import { CHART_TYPES } from './chart-series.js';
import { oneOf } from './one-of.js';
import { refused } from './refused.js';

/** Lines that can be told apart; the rest is folded into one. */
const DEFAULT_TOP = 5;

/** The attributes of a chart that decide what it asks for, as its author wrote them. */
export interface ChartAttributes {
  readonly type: string;
  readonly by: string | null;
  readonly bucket: Bucket | null;
  readonly last: number | null;
  readonly top: number | null;
  readonly compare: string | null;
  readonly cumulate: string | null;
  readonly openBucket: string;
  readonly zoom: string;
}

/** The view that a chart asks for. @throws ProblemError naming the attribute, its value and what is allowed */
export function chartRequest(
  chart: ChartAttributes,
  timeline: TimelineInfo,
  measure: Measure,
  where: NonNullable<ViewRequest['where']>,
): Omit<ViewRequest, 'timeline'> {
  checkWords(chart, measure);
  const by = chart.type === 'mirrored' ? mirroredBy(chart.by, timeline) : groupingOf(chart.by);
  const bucket = chart.bucket ?? automaticBucket(timeline);
  if (bucket === 'all') throw refused('bucket: a chart needs several buckets; expected 1s to 1y, got "all"');
  return {
    measures: [measure],
    by: by === null ? [] : [by],
    where,
    bucket,
    last: bucketsAskedFor(chart, bucket),
    ...(by === null || by === 'flow' ? {} : { top: chart.top ?? DEFAULT_TOP, rankBy: sumOf(measure) }),
  };
}

/** Sums of a ratio would be nothing. */
function checkWords({ type, openBucket, zoom, compare, cumulate }: ChartAttributes, measure: Measure): void {
  oneOf('type', type, CHART_TYPES);
  oneOf('open-bucket', openBucket, ['show', 'hide']);
  oneOf('zoom', zoom, ['on', 'off']);
  if (compare !== null) oneOf('compare', compare, ['year']);
  if (cumulate === null) return;
  oneOf('cumulate', cumulate, ['year']);
  if (!MEASURES_SUMMED.has(measureDefinition(measure)?.kind))
    throw refused(`cumulate: ${measure} can't be summed up; expected a measure such as value or tonnage`);
}

const MEASURES_SUMMED: ReadonlySet<string> = new Set(['money', 'mass', 'count']);

/** With the year before, where that is wanted. */
function bucketsAskedFor({ last, compare, cumulate }: ChartAttributes, bucket: Bucket): number {
  const shown = last ?? automaticLast(bucket);
  if (compare === null && cumulate === null) return shown;
  const year = bucketsPerYear(bucket);
  if (year === undefined)
    throw refused(`compare, cumulate: a view can't hold a year of ${bucket}; expected bucket 1h to 1y`);
  return (cumulate === null ? shown : year) + (compare === null ? 0 : year);
}

function mirroredBy(by: string | null, timeline: TimelineInfo): Grouping {
  if (by !== null && by !== '' && by !== 'flow')
    throw refused(
      `by: mirrored sets exports against imports, got ${JSON.stringify(by)}; leave out by, or use type line`,
    );
  if (timeline.dimensions.includes('flow')) return 'flow';
  throw refused(
    `type: mirrored needs exports and imports, which ${timeline.name} does not tell apart; use line or area`,
  );
}

function groupingOf(by: string | null): Grouping | null {
  return by === null || by === '' ? null : oneOf('by', by, GROUPINGS);
}
