import { measureDefinition, type Measure } from '../../protocol/measures.js';
import { yRange, type YRange } from '../charts/y-range.js';
import { axisFormatter, columnFormatter } from '../format/axis-formatter.js';
import type { Lang } from '../locales/lang.js';

export interface ScaleContext {
  readonly measure: Measure;
  readonly lang: Lang;
  readonly currency: string | null;
}

/** The vertical scale of a chart: a range that keeps still while it can, and the unit that suits it. */
export class ChartScale {
  #range: YRange | undefined;
  #measure: Measure | undefined;
  #largest = 0;

  get range(): YRange {
    return this.#range ?? { min: 0, max: 1 };
  }

  /** Makes room for these lines; another measure is another scale. */
  fit(lines: readonly { readonly values: Float64Array }[], measure: Measure): void {
    let [low, high] = startsAtZero(measure) ? [0, 0] : [Infinity, -Infinity];
    for (const { values } of lines) {
      // Thousands of values at each tick: an iterator would take three times as long.
      for (let index = 0; index < values.length; index++) {
        const value = values[index]!;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    this.#range = yRange(low, high, measure === this.#measure ? this.#range : undefined);
    this.#measure = measure;
    this.#largest = Math.max(Math.abs(low), Math.abs(high));
  }

  /** Written over the axis once instead of at each tick. */
  unit({ measure, lang, currency }: ScaleContext): string {
    return axisFormatter(measureDefinition(measure).kind, this.#unitReach, lang, currency).unit;
  }

  /** A tick, with as few decimals as it needs. */
  tick(value: number, { measure, lang, currency }: ScaleContext): string {
    return axisFormatter(measureDefinition(measure).kind, this.#unitReach, lang, currency).format(value);
  }

  /** A figure in the axis' unit, with the same decimals whatever its value: as many as suit the largest one. */
  figure(value: number, context: ScaleContext): string {
    const { measure, lang, currency } = context;
    const { kind } = measureDefinition(measure);
    const bySize = columnFormatter(kind, this.#largest, lang, currency);
    // Where the figures would have another unit than the axis, the axis decides.
    const isSameUnit = bySize.unit === this.unit(context);
    return (isSameUnit ? bySize : columnFormatter(kind, this.#unitReach, lang, currency)).format(value);
  }

  /** What the unit is chosen by: one that the axis fills twice, or bands of it would be told as 0.04. */
  get #unitReach(): number {
    return Math.max(Math.abs(this.range.min), Math.abs(this.range.max)) / 2;
  }
}

/** Sums are seen against nothing; a ratio that hovers around 140 % would be a flat line there. */
function startsAtZero(measure: Measure): boolean {
  return ['money', 'mass', 'count'].includes(measureDefinition(measure).kind);
}
