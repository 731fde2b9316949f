import { BUCKETS, type Bucket } from '../../protocol/buckets.js';
import { MEASURES, sumOf, yearOnYearOf, type Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { automaticBucket, bucketOfLength } from './automatic-bucket.js';
import { oneOf } from './one-of.js';
import { refused } from './refused.js';

/** Of the value, how much belongs to goods whose weight is known. */
export const WEIGHED: Measure = 'weightShare';

/** Closed buckets that a rate is taken over: a minute of seconds, a week of days. */
const RATE_BUCKETS: Partial<Record<Bucket, number>> = { '1s': 60, '10s': 6, '1m': 10, '1d': 7 };
const USUAL_RATE_BUCKETS = 6;

/** A line below a figure is of days where those are known: a quarter of them, or as many periods. */
const SPARK_BUCKET_SECONDS = 86_400;
const SPARK_BUCKETS = 90;

/** The attributes of a figure that decide what it asks for, as its author wrote them. */
interface KpiAttributes {
  readonly bucket: Bucket | null;
  readonly closed: boolean;
  readonly compare: string | null;
  readonly rate: string | null;
  readonly rise: string | null;
  readonly spark: Bucket | '' | null;
}

type Where = NonNullable<ViewRequest['where']>;

/** The view that a figure asks for. @throws ProblemError naming the attribute, its value and what is allowed */
export function kpiRequest(
  kpi: KpiAttributes,
  timeline: TimelineInfo,
  measure: Measure,
  where: Where,
): Omit<ViewRequest, 'timeline'> {
  const { rate, closed } = kpi;
  checkWords(kpi, measure);
  const change = changeOf(kpi, measure);
  const coverage = measure === 'tonnage' && timeline.measures.includes('value') ? [WEIGHED] : [];
  const bucket = kpi.bucket ?? (rate === null ? '1y' : automaticBucket(timeline));
  return {
    measures: [measure, ...(change === undefined ? [] : [change]), ...coverage],
    where,
    bucket,
    last: rate === null ? (closed ? 2 : 1) : 1 + (RATE_BUCKETS[bucket] ?? USUAL_RATE_BUCKETS),
  };
}

/** The view of the line below a figure; null where there is none. */
export function kpiSparkRequest(
  { spark }: KpiAttributes,
  { frequency }: TimelineInfo,
  measure: Measure,
  where: Where,
): Omit<ViewRequest, 'timeline'> | null {
  if (spark === null) return null;
  const bucket = spark === '' ? bucketOfLength(frequency, SPARK_BUCKET_SECONDS) : spark;
  return { measures: [measure], where, bucket, last: SPARK_BUCKETS };
}

/** A ratio per second would be nothing. */
function checkWords({ rise, rate, spark }: KpiAttributes, measure: Measure): void {
  oneOf('measure', measure, MEASURES);
  if (rise !== null) oneOf('rise', rise, ['green', 'red']);
  if (spark) oneOf('spark', spark, BUCKETS);
  if (rate === null) return;
  oneOf('rate', rate, ['second']);
  if (sumOf(measure) !== measure)
    throw refused(`rate: ${measure} is no sum; use measure value, tonnage or records`);
}

/** The ratio of two ratios would be none of sums, a rate covers no year, and before all years there is none. */
function changeOf({ compare, rate, bucket }: KpiAttributes, measure: Measure): Measure | undefined {
  if (compare === null) return undefined;
  oneOf('compare', compare, ['year']);
  const change = yearOnYearOf(measure);
  if (change !== undefined && rate === null && bucket !== 'all') return change;
  const what = change === undefined ? measure : rate === null ? 'bucket all' : 'a rate';
  throw refused(`compare: there is no year on year of ${what}; leave out compare, or take another`);
}
