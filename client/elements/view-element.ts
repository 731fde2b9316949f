import { property } from 'lit/decorators.js';
import type { Bucket } from '../../protocol/buckets.js';
import type { Grouping } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { formatPeriod } from '../format/format-period.js';
import type { Figures } from '../tables/figures.js';
import { codeName } from './code-name.js';
import { whereOf } from './filter-attributes.js';
import { FigureElement } from './figure-element.js';

/**
 * An element that shows one view. Its filters take one code or several, comma-separated; `commodity` matches by prefix.
 * Values are checked when the view is asked for, so that a wrong one is named in place.
 *
 * @attr {string} measure - `value`, `tonnage`, `records`, `balance`, `coverage`, `unitValue` …; by default the first that is reported
 * @attr {string} bucket - `1s` to `1y`, or `all`
 * @attr {string} flow - a filter: `export` or `import`
 * @attr {string} partner - a filter: ISO 3166 codes of three letters, comma-separated
 * @attr {string} commodity - a filter: HS codes of any length, comma-separated
 * @attr {string} port - a filter: UN/LOCODEs or the ports' codes in the source, comma-separated
 * @attr {string} mode - a filter: codes of trade modes, comma-separated
 * @attr {string} transport - a filter: `sea`, `air`, `road`, `rail` …, comma-separated
 * @attr {string} label - heading; by default the measure and its period
 */
export abstract class ViewElement extends FigureElement {
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

  /** Of nothing, too, it has to be said what there is none of. */
  protected override get heading(): string | null {
    return this.label ?? (this.state === 'empty' ? this.fullTitle : null);
  }

  /** Its heading in full once there are figures, with the period where it has one. */
  protected abstract get fullTitle(): string;

  protected measureOf(timeline: TimelineInfo): Measure {
    if (this.measure !== null) return this.measure;
    const sums = ['value', 'tonnage', 'records'] as const;
    return sums.find((measure) => timeline.measures.includes(measure)) ?? 'records';
  }

  /** What the element filters itself goes before what its source does. */
  protected get where(): NonNullable<ViewRequest['where']> {
    return { ...this.feed.source.where, ...whereOf(this) };
  }

  override get figures(): Figures | null {
    const { data, timeline, known } = this.feed;
    if (data === null || timeline === null) return null;
    return { title: this.fullTitle, timeline, known, views: [data], nameOf: this.nameOf };
  }

  /** Instant up to which buckets are closed, epoch ms. */
  protected get closedUntil(): number {
    const { time, watermark } = this.feed.timeline!.clock;
    return Math.min(time, watermark);
  }

  /** Place of the newest bucket, or of the newest that has ended, counted from the end. */
  protected newest(isClosed: boolean): number {
    const data = this.feed.data!;
    return isClosed ? data.closedBuckets(this.closedUntil) - data.times.length - 1 : -1;
  }

  /** The bucket at a place in the reader's words. */
  protected period(place: number): string {
    const { view, times, offsetMs: utcOffsetMs } = this.feed.data!;
    return formatPeriod(view.bucket, times.at(place) ?? null, { lang: this.language, utcOffsetMs });
  }

  /** A group of its view in the reader's words. */
  protected readonly nameOf = (code: string | null, grouping: Grouping): string => {
    const { connection, timeline } = this.feed;
    return codeName(code, grouping, {
      feed: connection!.url,
      timeline: connection!.baseOf(timeline!.name),
      lang: this.language,
      onLoaded: this.onLoaded,
    });
  };

  /** Looks again when something has come over HTTP; the same for every request, so that it is kept once. */
  protected readonly onLoaded = (): void => this.requestUpdate();
}
