import { GROUPINGS, type Grouping } from '../../protocol/dimensions.js';
import { MEASURES, SUMMED_MEASURES, sumOf, yearOnYearOf, type Measure } from '../../protocol/measures.js';
import type { Bucket } from '../../protocol/buckets.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { oneOf } from './one-of.js';
import { refused } from './refused.js';

const DEFAULT_TOP = 10;

/** What each group has of its own; a concentration is that of all of them. */
const RANKED = MEASURES.filter((measure) => !measure.endsWith('Concentration'));

/** The attributes of a ranking that decide what it asks for, as its author wrote them. */
interface RankAttributes {
  readonly by: Grouping;
  readonly bucket: Bucket | null;
  readonly top: number | null;
  readonly rest: string;
  readonly movers: boolean;
  readonly rise: string | null;
}

type Where = NonNullable<ViewRequest['where']>;

/** How many rows there are at most, beside the folded rest. */
export function rankCount({ top }: Pick<RankAttributes, 'top'>): number {
  return top ?? DEFAULT_TOP;
}

/** The change of the sum behind a measure, whichever way the groups are looked at. */
export function rankChange(measure: Measure): Measure | undefined {
  return yearOnYearOf(sumOf(measure) ?? measure);
}

/** The view that a ranking asks for. @throws ProblemError naming the attribute, its value and what is allowed */
export function rankRequest(
  rank: RankAttributes,
  asked: Measure,
  where: Where,
): Omit<ViewRequest, 'timeline'> {
  const { by, movers } = rank;
  checkWords(rank);
  const measure = oneOf('measure', asked, movers ? SUMMED_MEASURES : RANKED);
  const sum = sumOf(measure);
  const change = rankChange(measure);
  return {
    measures: change === undefined ? [measure] : [measure, change],
    by: [by],
    where,
    bucket: rank.bucket ?? '1y',
    last: 1,
    ...(!movers && { top: rankCount(rank), ...(sum === undefined ? {} : { rankBy: sum }) }),
  };
}

/** The same by flow, for a bar of each; null where there is none. */
export function rankFlowsRequest(
  rank: RankAttributes,
  { dimensions }: TimelineInfo,
  measure: Measure,
  where: Where,
): Omit<ViewRequest, 'timeline'> | null {
  if (rank.movers || sumOf(measure) !== measure || !dimensions.includes('flow')) return null;
  const request = rankRequest(rank, measure, where);
  return { ...request, measures: [measure], by: [rank.by, 'flow'] };
}

function checkWords({ by, rise, rest }: RankAttributes): void {
  if (oneOf('by', by, GROUPINGS) === 'flow')
    throw refused('by: two flows are no ranking; expected partner, commodity:2, port …');
  if (rise !== null) oneOf('rise', rise, ['green', 'red']);
  oneOf('rest', rest, ['show', 'hide']);
}
