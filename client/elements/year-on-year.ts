import { measureDefinition, MEASURES, type Measure } from '../../protocol/measures.js';

/** The measure that is the change on year of this one; undefined where there is none. */
export function yearOnYearOf(measure: Measure): Measure | undefined {
  return MEASURES.find((candidate) => measureDefinition(candidate).yearOnYearOf === measure);
}
