import { measureDefinition, type Measure, type PlainMeasure } from '../../protocol/measures.js';
import type { Lang } from './lang.js';
import { message } from './message.js';

/** A measure in words: `Value`, `Value, year on year`, `金额同比`. */
export function measureName(lang: Lang, measure: Measure): string {
  const { of, derivation } = measureDefinition(measure);
  if (of !== undefined && derivation !== undefined)
    return message(lang, `derivation.${derivation}`, { sum: message(lang, `measure.${of}`) });
  return message(lang, `measure.${measure as PlainMeasure}`);
}
