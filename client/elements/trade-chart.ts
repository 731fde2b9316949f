import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { GROUPINGS, type Grouping } from '../../protocol/dimensions.js';
import { ProblemError } from '../../protocol/errors.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import type { ChartMark, ChartModel } from '../charts/chart-model.js';
import type { ImageContent } from '../charts/export-image.js';
import { timeAxis } from '../charts/time-axis.js';
import { UplotController, type PlotHost } from '../charts/uplot-controller.js';
import { uplotStyles } from '../charts/uplot-styles.js';
import { chapterTitle, chaptersOf } from '../feed/chapters.js';
import { FeedController } from '../feed/feed-controller.js';
import type { Still, StillRequest } from '../feed/still.js';
import type { ViewData } from '../feed/view-data.js';
import { UNKNOWN } from '../format/number.js';
import { formatPeriod } from '../format/format-period.js';
import { asOfText, moneyText, sourceText } from '../format/provenance.js';
import { message } from '../locales/message.js';
import { automaticBucket, automaticLast } from './automatic-bucket.js';
import { ChartScale, type ScaleContext } from './chart-scale.js';
import { CHART_TYPES, planSeries, type ChartType, type Places, type SeriesPlan } from './chart-series.js';
import type { FrameOptions } from './chart-frames.js';
import { chartStyles } from './chart-styles.js';
import { chartSummary } from './chart-summary.js';
import { chartSeries, readTheme, type ElementTheme } from './chart-theme.js';
import { KIND_COLORS } from './kind-colors.js';
import { legendItem } from './legend-item.js';
import { saveButton } from './save-picture.js';
import { oneOf } from './one-of.js';
import { ViewElement } from './view-element.js';

/** Lines that can be told apart; the rest is folded into one. */
const DEFAULT_TOP = 5;

/** Versions of the data after which the summary is written anew, if no bucket closes before: five seconds of ticks. */
const SUMMARY_VERSIONS = 20;

/**
 * A live line, area or mirrored chart of one measure over time. The open bucket, still growing, is a dot on a pale stem,
 * apart from the line.
 *
 * @element trade-chart
 * @attr {string} type - `line` (default), `area`, or `mirrored`: exports above, imports below, balance as a thin line
 * @attr {string} measure - by default the first of value, tonnage, records that is reported
 * @attr {string} by - what to split by: flow, partner, commodity:2, port, mode, transport; `mirrored` splits by flow
 * @attr {string} bucket - `1s` to `1y`; by default what can be watched at the clock's speed
 * @attr {number} last - how many buckets
 * @attr {number} top - how many groups to keep, by default 5; the rest is folded into one
 * @attr {string} flow - a filter, as are partner, commodity, port, mode and transport: a comma-separated list
 * @attr {string} label - heading; by default the measure and the bucket
 * @attr {string} open-bucket - `show` (default) or `hide`
 * @attr {boolean} chapters - marks expos, holidays and policy dates of the server's calendar
 * @attr {boolean} save - a button that saves the chart as it stands as a picture, with badge, unit and source on it
 * @attr {string} source - id of a trade-source; or src and timeline, for a chart that stands alone
 * @csspart header - heading, unit and legend
 * @csspart label - the heading
 * @csspart legend - names, line samples and the newest closed values, or those under the cursor
 * @csspart save - the button that saves a picture
 * @csspart plot - where the lines are
 * @csspart notice - the text in place of a chart that can't be shown
 * @csspart age - how old figures are that are not current
 * @cssprop --trade-color-export - also import, balance, text, muted, grid, line, surface, series1 … series6
 * @cssprop --trade-font - font family
 */
export class TradeChart extends ViewElement implements PlotHost {
  static override styles = [...ViewElement.styles, uplotStyles, chartStyles];

  @property() type: ChartType = 'line';
  @property() by: Grouping | '' | null = null;
  @property({ type: Number }) last: number | null = null;
  @property({ type: Number }) top: number | null = null;
  @property({ attribute: 'open-bucket' }) openBucket: 'show' | 'hide' = 'show';

  /** Marks what the server's calendar has of the time shown: expos, holidays, policy dates. */
  @property({ type: Boolean }) chapters = false;

  /** Has a button that saves a picture of it. */
  @property({ type: Boolean }) save = false;

  /** What happened when, drawn over the time axis. */
  @property({ attribute: false }) marks: readonly ChartMark[] = [];

  @query('.plot') readonly plotArea!: HTMLElement | null;

  @state() private cursorIndex: number | null = null;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));
  readonly #plot = new UplotController(this);
  readonly #scale = new ChartScale();
  readonly #places: Places = new Map();
  #series: readonly SeriesPlan[] = [];
  #closedBuckets = 0;
  #theme: ElementTheme | null = null;
  #summary = { key: '', text: '' };

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  onCursor(index: number | null): void {
    this.cursorIndex = index;
  }

  onResize(): void {
    this.#theme = null;
    this.requestUpdate();
  }

  /**
   * The chart as it stands, as a PNG that says what its figures are: heading and unit, legend, badge, as of when, in
   * which currency and valuation, from where.
   * @throws Error where nothing is drawn yet
   */
  override async toPng(): Promise<Blob> {
    const content = await this.imageContent();
    if (content.plot === null) throw nothingDrawn();
    const { exportImage } = await import('../charts/export-image.js');
    return exportImage(content);
  }

  /**
   * The chart at one instant after the other, as PNGs of one size for a video; it goes on showing the clock's meanwhile.
   * @throws ProblemError naming the option, the value and what is allowed
   */
  async *frames(options: FrameOptions): AsyncGenerator<Blob> {
    const { chartFrames } = await import('./chart-frames.js');
    yield* chartFrames(this, options);
  }

  /** What it asks its server for; null while it shows nothing. */
  get request(): StillRequest | null {
    const { connection, timeline, view } = this.feed;
    if (connection === null || timeline === null || view === null || !this.hasContent) return null;
    return { url: connection.url, view, timeline: connection.baseOf(timeline.name) };
  }

  /** Shows another instant than the clock's, or, with null, the clock's again. */
  async hold(still: Still | null): Promise<void> {
    this.feed.hold(still);
    await this.updateComplete;
  }

  /**
   * All that an image of it has on it.
   * @throws Error where nothing was drawn yet
   */
  async imageContent(): Promise<ImageContent> {
    const plot = await this.#plot.picture();
    const { timeline } = this.feed;
    const theme = this.#theme;
    if (timeline === null || theme === null) throw nothingDrawn();
    const lang = this.language;
    return {
      title: this.#title + this.#unit,
      legend: this.#series.map((plan) => ({
        ...chartSeries(plan, theme),
        text: [this.#nameOf(plan), this.#shownFigure(plan)].filter((text) => text !== '').join(' '),
      })),
      badge: {
        text: message(lang, `kind.${timeline.kind}`),
        color: theme.colors[KIND_COLORS[timeline.kind]],
      },
      plot,
      blank: message(lang, 'term.noData'),
      footer: [asOfText, moneyText, sourceText].map((textOf) => textOf(timeline, lang, this.feed.known)),
      theme: { ...theme, text: theme.colors.text, surface: theme.colors.surface },
    };
  }

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    const type = oneOf('type', this.type, CHART_TYPES);
    oneOf('open-bucket', this.openBucket, ['show', 'hide']);
    const by = type === 'mirrored' ? mirroredBy(timeline) : groupingOf(this.by);
    const bucket = this.bucket ?? automaticBucket(timeline);
    if (bucket === 'all')
      throw refused('bucket: a chart needs several buckets; expected 1s to 1y, got "all"');
    return {
      measures: [this.measureOf(timeline)],
      by: by === null ? [] : [by],
      where: this.where,
      bucket,
      last: this.last ?? automaticLast(bucket),
      ...(by === null || by === 'flow' ? {} : { top: this.top ?? DEFAULT_TOP }),
    };
  }

  protected override willUpdate(): void {
    const { data, timeline } = this.feed;
    if (data === null || timeline === null) return;
    this.#series = planSeries(data, this.type, this.#measure, this.#places);
    this.#closedBuckets = data.closedBuckets(Math.min(timeline.clock.time, timeline.clock.watermark));
    this.#scale.fit(this.#series, this.#measure);
  }

  protected override renderContent(): TemplateResult {
    const data = this.feed.data!;
    return html`<figure part="base">
      <figcaption part="header">
        <span class="label" part="label">${this.#title}<span class="unit">${this.#unit}</span></span>
        <ul part="legend">
          ${this.#series.map((series) => legendItem(series, this.#nameOf(series), this.#shownFigure(series)))}
          ${this.#series.some(({ revised }) => revised.length > 0) ? html`<li>◇ ${message(this.language, 'term.revised')}</li>` : nothing}
        </ul>
        <span class="period">${this.#cursorPeriod(data)}</span>
        ${this.save ? saveButton(this.language, () => void this.#savePicture()) : nothing}
      </figcaption>
      <div
        class="plot"
        part="plot"
        role="img"
        tabindex="0"
        aria-label=${this.#describe(data)}
        @keydown=${this.#onKey}
        @blur=${this.#onBlur}
      ></div>
      <span class="probe" @transitionrun=${this.#onTheme}></span>
    </figure>`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const { data } = this.feed;
    this.#plot.show(data === null || this.plotArea === null ? null : this.#model(data));
  }

  protected override get fullTitle(): string {
    return this.#title;
  }

  protected override get summary(): string {
    return this.feed.data === null ? '' : this.#describe(this.feed.data);
  }

  #model(data: ViewData): ChartModel {
    const { offsetMs } = data;
    const lang = this.language;
    const theme = (this.#theme ??= readTheme(this.renderRoot as ShadowRoot, this.plotArea!));
    return {
      times: data.times,
      series: this.#series.map((plan) => chartSeries(plan, theme)),
      closedBuckets: this.#closedBuckets,
      showsOpen: this.openBucket === 'show',
      marks: [...this.marks, ...this.#chapterMarks()],
      theme,
      yRange: this.#scale.range,
      yLabel: (value) => this.#scale.tick(this.type === 'mirrored' ? Math.abs(value) : value, this.#context),
      timeAxis: (from, to, minimumMs) =>
        timeAxis(from, to, minimumMs, { bucket: data.view.bucket, offsetMs, lang }),
    };
  }

  /** Up to the playhead: what is to come is no news of what is shown. */
  #chapterMarks(): ChartMark[] {
    const { connection, timeline } = this.feed;
    if (!this.chapters || connection === null || timeline === null) return [];
    const chapters = chaptersOf(connection.url, connection.baseOf(timeline.name), this.onLoaded);
    return chapters
      .filter(({ from }) => from <= timeline.clock.time)
      .map((chapter) => ({
        time: chapter.from,
        end: chapter.to,
        label: chapterTitle(chapter, this.language),
      }));
  }

  get #measure(): Measure {
    return this.feed.view!.measures[0]!;
  }

  get #context(): ScaleContext {
    const { timeline } = this.feed;
    return { measure: this.#measure, lang: this.language, currency: timeline?.currency ?? null };
  }

  get #title(): string {
    const lang = this.language;
    const per = message(lang, `per.${this.feed.view!.bucket}`);
    const measure = message(lang, `measure.${this.#measure}`);
    return this.label ?? (lang === 'zh-CN' ? per + measure : `${measure} ${per}`);
  }

  get #unit(): string {
    const unit = this.#scale.unit(this.#context);
    if (unit === '') return '';
    return this.language === 'zh-CN' ? `（${unit}）` : `, ${unit}`;
  }

  /** A flow of money says how it is valued, for exports and imports mostly are not valued alike. */
  #nameOf({ name }: SeriesPlan): string {
    const lang = this.language;
    if (name === 'balance') return message(lang, 'measure.balance').toLowerCase();
    if (name === 'total') return '';
    const { timeline, view } = this.feed;
    const text = this.nameOf(name, view!.by[0] ?? 'flow');
    if (measureDefinition(this.#measure).kind !== 'money' || (name !== 'export' && name !== 'import'))
      return text;
    const valuation = timeline?.valuation[name];
    return valuation ? `${text} ${valuation}` : text;
  }

  #shownFigure({ values, isBelow }: SeriesPlan): string {
    const value = values[this.cursorIndex ?? Math.max(0, this.#closedBuckets - 1)] ?? Number.NaN;
    return Number.isNaN(value) ? UNKNOWN : this.#scale.figure(isBelow ? -value : value, this.#context);
  }

  #cursorPeriod({ times, view, offsetMs }: ViewData): string {
    const start = this.cursorIndex === null ? undefined : times[this.cursorIndex];
    if (start === undefined) return '';
    return formatPeriod(view.bucket, start, { lang: this.language, utcOffsetMs: offsetMs });
  }

  #describe(data: ViewData): string {
    const newest = data.times[this.#closedBuckets - 1];
    const title = this.#title + this.#unit;
    const key = [title, newest, Math.floor(data.version / SUMMARY_VERSIONS)].join(' ');
    if (key === this.#summary.key) return this.#summary.text;
    const lines = this.#series.map((series) => ({
      name: this.#nameOf(series) || title,
      values: series.isBelow ? series.values.map((value) => -value) : series.values,
    }));
    const format = (value: number) => this.#scale.figure(value, this.#context);
    this.#summary = { key, text: chartSummary(title, lines, this.#closedBuckets, format, this.language) };
    return this.#summary.text;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
    const step = steps[event.key];
    if (event.key === 'Escape') return this.#plot.hideCursor();
    if (step === undefined) return;
    event.preventDefault();
    this.#plot.moveCursor(step);
  };

  async #savePicture(): Promise<void> {
    const timeline = this.feed.timeline!;
    const picture = await this.toPng();
    const { download } = await import('./download.js');
    const asOf = asOfText(timeline, this.language, this.feed.known);
    download(picture, [this.#title, timeline.title, asOf].join(' · '), 'png');
  }

  readonly #onBlur = (): void => this.#plot.hideCursor();

  readonly #onTheme = (): void => {
    this.#theme = null;
    this.requestUpdate();
  };
}

function nothingDrawn(): Error {
  return new Error('trade-chart: nothing is drawn yet; export it once it shows figures');
}

function mirroredBy(timeline: TimelineInfo): Grouping {
  if (timeline.dimensions.includes('flow')) return 'flow';
  throw refused(
    `type: mirrored needs exports and imports, which ${timeline.name} does not tell apart; use line or area`,
  );
}

function groupingOf(by: string | null): Grouping | null {
  return by === null || by === '' ? null : oneOf('by', by, GROUPINGS);
}

function refused(text: string): ProblemError {
  return new ProblemError({ code: 'impossible-view', message: text });
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-chart': TradeChart;
  }
}
