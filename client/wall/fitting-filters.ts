import { DIMENSIONS, type Dimension } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { WallConfig } from './wall-config.js';

/** Of the filters wanted, those by what the timeline tells apart: by anything else nothing would be left to show. */
export function fittingFilters(where: WallConfig['where'], info: TimelineInfo): WallConfig['where'] {
  const fitting = DIMENSIONS.filter((dimension) => fits(dimension, where, info));
  return Object.fromEntries(fitting.map((dimension) => [dimension, where[dimension]]));
}

/** Filters that are wanted and would leave nothing. */
export function unmetFilters(where: WallConfig['where'], info: TimelineInfo): readonly Dimension[] {
  const wanted = DIMENSIONS.filter((dimension) => where[dimension] !== undefined);
  return wanted.filter((dimension) => !fits(dimension, where, info));
}

/** Records of one flow alone are not told apart by it, and can still be asked for. */
function fits(
  dimension: Dimension,
  where: WallConfig['where'],
  { dimensions, flows }: TimelineInfo,
): boolean {
  const codes = where[dimension];
  if (codes === undefined) return false;
  const isOnly = dimension === 'flow' && codes.every((code) => flows.some((flow) => flow === code));
  return isOnly || dimensions.includes(dimension);
}
