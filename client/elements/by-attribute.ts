import { dimensionOf, GROUPINGS, type Grouping } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { oneOf } from './one-of.js';

/** Groupings that a picture of groups can take, finest news first. */
const USUAL: readonly Grouping[] = ['partner', 'commodity:2', 'port', 'mode', 'transport'];

/** The groupings that an attribute names, separated by spaces or commas. @throws ProblemError on an unknown one */
export function groupingsOf(by: string | null): Grouping[] {
  const words = (by ?? '').split(/[\s,]+/).filter((word) => word !== '');
  return words.map((word) => oneOf<Grouping>('by', word, GROUPINGS));
}

/** The first of those preferred, else of the usual ones, that a timeline's records are broken down by. */
export function usualGroupings(
  timeline: TimelineInfo,
  preferred: readonly Grouping[],
  count: number,
): Grouping[] {
  const known = [...preferred, ...USUAL].filter((grouping) =>
    timeline.dimensions.includes(dimensionOf(grouping)),
  );
  const different = known.filter(
    (grouping, place) => known.findIndex((other) => dimensionOf(other) === dimensionOf(grouping)) === place,
  );
  return different.slice(0, count);
}
