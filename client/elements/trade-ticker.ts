import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { FLOWS, type Dimension, type Flow, type Grouping } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { formatTimeOfDay } from '../format/format-instant.js';
import { formatPeriod } from '../format/format-period.js';
import { formatQuantity, joinUnit, quantityText } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import type { Figures } from '../tables/figures.js';
import { automaticBucket } from './automatic-bucket.js';
import { oneOf } from './one-of.js';
import { tickerRows, type TickerRow } from './ticker-rows.js';
import { tickerStyles } from './ticker-styles.js';
import { ViewElement } from './view-element.js';
import { wholeNumber } from './whole-number.js';

const DEFAULT_ROWS = 8;

/** Groups asked for: at the simulation's own speed a minute has fewer; of more, the largest are the news. */
const MOST_GROUPS = 200;

/** Buckets looked back over for rows, more where nothing moves for a while. */
const LOOK_BACK = 30;

/** What is told of a movement, as far as it is reported. */
const SHOWN = ['value', 'tonnage'] as const;

/** What a movement is told apart by, the two finest of what is reported. */
const BROKEN_DOWN: readonly (readonly [Dimension, Grouping])[] = [
  ['partner', 'partner'],
  ['commodity', 'commodity:2'],
  ['port', 'port'],
  ['mode', 'mode'],
  ['transport', 'transport'],
];

/**
 * The latest movements: what was traded in each of the newest closed buckets, by partner and chapter, newest first. At one
 * second a bucket that mostly is a single record each; how many records a line sums up is on it, and what a line is stands
 * over them.
 *
 * @element trade-ticker
 * @attr {number} rows - how many lines, by default 8
 * @attr {string} measure - `value` or `tonnage` alone; by default both, as far as they are reported
 * @attr {string} bucket - what a line covers, by default what can be watched at the clock's speed, down to a second
 * @attr {string} label - heading
 * @csspart label - the heading
 * @csspart pause - the button that holds the lines, and lets them go on
 * @csspart row - a line
 */
export class TradeTicker extends ViewElement {
  static override styles = [...ViewElement.styles, tickerStyles];

  @property({ type: Number }) rows: number | null = null;

  @state() private held: readonly TickerRow[] | null = null;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline, 'export'));
  readonly #imports = new FeedController(this, (timeline) =>
    timeline.flows.length < 2 ? null : this.#choose(timeline, 'import'),
  );

  protected override get hasContent(): boolean {
    return this.feed.data !== null || this.#imports.data !== null;
  }

  override get figures(): Figures | null {
    const figures = super.figures;
    const imports = this.#imports.data;
    return figures === null || imports === null
      ? figures
      : { ...figures, views: [...figures.views, imports] };
  }

  #choose(timeline: TimelineInfo, flow: Flow): Omit<ViewRequest, 'timeline'> | null {
    if (this.rows !== null) wholeNumber('rows', this.rows);
    if (this.measure !== null) oneOf('measure', this.measure, SHOWN);
    const wanted = this.where.flow;
    for (const word of wanted ?? []) oneOf('flow', word, FLOWS);
    if (timeline.flows.length === 2 && wanted !== undefined && !wanted.includes(flow)) return null;
    const where = timeline.flows.length === 2 ? { ...this.where, flow: [flow] } : this.where;
    const by = BROKEN_DOWN.filter(([dimension]) => timeline.dimensions.includes(dimension));
    const shown = this.measure === null ? SHOWN : SHOWN.filter((measure) => measure === this.measure);
    const reported = shown.filter((measure) => timeline.measures.includes(measure));
    const measures: Measure[] = [...reported, 'records'];
    return {
      measures,
      by: by.slice(0, 2).map(([, grouping]) => grouping),
      where,
      bucket: this.bucket ?? automaticBucket(timeline),
      last: LOOK_BACK,
      ...(by.length === 0 ? {} : { top: MOST_GROUPS, rankBy: reported[0] ?? 'records' }),
    };
  }

  protected override renderContent(): TemplateResult {
    const rows = this.held ?? this.#newest();
    const { title, basis } = this.#heading();
    return html`<div class="ticker" part="base">
      <div class="head">
        <div class="label" part="label">${title} <span class="basis">${basis}</span></div>
        <button type="button" part="pause" aria-pressed=${this.held !== null} @click=${this.#toggle}>
          ${message(this.language, this.held === null ? 'ticker.hold' : 'ticker.goOn')}
        </button>
      </div>
      ${
        rows.length === 0
          ? html`<p class="notice" part="notice">${message(this.language, 'term.noRecordsYet')}</p>`
          : html`<ol>
              ${repeat(
                rows,
                ({ key }) => key,
                (row) => this.#renderRow(row),
              )}
            </ol>`
      }
    </div>`;
  }

  #renderRow(row: TickerRow): TemplateResult {
    const more = row.records > 1 ? html`<span class="more"> · ${this.#countOf(row)}</span>` : nothing;
    return html`<li part="row">
      <span class="time">${this.#timeOf(row.start)}</span>
      ${row.flow === null ? html`<span></span>` : html`<span class="flow ${row.flow}">${this.#flowOf(row.flow)}</span>`}
      <span class="what">${this.#namesOf(row)}${more}</span>
      <span class="amount">${this.#amountsOf(row)}</span>
    </li>`;
  }

  /** An arrow out of the country or into it, beside the word, so that colour is not the only sign. */
  #flowOf(flow: Flow): string {
    const name = message(this.language, `flow.${flow}`);
    return flow === 'export' ? `↗ ${name}` : `↙ ${name}`;
  }

  #namesOf({ codes }: TickerRow): string {
    const { by } = this.#view;
    return codes.map((code, place) => this.nameOf(code, by[place]!)).join(' · ');
  }

  #amountsOf({ value, tonnage }: TickerRow): string {
    const options = { lang: this.language, currency: this.feed.timeline!.currency, digits: 3 };
    const amounts = [
      value === null ? '' : quantityText(value, 'money', options),
      tonnage === null ? '' : quantityText(tonnage, 'mass', options),
    ];
    return amounts.filter((text) => text !== '').join(' · ');
  }

  #countOf({ records }: TickerRow): string {
    const lang = this.language;
    const { number } = formatQuantity(records, 'count', { lang, currency: null, compact: false });
    return joinUnit({ number, unit: message(lang, 'unit.records') }, lang);
  }

  #timeOf(start: number): string {
    const { bucket } = this.#view;
    const utcOffsetMs = this.#offsetMs;
    if (bucket.endsWith('s')) return formatTimeOfDay(start, utcOffsetMs, 'second');
    if (bucket.endsWith('m') || bucket === '1h') return formatTimeOfDay(start, utcOffsetMs, 'minute');
    return formatPeriod(bucket, start, { lang: this.language, utcOffsetMs });
  }

  get #view() {
    return (this.feed.view ?? this.#imports.view)!;
  }

  get #offsetMs(): number {
    return (this.feed.data ?? this.#imports.data)!.offsetMs;
  }

  #newest(): TickerRow[] {
    const { flows } = this.feed.timeline!;
    const only = flows.length === 2 ? 'export' : (flows[0] ?? null);
    const views = [
      ...(this.feed.data === null ? [] : [{ flow: only, data: this.feed.data }]),
      ...(this.#imports.data === null ? [] : [{ flow: 'import' as const, data: this.#imports.data }]),
    ];
    return tickerRows(views, this.closedUntil, this.rows ?? DEFAULT_ROWS);
  }

  #heading(): { title: string; basis: string } {
    const lang = this.language;
    const { bucket, by } = this.#view;
    const names = by.map((grouping) => message(lang, `by.${grouping.split(':')[0] as Dimension}`));
    const per = message(lang, `per.${bucket}`);
    const basis = message(lang, 'ticker.basis', { per, names: names.join(lang === 'zh-CN' ? '、' : ', ') });
    return { title: this.label ?? message(lang, 'ticker.title'), basis };
  }

  protected override get fullTitle(): string {
    const { title, basis } = this.#heading();
    return `${title}, ${basis}`;
  }

  protected override get summary(): string {
    const row = this.#newest()[0];
    if (row === undefined) return '';
    const flow = row.flow === null ? '' : message(this.language, `flow.${row.flow}`);
    return `${[this.#timeOf(row.start), flow, this.#namesOf(row), this.#amountsOf(row)].join(' ')}.`;
  }

  readonly #toggle = (): void => {
    this.held = this.held === null ? this.#newest() : null;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-ticker': TradeTicker;
  }
}
