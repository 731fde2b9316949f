import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Bucket } from '../../protocol/buckets.js';
import { measureDefinition, yearOnYearOf, type Measure } from '../../protocol/measures.js';
import { FeedController } from '../feed/feed-controller.js';
import { groupKey } from '../feed/view-data.js';
import { changeColor, formatChange, type RiseColor } from '../format/format-change.js';
import { formatInstant } from '../format/format-instant.js';
import { formatQuantity, joinUnit, type Quantity } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import { ratePerSecond } from './rate-per-second.js';
import { kpiRequest, kpiSparkRequest, WEIGHED } from './kpi-request.js';
import { kpiStyles } from './kpi-styles.js';
import { sparkline, sparkStyles } from './sparkline.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';

const WHOLE = groupKey([]);

/** Above this the figure would read 100 %. */
const NEARLY_ALL = 0.995;

/**
 * One large figure with its unit: of the bucket at the playhead (the year so far, by default), of the last closed
 * bucket, or per second.
 *
 * @element trade-kpi
 * @attr {string} measure - by default the first of value, tonnage, records that is reported
 * @attr {string} bucket - by default `1y`: the year to date; for a rate what suits the clock's speed
 * @attr {boolean} closed - shows the newest bucket that has ended, instead of the one still growing
 * @attr {string} compare - `year` adds the change against the same time a year before, of what has one: value, tonnage, records, their …YearToDate
 * @attr {string} rate - `second` shows the mean per second of event time, over the newest closed buckets
 * @attr {string} spark - a line of closed buckets below: `1d`, `1mo` …; empty: what suits
 * @attr {string} rise - `green` or `red`: the colour of a rise; by default red in Chinese and green elsewhere
 * @attr {string} label - heading; by default the measure and the period
 * @slot - more words for the line below the figure
 * @csspart label - the heading
 * @csspart figure - number and unit
 * @csspart number - the number
 * @csspart unit - its unit
 * @csspart per - `per second`, after the unit of a rate
 * @csspart sub - the line below: the change and the slot
 * @csspart change - the change on year
 * @csspart spark - the line below
 * @csspart coverage - of a tonnage, what share of the value the goods with a known weight are
 */
export class TradeKpi extends ViewElement {
  static override styles = [...ViewElement.styles, sparkStyles, kpiStyles];

  @property({ type: Boolean }) closed = false;
  @property() compare: 'year' | null = null;
  @property() rate: 'second' | null = null;
  @property() rise: RiseColor | null = null;

  /** Bucket of the line below the figure; empty: what suits; null: no line. */
  @property() spark: Bucket | '' | null = null;

  protected override readonly feed = new FeedController(this, (timeline) =>
    kpiRequest(this, timeline, this.measureOf(timeline), this.where),
  );

  readonly #sparkFeed = new FeedController(this, (timeline) =>
    kpiSparkRequest(this, timeline, this.measureOf(timeline), this.where),
  );

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get fullTitle(): string {
    return this.#title();
  }

  protected override get summary(): string {
    const { text } = this.compare === null ? { text: '' } : formatChange(this.#change, this.language);
    return `${[this.#title(), joinUnit(this.#quantity(), this.language), text].join(' ').trim()}.`;
  }

  protected override renderContent(): TemplateResult {
    const { number, unit } = this.#quantity();
    const value = this.#value();
    const blank = value === null ? this.#blankReason() : nothing;
    return html`<div part="base">
      <div class="label" part="label">${this.#title()}</div>
      <div class="figure" part="figure" title=${blank}>
        <span part="number">${number}</span>${
          unit === '' ? nothing : html`<span class="unit" part="unit">${unit}${this.#renderPer()}</span>`
        }
      </div>
      ${this.#renderSpark()}
      <div class="sub" part="sub">${this.#renderChange()}${this.#renderCoverage()}<slot></slot></div>
    </div>`;
  }

  get #measure(): Measure {
    return this.feed.view!.measures[0]!;
  }

  /** Place of the bucket shown. */
  get #place(): number {
    return this.newest(this.closed);
  }

  #cell(measure: Measure): number | null {
    const cell = this.feed.data!.column(WHOLE, measure)?.at(this.#place);
    return cell === undefined || Number.isNaN(cell) ? null : cell;
  }

  #value(): number | null {
    if (this.rate === null) return this.#cell(this.#measure);
    const data = this.feed.data!;
    return ratePerSecond(data, data.column(WHOLE, this.#measure), this.closedUntil);
  }

  /** A number never stands without its unit: a count says what is counted. */
  #quantity(): Quantity {
    const lang = this.language;
    const { kind } = measureDefinition(this.#measure);
    const { number, unit } = formatQuantity(this.#value(), kind, {
      lang,
      currency: this.feed.timeline?.currency ?? null,
      signed: this.#measure === 'balance' || kind === 'ratio',
      rate: this.rate !== null,
    });
    if (kind !== 'count') return { number, unit };
    const counted = message(lang, 'unit.records');
    const separator = lang === 'zh-CN' || unit === '' ? '' : ' ';
    return { number, unit: unit + separator + counted };
  }

  #renderPer(): TemplateResult | typeof nothing {
    if (this.rate === null) return nothing;
    return html`<span part="per">${message(this.language, 'term.perSecond')}</span>`;
  }

  #renderSpark(): TemplateResult | typeof nothing {
    const data = this.#sparkFeed.data;
    const values = data?.column(WHOLE, this.#measure);
    if (this.spark === null || data === null || values === undefined) return nothing;
    const { flow } = data.view.where;
    const look = flow?.length === 1 ? flow[0]! : this.#measure === 'balance' ? 'balance' : '';
    const end = data.closedBuckets(this.closedUntil);
    const name = `${measureName(this.language, this.#measure)} ${message(this.language, `per.${data.view.bucket}`)}`;
    return html`<div class="spark-line" part="spark" role="img" aria-label=${name}>
      ${sparkline(values, end, null, look)}
    </div>`;
  }

  get #change(): number | null {
    const measure = yearOnYearOf(this.#measure);
    return measure === undefined ? null : this.#cell(measure);
  }

  #renderChange(): TemplateResult | typeof nothing {
    if (this.compare === null) return nothing;
    const { text, direction } = formatChange(this.#change, this.language);
    const color = changeColor(direction, this.language, this.rise);
    const blank = direction === 'unknown' ? message(this.language, 'blank.noBase') : nothing;
    return html`<span class="change ${color}" part="change" title=${blank}>${text}</span>
      ${this.#comparedWith()} `;
  }

  /** A tonnage that leaves goods out, for want of a weight, says what share of the value it covers. */
  #renderCoverage(): TemplateResult | typeof nothing {
    if (this.#measure !== 'tonnage' || this.rate !== null) return nothing;
    const share = this.#cell(WEIGHED);
    if (share === null || share >= NEARLY_ALL) return nothing;
    const lang = this.language;
    const { number, unit } = formatQuantity(100 * share, 'percent', { lang, currency: null, digits: 2 });
    const text = message(lang, 'kpi.coversValue', { share: joinUnit({ number, unit }, lang) });
    return html`<span part="coverage">· ${text}</span> `;
  }

  #comparedWith(): string {
    const { data, view } = this.feed;
    const start = data!.times.at(this.#place);
    if (view!.bucket !== '1y' || start === undefined) return message(this.language, 'term.yearOnYear');
    const { offsetMs: utcOffsetMs } = data!;
    // Half a year before the start is in the year before, whatever its length.
    const before = start - 15_768_000_000;
    const year = formatInstant(before, { lang: this.language, utcOffsetMs, precision: 'year' });
    return message(this.language, 'term.onYear', { year });
  }

  #title(): string {
    if (this.label !== null) return this.label;
    const lang = this.language;
    const measure = measureName(lang, this.#measure);
    if (this.rate !== null) return [measure, message(lang, 'per.1s')].join(lang === 'zh-CN' ? '·' : ' ');
    return [measure, this.period(this.#place)].join(lang === 'zh-CN' ? '·' : ', ');
  }

  #blankReason(): string {
    const lang = this.language;
    const measure = measureName(lang, this.#measure);
    return message(lang, 'kpi.blank', { measure, reason: message(lang, 'blank.unknown') });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-kpi': TradeKpi;
  }
}
