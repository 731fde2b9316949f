import * as v from 'valibot';
import { BUCKETS, type Bucket } from './buckets.js';
import { DIMENSIONS, GROUPINGS, dimensionOf, type Dimension, type Grouping } from './dimensions.js';
import { ProblemError } from './errors.js';
import { LIMITS } from './limits.js';
import { MEASURES, measureDefinition, type Measure } from './measures.js';
import { parseWith } from './validation.js';

const codes = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  v.minLength(1),
  v.maxLength(LIMITS.whereCodes),
);

/**
 * Which figures of a dataset that has been revised: those of now, or those that were known when the playhead was then, each
 * as first published until its revision came out.
 */
export const KNOWN = ['now', 'then'] as const;

export type Known = (typeof KNOWN)[number];

/** What a viewer asks to see, as it travels in `subscribe`. */
export const ViewSchema = v.strictObject({
  timeline: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  measures: v.pipe(v.array(v.picklist(MEASURES)), v.minLength(1), v.maxLength(MEASURES.length)),
  by: v.optional(v.pipe(v.array(v.picklist(GROUPINGS)), v.maxLength(2)), []),
  where: v.optional(
    v.strictObject({
      flow: v.optional(codes),
      partner: v.optional(codes),
      commodity: v.optional(codes),
      port: v.optional(codes),
      mode: v.optional(codes),
      transport: v.optional(codes),
    }),
    {},
  ),
  bucket: v.optional(v.picklist(BUCKETS), '1s'),
  last: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.bucketsPerView)), 60),
  top: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.topGroups))),
  rankBy: v.optional(v.picklist(['value', 'tonnage', 'records'] as const)),
  known: v.optional(v.picklist(KNOWN), 'now'),
});

/** A view as its asker writes it: defaults may be left out. */
export type ViewRequest = v.InferInput<typeof ViewSchema>;

/** A view with every default filled in, its lists sorted and without doubles. */
export interface View {
  readonly timeline: string;
  readonly measures: readonly Measure[];
  readonly by: readonly Grouping[];
  readonly where: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  readonly bucket: Bucket;
  /** How many buckets, the one at the playhead included; always 1 for `all`. */
  readonly last: number;
  /** The largest groups to keep; the rest is folded into `other`. Absent: all groups. */
  readonly top?: number;
  readonly rankBy: 'value' | 'tonnage' | 'records';
  readonly known: Known;
}

/**
 * Reads a view from foreign data.
 * @throws ProblemError `bad-view` naming the field, the value and what is allowed, or `impossible-view`.
 */
export function parseView(input: unknown): View {
  const request = parseWith(ViewSchema, input, 'bad-view');
  const view: View = {
    timeline: request.timeline,
    measures: [...new Set(request.measures)],
    by: request.by,
    where: sortedWhere(request.where),
    bucket: request.bucket,
    last: request.bucket === 'all' ? 1 : request.last,
    ...(request.top === undefined ? {} : { top: request.top }),
    rankBy: request.rankBy ?? 'value',
    known: request.known,
  };
  refuseImpossible(view);
  return view;
}

/** Same for every view that asks for the same cells, whatever the order its author wrote it in. */
export function viewKey(view: View): string {
  return JSON.stringify([
    view.timeline,
    view.measures,
    view.by,
    view.where,
    view.bucket,
    view.last,
    view.top ?? null,
    view.top === undefined ? null : view.rankBy,
    view.known,
  ]);
}

function sortedWhere(where: v.InferOutput<typeof ViewSchema>['where']): View['where'] {
  const sorted: Partial<Record<Dimension, readonly string[]>> = {};
  for (const dimension of DIMENSIONS) {
    const wanted = where[dimension];
    if (wanted !== undefined) sorted[dimension] = [...new Set(wanted)].sort();
  }
  return sorted;
}

function refuseImpossible(view: View): void {
  const dimensions = view.by.map(dimensionOf);
  if (dimensions.length === 2 && dimensions[0] === dimensions[1]) {
    impossible('by', `by: ${dimensions[0]} is given twice; give two different dimensions, or one`);
  }
  const comparing = view.measures.find((measure) => measureDefinition(measure).bothFlows);
  if (comparing !== undefined && dimensions.includes('flow')) {
    impossible(
      'by',
      `by: ${comparing} compares the two flows, so it can't be split by flow; leave flow out of by`,
    );
  }
  if (comparing !== undefined && view.where.flow?.length === 1) {
    impossible('where.flow', `where.flow: ${comparing} compares the two flows; leave where.flow out`);
  }
  refuseUnderivable(view);
  const unknownFlow = view.where.flow?.find((flow) => flow !== 'import' && flow !== 'export');
  if (unknownFlow !== undefined) {
    impossible('where.flow', `where.flow: expected import or export, got ${JSON.stringify(unknownFlow)}`);
  }
  if (view.top !== undefined && !dimensions.some((dimension) => dimension !== 'flow')) {
    impossible(
      'top',
      'top: there are no groups to rank; add partner, commodity, port, mode or transport to by',
    );
  }
}

/** Compare groups with their whole. */
const OF_WHOLE = /Share|Contribution|Concentration/;
/** Need a bucket that has a length, or that years are made of. */
const OF_BUCKET = /PeriodOnPeriod|Annualised|YearToDate/;
const OF_YEAR = /YearToDate/;

/** A measure that no cell of the view could have is refused, rather than blank in all of them. */
function refuseUnderivable({ measures, by, bucket }: View): void {
  const isGrouped = by.some((grouping) => grouping !== 'flow');
  for (const measure of measures) {
    const { derivation = '' } = measureDefinition(measure);
    if (OF_WHOLE.test(derivation) && !isGrouped)
      impossible(
        'by',
        `by: there are no groups for ${measure}; add partner, commodity, port, mode or transport to by`,
      );
    const isOfBucket = OF_BUCKET.test(derivation) || measure === 'tonnageRate';
    if ((bucket === 'all' && isOfBucket) || (bucket === '1w' && OF_YEAR.test(derivation)))
      impossible('bucket', `bucket: there is no ${measure} of "${bucket}"; take another, such as 1mo`);
  }
}

function impossible(field: string, message: string): never {
  throw new ProblemError({ code: 'impossible-view', field, message });
}
