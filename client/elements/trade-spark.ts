import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { groupKey } from '../feed/view-data.js';
import { quantityText } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import { automaticBucket, automaticLast } from './automatic-bucket.js';
import { chartSummary } from './chart-summary.js';
import { PointCursor } from './point-cursor.js';
import { lastKnown, pointNear, sparkline, sparkStyles } from './sparkline.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';

const WHOLE = groupKey([]);

/**
 * A line as small as a word, of closed buckets, from its lowest value to its highest. Arrow keys, a mouse and
 * a finger go through its points.
 *
 * @element trade-spark
 * @attr {string} measure - by default the first of value, tonnage, records that is reported
 * @attr {string} bucket - `1s` to `1y`; by default what can be watched at the clock's speed
 * @attr {number} last - how many buckets
 * @attr {boolean} figure - also shows the newest value in figures
 * @attr {string} label - what it is, for those who don't see it; by default the measure and the bucket
 * @csspart line - where the line is
 * @csspart number - the newest value in figures
 * @csspart readout - the point under the cursor, above the line
 * @cssprop --trade-spark-width - of the line, by default 7em
 */
export class TradeSpark extends ViewElement {
  static override styles = [
    ...ViewElement.styles,
    sparkStyles,
    css`
      :host {
        display: inline-block;
        vertical-align: middle;
      }
      :host(:state(noted)) {
        display: inline-flex;
        flex-flow: row wrap;
        align-items: center;
        gap: 0.5em;
      }
      .provenance {
        margin: 0;
      }
      .base {
        position: relative;
        display: flex;
        align-items: center;
        gap: 0.6em;
        white-space: nowrap;
        padding-inline-end: var(--_age-room, 0);
      }
      .box {
        inline-size: var(--trade-spark-width, 7em);
        block-size: 1.6em;
        touch-action: pan-y;
      }
      .box:focus-visible {
        outline: 2px solid var(--_text);
        outline-offset: 2px;
      }
      /* Out of the line of words, which would jump for it. */
      .readout {
        position: absolute;
        bottom: 100%;
        background: var(--_surface);
      }
    `,
  ];

  @property({ type: Number }) last: number | null = null;
  @property({ type: Boolean }) figure = false;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));
  readonly #cursor = new PointCursor(this, () => this.#closed, 'last');

  protected override get isWord(): boolean {
    return true;
  }

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    const bucket = this.bucket ?? automaticBucket(timeline);
    return {
      measures: [this.measureOf(timeline)],
      where: this.where,
      bucket,
      last: bucket === 'all' ? 1 : (this.last ?? automaticLast(bucket)),
    };
  }

  protected override renderContent(): TemplateResult {
    const { flow } = this.feed.view!.where;
    const look = flow?.length === 1 ? flow[0]! : this.#measure === 'balance' ? 'balance' : '';
    const { index } = this.#cursor;
    const point = this.#pointText();
    return html`<div class="base" part="base">
      <div
        class="box"
        part="line"
        role="img"
        tabindex="0"
        aria-label=${this.summary}
        @keydown=${this.#cursor.onKey}
        @blur=${this.#cursor.clear}
        @pointermove=${this.#onPointer}
        @pointerdown=${this.#onPointer}
        @pointerleave=${this.#cursor.onLeave}
      >
        ${sparkline(this.#values, this.#closed, index, look)}
      </div>
      ${this.figure ? html`<span part="number">${this.#text(lastKnown(this.#values, this.#closed))}</span>` : nothing}
      ${index === null ? nothing : html`<span class="readout" part="readout">${point}</span>`}
      ${this.#cursor.renderSpoken(point)}
    </div>`;
  }

  get #measure(): Measure {
    return this.feed.view!.measures[0]!;
  }

  get #values(): Float64Array {
    return this.feed.data!.column(WHOLE, this.#measure) ?? new Float64Array();
  }

  get #closed(): number {
    return this.feed.data?.closedBuckets(this.closedUntil) ?? 0;
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const { left, width } = (event.currentTarget as Element).getBoundingClientRect();
    this.#cursor.point(pointNear((event.clientX - left) / width, this.#closed));
  };

  #text(index: number): string {
    return this.#format(this.#values[index] ?? Number.NaN);
  }

  readonly #format = (value: number): string => {
    const currency = this.feed.timeline?.currency ?? null;
    const { kind } = measureDefinition(this.#measure);
    return quantityText(value, kind, { lang: this.language, currency });
  };

  #pointText(): string {
    const { index } = this.#cursor;
    return index === null || this.feed.data === null ? '' : `${this.period(index)}: ${this.#text(index)}`;
  }

  protected override get fullTitle(): string {
    const lang = this.language;
    const per = message(lang, `per.${this.feed.view!.bucket}`);
    const measure = measureName(lang, this.#measure);
    return this.label ?? (lang === 'zh-CN' ? per + measure : `${measure} ${per}`);
  }

  protected override get summary(): string {
    const lines = [{ name: this.fullTitle, values: this.#values }];
    return chartSummary('', lines, this.#closed, this.#format, this.language);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-spark': TradeSpark;
  }
}
