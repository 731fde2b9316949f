import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { Grouping } from '../../protocol/dimensions.js';
import type { Measure } from '../../protocol/measures.js';
import type { ChartMark, ChartModel } from '../charts/chart-model.js';
import type { ImageContent } from '../charts/export-image.js';
import { UplotController, type PlotHost } from '../charts/uplot-controller.js';
import { FeedController } from '../feed/feed-controller.js';
import type { Still, StillRequest } from '../feed/still.js';
import type { ViewData } from '../feed/view-data.js';
import { message } from '../locales/message.js';
import { automaticLast } from './automatic-bucket.js';
import { ChartScale } from './chart-scale.js';
import { captionStyles } from './caption-styles.js';
import { chartLegend } from './chart-legend.js';
import { ChartCursor, type ChartCursorHost } from './chart-cursor.js';
import type { ChartType, Places } from './chart-series.js';
import type { FrameOptions } from './chart-frames.js';
import { chartRequest } from './chart-request.js';
import { chartStyles } from './chart-styles.js';
import { ChartTexts, type ChartSubject } from './chart-texts.js';
import { chartSeries, readTheme, type ElementTheme } from './chart-theme.js';
import type { ChartZoom, TimeWindow } from './chart-zoom.js';
import { LazyPart } from './lazy-part.js';
import { saveButton } from './save-picture.js';
import { ShownLines } from './shown-lines.js';
import { ViewElement } from './view-element.js';

/**
 * A live chart of one measure over time: lines, areas, stacks, bars or mirrored flows. The open bucket, still growing, is a
 * dot on a pale stem, apart from the line.
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
export class TradeChart extends ViewElement implements PlotHost, ChartCursorHost {
  static override styles = [...ViewElement.styles, captionStyles, chartStyles];

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

  /** Part of the time that is shown; null: all, going on with the clock. */
  @state() zoomed: TimeWindow | null = null;

  protected override readonly feed = new FeedController(this, (timeline) =>
    chartRequest(this, timeline, this.measureOf(timeline), this.where),
  );
  readonly #plot = new UplotController(this);
  readonly #cursor = new ChartCursor(this, this.#plot);
  readonly #scale = new ChartScale();
  readonly #places: Places = new Map();
  readonly #shown = new ShownLines();
  readonly #texts = new ChartTexts(() => this.#subject, this.#scale, this.#shown);
  readonly #calendar = new LazyPart(
    async () => (await import('./chapter-marks.js')).chapterMarks,
    (fault) => {
      if (fault !== null) console.warn('<trade-chart>: what marks chapters could not be loaded', fault);
      this.requestUpdate();
    },
  );
  #zoom: ChartZoom | null = null;
  #theme: ElementTheme | null = null;

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  onCursor(index: number | null): void {
    this.#cursor.moved(index);
  }

  /** Starts of the buckets shown, epoch ms. */
  get times(): Float64Array {
    return this.#shown.times;
  }

  /** All the time that could be shown, epoch ms. */
  get extent(): TimeWindow | null {
    return this.#shown.extent;
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
    const [plot, { chartPicture }] = await Promise.all([this.#plot.picture(), import('./chart-picture.js')]);
    const { timeline, known } = this.feed;
    const theme = this.#theme;
    if (timeline === null || theme === null) throw nothingDrawn();
    const { index: cursorIndex } = this.#cursor;
    const [lang, texts, { series }] = [this.language, this.#texts, this.#shown];
    return chartPicture({ lang, timeline, known, theme, texts, series, cursorIndex, plot });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, timeline } = this.feed;
    if (data === null || timeline === null) return;
    const options = {
      type: this.type,
      measure: this.#measure,
      places: this.#places,
      compares: this.compare !== null,
      cumulates: this.cumulate !== null,
      last: this.last ?? automaticLast(data.view.bucket),
    };
    this.#shown.take(data, options, timeline, this.zoomed);
    this.#scale.fit(this.#shown.series, this.#measure);
  }

  protected override renderContent(): TemplateResult {
    const data = this.feed.data!;
    return html`<figure part="base">
      <figcaption part="header">
        <span class="label" part="label"
          >${this.#texts.title}<span class="unit">${this.#texts.unit}</span></span
        >
        ${chartLegend(this.#shown.series, this.#texts, this.#cursor.index, this.language)}
        <span class="beside">${this.#texts.period(this.#cursor.index, data)}</span>
        ${this.zoomed === null ? nothing : this.#renderBack()}
        ${this.save ? saveButton(this.language, () => void this.#save()) : nothing}
      </figcaption>
      <div
        class="drawing plot"
        part="plot"
        role="img"
        tabindex="0"
        aria-label=${this.#texts.summary(data.version)}
        @keydown=${this.#cursor.onKey}
        @blur=${this.#cursor.onBlur}
        @focus=${this.#onApproach}
        @pointerenter=${this.#onApproach}
        @pointermove=${this.#cursor.onPointer}
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
    return this.#texts.title;
  }

  protected override get summary(): string {
    return this.feed.data === null ? '' : this.#texts.summary(this.feed.data.version);
  }

  #model(data: ViewData): ChartModel {
    const { offsetMs } = data;
    const lang = this.language;
    const theme = (this.#theme ??= readTheme(this.renderRoot as ShadowRoot, this.plotArea!));
    return {
      times: this.#shown.times,
      series: this.#shown.series.map((plan) => chartSeries(plan, theme)),
      closedBuckets: this.#shown.closedBuckets,
      showsOpen: this.openBucket === 'show',
      marks: [...this.marks, ...this.#chapters()],
      edgeMs: this.type === 'bars' ? this.#shown.halfBucketMs : 0,
      theme,
      yRange: this.#scale.range,
      yLabel: (value) => this.#texts.tick(this.type === 'mirrored' ? Math.abs(value) : value),
      calendar: { bucket: data.view.bucket, offsetMs, lang },
    };
  }

  #chapters(): readonly ChartMark[] {
    if (!this.chapters) return [];
    return this.#calendar.want()?.(this.feed, this.language, this.onLoaded) ?? [];
  }

  #renderBack(): TemplateResult {
    return html`<button class="back" part="live" type="button" @click=${() => this.zoomTo(null)}>
      ${message(this.language, 'chart.backToLive')}
    </button>`;
  }

  #spoken(data: ViewData): string {
    const index = this.#cursor.spokenIndex;
    return index === null ? '' : this.#texts.spoken(index, data);
  }

  get #measure(): Measure {
    return this.feed.view!.measures[0]!;
  }

  get #subject(): ChartSubject {
    const { view, timeline } = this.feed;
    const { language: lang, label, cumulate, nameOf } = this;
    return { lang, label, cumulate, view: view!, timeline, nameOf };
  }

  /** Zooming is loaded when somebody comes near. */
  readonly #onApproach = (): void => void this.#loadZoom();

  async #loadZoom(): Promise<void> {
    if (this.zoom === 'off' || this.#zoom?.area === this.plotArea) return;
    const { ChartZoom } = await import('./chart-zoom.js');
    const area = this.plotArea;
    if (area !== null && this.#zoom?.area !== area) this.#zoom = new ChartZoom(this, area);
  }

  async #save(): Promise<void> {
    try {
      await (await this.loadTools()).save(this, 'png');
    } catch (error) {
      console.error('<trade-chart>: its picture could not be saved', error);
    }
  }

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
