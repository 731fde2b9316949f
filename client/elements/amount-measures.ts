import {
  measureDefinition,
  MEASURES,
  sumOf,
  type Measure,
  type SummedMeasure,
} from '../../protocol/measures.js';

/**
 * Measures of amounts that add up, so that an area, a ribbon, an arc or a part of a bar can stand for each: sums, those of the
 * year to date or of twelve months, and rates. What compares the flows can't be told apart by them, and may be below nothing.
 */
export const AMOUNT_MEASURES = MEASURES.filter((measure) => {
  const { kind, bothFlows } = measureDefinition(measure);
  return bothFlows === undefined && ['money', 'mass', 'massRate', 'count'].includes(kind);
});

/** The sum by which the largest groups of such a measure are chosen. */
export function rankingSum(measure: Measure): SummedMeasure {
  return sumOf(measure) ?? 'tonnage';
}
