import { property } from 'lit/decorators.js';
import type { Bucket } from '../../protocol/buckets.js';
import type { Grouping } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { formatPeriod } from '../format/format-period.js';
import type { Figures } from '../tables/figures.js';
import { codeName } from './code-name.js';
import { FilteredElement } from './filtered-element.js';

/**
 * An element that shows one view. Values are checked when the view is asked for, so that a wrong one is named in place.
 *
 * @attr {string} measure - `value`, `tonnage`, `records`, `balance`, `coverage`, `unitValue` …; by default the first that is reported
 * @attr {string} bucket - `1s` to `1y`, or `all`
 * @attr {string} label - heading; by default the measure and its period
 */
export abstract class ViewElement extends FilteredElement {
  @property() measure: Measure | null = null;
  @property() bucket: Bucket | null = null;
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
