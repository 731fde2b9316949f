import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, type Measure } from '../../protocol/measures.js';
import type { ChartMark, ChartModel } from '../charts/chart-model.js';
import type { ImageContent } from '../charts/export-image.js';
import { UplotController, type PlotHost } from '../charts/uplot-controller.js';
import { chapterTitle, chaptersOf } from '../feed/chapters.js';
import { FeedController } from '../feed/feed-controller.js';
import type { Still, StillRequest } from '../feed/still.js';
import type { ViewData } from '../feed/view-data.js';
import { UNKNOWN } from '../format/number.js';
import { formatPeriod } from '../format/format-period.js';
import { asOfText, moneyText, sourceText } from '../format/provenance.js';
import { message } from '../locales/message.js';
import { automaticLast } from './automatic-bucket.js';
import { ChartScale, type ScaleContext } from './chart-scale.js';
import { bucketAt, chartLines, windowOf, type ChartLines } from './chart-lines.js';
import type { ChartType, Places, SeriesPlan } from './chart-series.js';
import type { FrameOptions } from './chart-frames.js';
import { chartRequest } from './chart-request.js';
import { chartStyles } from './chart-styles.js';
import { chartSummary } from './chart-summary.js';
import { chartSeries, readTheme, type ElementTheme } from './chart-theme.js';
import type { ChartZoom, TimeWindow } from './chart-zoom.js';
import { joinCursors, moveCursors } from './cursor-sync.js';
import { KIND_COLORS } from './kind-colors.js';
import { legendItem } from './legend-item.js';
import { saveButton } from './save-picture.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';

/** Lines a year before that have a name and a figure each in the legend. */
const BEFORE_NAMED = 2;

/** Versions of the data after which the summary is written anew, if no bucket closes before: five seconds of ticks. */
const SUMMARY_VERSIONS = 20;

/**
 * A live chart of one measure over time: lines, areas, stacks, bars or mirrored flows. The open bucket, still growing, is a
 * dot on a pale stem,
 * apart from the line.
 *
 * @element trade-chart
 * @attr {string} type - `line` (default), `area`, `stacked`, `bars`, or `mirrored`: exports above, imports below, balance as a thin line
 * @attr {string} measure - by default the first of value, tonnage, records that is reported
 * @attr {string} by - what to split by: flow, partner, commodity:2, port, mode, transport; `mirrored` splits by flow
 * @attr {string} bucket - `1s` to `1y`; by default what can be watched at the clock's speed
 * @attr {number} last - how many buckets
 * @attr {number} top - how many groups to keep, by default 5; the rest is folded into one
 * @attr {string} label - heading; by default the measure and the bucket
 * @attr {string} compare - `year` adds each line as it was a year before, thin and dotted
 * @attr {string} cumulate - `year` sums up from 1 January, of this year only
 * @attr {string} sync - a name: the cursors of all charts of this name go together
 * @attr {string} zoom - `off` leaves zooming and panning away
 * @attr {string} open-bucket - `show` (default) or `hide`
 * @attr {boolean} chapters - marks expos, holidays and policy dates of the server's calendar
 * @attr {boolean} save - a button that saves the chart as it stands as a picture, with badge, unit and source on it
 * @event {CustomEvent<{window: TimeWindow | null}>} trade-zoom - another part of the time is shown; null: all, going on with the clock
 * @csspart header - heading, unit and legend
 * @csspart label - the heading
 * @csspart legend - names, line samples and the newest closed values, or those under the cursor
 * @csspart save - the button that saves a picture
 * @csspart live - the button that leads back to all that there is, going on with the clock
 * @csspart plot - where the lines are
 */
export class TradeChart extends ViewElement implements PlotHost {
  static override styles = [...ViewElement.styles, chartStyles];

  @property() type: ChartType = 'line';
  @property() by: Grouping | '' | null = null;
  @property({ type: Number }) last: number | null = null;
  @property({ type: Number }) top: number | null = null;
  @property() compare: 'year' | null = null;
  @property() cumulate: 'year' | null = null;

  /** Name of the charts whose cursors go together. */
  @property() sync: string | null = null;
  @property() zoom: 'on' | 'off' = 'on';
  @property({ attribute: 'open-bucket' }) openBucket: 'show' | 'hide' = 'show';

  /** Marks what the server's calendar has of the time shown: expos, holidays, policy dates. */
  @property({ type: Boolean }) chapters = false;

  /** Has a button that saves a picture of it. */
  @property({ type: Boolean }) save = false;

  /** What happened when, drawn over the time axis. */
  @property({ attribute: false }) marks: readonly ChartMark[] = [];

  @query('.plot') readonly plotArea!: HTMLElement | null;

  @state() private cursorIndex: number | null = null;

  /** Part of the time that is shown; null: all, going on with the clock. */
  @state() zoomed: TimeWindow | null = null;

  protected override readonly feed = new FeedController(this, (timeline) =>
    chartRequest(this, timeline, this.measureOf(timeline), this.where),
  );
  readonly #plot = new UplotController(this);
  readonly #scale = new ChartScale();
  readonly #places: Places = new Map();
  #lines: ChartLines = { times: new Float64Array(), series: [], from: 0 };
  #extent: TimeWindow | null = null;
  #closedBuckets = 0;
  #zoom: ChartZoom | null = null;
  #isSpoken = false;
  #isFollowing = false;
  #leaveSync = (): void => {};
  #theme: ElementTheme | null = null;
  #summary = { key: '', text: '' };

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  onCursor(index: number | null): void {
    if (index === this.cursorIndex) return;
    this.cursorIndex = index;
    if (this.sync !== null && !this.#isFollowing)
      moveCursors(this.sync, this, index === null ? null : (this.#lines.times[index] ?? null));
  }

  /** Puts the cursor where that of another chart is. */
  followCursor(time: number | null): void {
    this.#isFollowing = true;
    this.#isSpoken = false;
    if (time === null) this.#plot.hideCursor();
    else this.#plot.placeCursor(bucketAt(this.#lines.times, time));
    this.#isFollowing = false;
  }

  /** All the time that could be shown, epoch ms. */
  get extent(): TimeWindow | null {
    return this.#extent;
  }

  /** Shows a part of the time, which stays while data comes; null: all, going on with the clock. */
  zoomTo(window: TimeWindow | null): void {
    if (window === this.zoomed) return;
    this.zoomed = window;
    const detail = { window };
    this.dispatchEvent(new CustomEvent('trade-zoom', { detail, bubbles: true, composed: true }));
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
      legend: this.#lines.series.map((plan) => ({
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

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('sync')) this.#joinSync();
    const { data, timeline } = this.feed;
    if (data === null || timeline === null) return;
    const lines = chartLines(data, {
      type: this.type,
      measure: this.#measure,
      places: this.#places,
      compares: this.compare !== null,
      cumulates: this.cumulate !== null,
      last: this.last ?? automaticLast(data.view.bucket),
    });
    const { times } = lines;
    this.#extent = times.length < 2 ? null : { from: times[0]!, to: times.at(-1)! };
    this.#lines = this.zoomed === null ? lines : this.#zoomedLines(lines, this.zoomed);
    const closed = data.closedBuckets(Math.min(timeline.clock.time, timeline.clock.watermark));
    this.#closedBuckets = Math.min(this.#lines.times.length, Math.max(0, closed - this.#lines.from));
    this.#scale.fit(this.#lines.series, this.#measure);
  }

  /** A part stays where it is while data comes, until it has left all that there is on the left. */
  #zoomedLines(lines: ChartLines, { from, to }: TimeWindow): ChartLines {
    const extent = this.#extent;
    if (extent === null || to - from >= extent.to - extent.from) return lines;
    const shift = Math.max(0, extent.from - from) - Math.max(0, to - extent.to);
    return windowOf(lines, from + shift, to + shift);
  }

  #joinSync(): void {
    this.#leaveSync();
    this.#leaveSync = this.sync === null ? (): void => {} : joinCursors(this.sync, this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#joinSync();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaveSync();
  }

  protected override renderContent(): TemplateResult {
    const data = this.feed.data!;
    return html`<figure part="base">
      <figcaption part="header">
        <span class="label" part="label">${this.#title}<span class="unit">${this.#unit}</span></span>
        ${this.#renderLegend()}
        <span class="period">${this.#cursorPeriod(data)}</span>
        ${this.zoomed === null ? nothing : this.#renderBack()}
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
        @focus=${this.#onApproach}
        @pointerenter=${this.#onApproach}
        @pointermove=${this.#onPointer}
      ></div>
      <p class="said" aria-live="polite">${this.#spoken(data)}</p>
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
      times: this.#lines.times,
      series: this.#lines.series.map((plan) => chartSeries(plan, theme)),
      closedBuckets: this.#closedBuckets,
      showsOpen: this.openBucket === 'show',
      marks: [...this.marks, ...this.#chapterMarks()],
      edgeMs: this.#edgeMs,
      theme,
      yRange: this.#scale.range,
      yLabel: (value) => this.#scale.tick(this.type === 'mirrored' ? Math.abs(value) : value, this.#context),
      calendar: { bucket: data.view.bucket, offsetMs, lang },
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

  /** Of many lines a year before only the sign is explained, or the names would leave no room for the lines. */
  #renderLegend(): TemplateResult {
    const { series } = this.#lines;
    const before = series.filter(({ isBefore }) => isBefore);
    const isTold = before.length <= BEFORE_NAMED;
    const [first] = before;
    const name = message(this.language, 'chart.yearBefore', { name: '' }).trim();
    return html`<ul part="legend">
      ${series
        .filter(({ isBefore }) => isTold || !isBefore)
        .map((plan) => legendItem(plan, this.#nameOf(plan), this.#shownFigure(plan)))}
      ${isTold || first === undefined ? nothing : legendItem({ ...first, color: 'muted' }, name, '')}
      ${series.some(({ revised }) => revised.length > 0) ? html`<li>◇ ${message(this.language, 'term.revised')}</li>` : nothing}
    </ul>`;
  }

  /** Bars need half their width at either end. */
  get #edgeMs(): number {
    const { times } = this.#lines;
    return this.type === 'bars' && times.length > 1
      ? (times.at(-1)! - times[0]!) / (times.length - 1) / 2
      : 0;
  }

  #renderBack(): TemplateResult {
    return html`<button class="back" part="live" type="button" @click=${() => this.zoomTo(null)}>
      ${message(this.language, 'chart.backToLive')}
    </button>`;
  }

  /** What a key came to: the period and each line's figure. */
  #spoken(data: ViewData): string {
    if (!this.#isSpoken || this.cursorIndex === null) return '';
    const figures = this.#lines.series.map((plan) =>
      `${this.#nameOf(plan)} ${this.#shownFigure(plan)}`.trim(),
    );
    const unit = this.#scale.unit(this.#context);
    return `${this.#cursorPeriod(data)}: ${figures.join(', ')} ${unit}`.trim();
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
    const measure = measureName(lang, this.#measure);
    if (this.label !== null) return this.label;
    const title = lang === 'zh-CN' ? per + measure : `${measure} ${per}`;
    return this.cumulate === null ? title : message(lang, 'chart.cumulated', { title });
  }

  get #unit(): string {
    const unit = this.#scale.unit(this.#context);
    if (unit === '') return '';
    return this.language === 'zh-CN' ? `（${unit}）` : `, ${unit}`;
  }

  /** A flow of money says how it is valued, for exports and imports mostly are not valued alike. */
  #nameOf(plan: SeriesPlan): string {
    const name = this.#ownNameOf(plan);
    return plan.isBefore ? message(this.language, 'chart.yearBefore', { name }).trim() : name;
  }

  #ownNameOf({ name }: SeriesPlan): string {
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

  #shownFigure({ read }: SeriesPlan): string {
    const value = read[this.cursorIndex ?? Math.max(0, this.#closedBuckets - 1)] ?? Number.NaN;
    return Number.isNaN(value) ? UNKNOWN : this.#scale.figure(value, this.#context);
  }

  #cursorPeriod({ view, offsetMs }: ViewData): string {
    const start = this.cursorIndex === null ? undefined : this.#lines.times[this.cursorIndex];
    if (start === undefined) return '';
    return formatPeriod(view.bucket, start, { lang: this.language, utcOffsetMs: offsetMs });
  }

  #describe(data: ViewData): string {
    const { times } = this.#lines;
    const newest = `${times[0]} ${times[this.#closedBuckets - 1]}`;
    const title = this.#title + this.#unit;
    const key = [title, newest, Math.floor(data.version / SUMMARY_VERSIONS)].join(' ');
    if (key === this.#summary.key) return this.#summary.text;
    const lines = this.#lines.series.map((series) => ({
      name: this.#nameOf(series) || title,
      values: series.read,
    }));
    const format = (value: number) => this.#scale.figure(value, this.#context);
    this.#summary = { key, text: chartSummary(title, lines, this.#closedBuckets, format, this.language) };
    return this.#summary.text;
  }

  /** Zooming is loaded when somebody comes near. */
  readonly #onApproach = (): void => void this.#loadZoom();

  async #loadZoom(): Promise<void> {
    if (this.zoom === 'off' || this.#zoom?.area === this.plotArea) return;
    const { ChartZoom } = await import('./chart-zoom.js');
    const area = this.plotArea;
    if (area !== null && this.#zoom?.area !== area) this.#zoom = new ChartZoom(this, area);
  }

  readonly #onPointer = (): void => {
    this.#isSpoken = false;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.shiftKey) return;
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
    const step = steps[event.key];
    if (event.key === 'Escape') return this.#plot.hideCursor();
    if (step === undefined) return;
    event.preventDefault();
    this.#isSpoken = true;
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

declare global {
  interface HTMLElementTagNameMap {
    'trade-chart': TradeChart;
  }
}
