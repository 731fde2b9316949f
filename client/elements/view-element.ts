import { property } from 'lit/decorators.js';
import type { Bucket } from '../../protocol/buckets.js';
import { ProblemError } from '../../protocol/errors.js';
import type { Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { whereOf } from './filter-attributes.js';
import { TradeElement } from './trade-element.js';

/**
 * An element that shows one view. Its filters take one code or several, comma-separated; `commodity` matches by prefix.
 * Values are checked when the view is asked for, so that a wrong one is named in place.
 */
export abstract class ViewElement extends TradeElement {
  /** `value`, `tonnage`, `records`, `balance`, `coverage`, `unitValue` …; by default the first that is reported. */
  @property() measure: Measure | null = null;

  /** `1s` to `1y`, or `all`. */
  @property() bucket: Bucket | null = null;

  /** `export` or `import`. */
  @property() flow: string | null = null;

  /** ISO 3166 codes of three letters. */
  @property() partner: string | null = null;

  /** HS codes of any length. */
  @property() commodity: string | null = null;

  /** UN/LOCODE or the port's code in the source. */
  @property() port: string | null = null;

  /** Codes of trade modes. */
  @property() mode: string | null = null;

  /** `sea`, `air`, `road`, `rail` … */
  @property() transport: string | null = null;

  /** Heading; by default the measure and its period. */
  @property() label: string | null = null;

  protected override get heading(): string | null {
    return this.label;
  }

  protected measureOf(timeline: TimelineInfo): Measure {
    if (this.measure !== null) return this.measure;
    const sums = ['value', 'tonnage', 'records'] as const;
    return sums.find((measure) => timeline.measures.includes(measure)) ?? 'records';
  }

  /** What the element filters itself goes before what its source does. */
  protected get where(): NonNullable<ViewRequest['where']> {
    return { ...this.feed.source.where, ...whereOf(this) };
  }
}

/** One of the words that an attribute allows. */
export function oneOf<T extends string>(attribute: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const message = `${attribute}: expected one of ${allowed.join(', ')}, got ${JSON.stringify(value)}`;
  throw new ProblemError({ code: 'bad-view', field: attribute, message });
}
