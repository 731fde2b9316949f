import { robustScale, trimmedMean } from './robust.js';

/** Nothing is steadier than this: a hundredth is within what declarations are corrected by. */
const LEAST_SCALE = 0.01;

/** How far a unit strays from what is usual, in logarithms. */
export interface Deviation {
  /** Name of the event whose day it is. */
  readonly event: string | undefined;
  /** Of the fit, from 0. */
  readonly year: number;
  readonly deviation: number;
}

/**
 * How far what is judged together strays, the trimmed mean of a week's days or the unit itself, in normal standard deviations
 * of its logarithm: ships come in whole, so it strays farther up than down.
 */
export interface SpanScales {
  readonly above: number;
  readonly below: number;
  /** By name of an event, how many times as far as plain spans those of its days stray; at least 1. */
  readonly widths: ReadonlyMap<string, number>;
}

/** Of a day of an event, or of none. */
export function widthOf({ widths }: SpanScales, event: string | undefined): number {
  return event === undefined ? 1 : (widths.get(event) ?? 1);
}

interface Span {
  readonly mean: number;
  /** Of its last unit. */
  readonly year: number;
  /** Whose days most of its units are. */
  readonly event: string | undefined;
}

/** What a series strayed in all spans of the years that are known. */
export class StraySpans {
  /** In order of time. */
  readonly all: readonly Span[];
  /** Of plain units alone, as if there were no events between them. */
  readonly #plain: readonly Span[];

  constructor(deviations: readonly Deviation[], length: number) {
    this.all = spansOf(deviations, length);
    this.#plain = spansOf(
      deviations.filter(({ event }) => event === undefined),
      length,
    );
  }

  /**
   * Of each side as if the other was like it.
   * @param without year to leave out
   */
  scales(without?: number): SpanScales {
    const plain = this.#plain.filter(({ year }) => year !== without);
    const [above, below] = [1, -1].map((sign) => {
      const side = plain.filter(({ mean }) => mean * sign > 0);
      return Math.max(LEAST_SCALE, robustScale(Float64Array.from(side, ({ mean }) => mean)) || 0);
    }) as [number, number];
    return { above, below, widths: this.#widths({ above, below }, without) };
  }

  /**
   * An event is known by few years, and what is wrong with the one day is wrong with the next: no mean makes it less. So it is
   * measured of whole spans.
   */
  #widths(plain: { above: number; below: number }, without?: number): ReadonlyMap<string, number> {
    const strays = new Map<string, number[]>();
    for (const { event, mean, year } of this.all) {
      if (event === undefined || year === without) continue;
      const found = strays.get(event) ?? [];
      strays.set(event, found);
      found.push(mean / (mean > 0 ? plain.above : plain.below));
    }
    return new Map([...strays].map(([event, z]) => [event, Math.max(1, robustScale(Float64Array.from(z)))]));
  }
}

function spansOf(deviations: readonly Deviation[], length: number): Span[] {
  const all = Float64Array.from(deviations, ({ deviation }) => deviation);
  return Array.from({ length: Math.max(0, all.length - length + 1) }, (_, i) => ({
    mean: trimmedMean(all, i, i + length),
    year: deviations[i + length - 1]!.year,
    event: eventOf(deviations, i, length),
  }));
}

function eventOf(deviations: readonly Deviation[], from: number, length: number): string | undefined {
  const { event } = deviations[from + (length >> 1)]!;
  if (event === undefined) return undefined;
  let own = 0;
  for (let i = from; i < from + length; i++) if (deviations[i]!.event === event) own++;
  return 2 * own > length ? event : undefined;
}
