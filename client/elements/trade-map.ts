import { html, nothing, svg, type PropertyValues, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { OTHER_GROUP, type Flow } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { groupKey } from '../feed/view-data.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import {
  countriesOf,
  geometryFrom,
  usualGeometry,
  type CountryShape,
  type MapGeometry,
} from '../map/geometry.js';
import { arc, longitudeOf, worldMapOf, type MapPoint, type WorldMap } from '../map/world-map.js';
import { oneOf } from './one-of.js';
import { AMOUNT_MEASURES, rankingSum } from './amount-measures.js';
import { mapStyles } from './map-styles.js';
import { PictureElement, type PicturePoint } from './picture-element.js';
import { refused } from './refused.js';

/** Partners with arcs; more would cover the world. */
const DEFAULT_TOP = 20;

/** The country that simulated trade is of. */
const SIMULATED_HOME = 'CHN';

/** Without a country in the middle a map is cut in the Bering Strait, where there is least to cut. */
const BERING = 11;

/** Width of the widest arc, as a part of the map's. */
const WIDEST = 0.012;

interface Partner extends PicturePoint {
  readonly code: string;
  readonly place: MapPoint;
  readonly amounts: Readonly<Record<Flow | 'both', number>>;
}

/**
 * Partners on a map of the world, an arc for what goes to each and one for what comes from it, as wide as the trade is
 * large. Of the year so far by default. Countries prescribe their own boundaries: `geometry` takes other shapes.
 *
 * @element trade-map
 * @attr {string} home - ISO 3166 code of three letters of the country that trades; of simulated trade CHN. Without it there are no arcs, but circles
 * @attr {string} geometry - address of a TopoJSON or GeoJSON of countries, with ISO 3166 codes as ids or in ISO_A3; by default Natural Earth's at 1:110 million
 * @attr {number} center - longitude in the middle of the map; by default that of the home country
 * @attr {string} measure - what adds up: value, tonnage, records, their …YearToDate, …Rolling12Months, …Annualised, tonnageRate; by default the first that is reported
 * @attr {string} bucket - by default `1y`: the year to date
 * @attr {number} top - partners to show, by default 20
 * @attr {string} label - heading; by default the measure and its period
 * @prop {MapGeometry} shapes - the geometry itself, instead of its address
 * @csspart label - the heading
 * @csspart readout - name and figures of the partner under the cursor
 * @csspart picture - where the map is
 * @cssprop --trade-map-land - colour of the land
 * @cssprop --trade-map-border - colour of the boundaries
 */
export class TradeMap extends PictureElement<Partner> {
  static override styles = [...PictureElement.styles, mapStyles];

  @property() home: string | null = null;
  @property() geometry: string | null = null;
  @property({ type: Number }) center: number | null = null;
  @property({ type: Number }) top: number | null = null;

  /** The shapes of countries, instead of an address of them. */
  @property({ attribute: false }) shapes: MapGeometry | null = null;

  @state() private countries: readonly CountryShape[] | null = null;
  @state() private geometryProblem: string | null = null;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));
  #map: WorldMap | null = null;
  #mapKey = '';
  #unplaced = 0;

  protected override get ownProblem(): string | null {
    return this.geometryProblem ?? this.#homeProblem;
  }

  get #homeProblem(): string | null {
    const { home, countries } = this;
    if (home === null || countries === null || longitudeOf(home, countries) !== null) return null;
    return `home: expected the code of three letters of a country on the map, got ${JSON.stringify(home)}`;
  }

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    if (!timeline.dimensions.includes('partner'))
      throw refused(
        `trade-map: ${timeline.name} is not broken down by partner; use trade-chart or trade-treemap`,
      );
    const measure = oneOf('measure', this.measureOf(timeline), AMOUNT_MEASURES);
    return {
      measures: [measure],
      by: timeline.dimensions.includes('flow') ? ['partner', 'flow'] : ['partner'],
      where: this.where,
      bucket: this.bucket ?? '1y',
      last: 1,
      top: this.top ?? DEFAULT_TOP,
      rankBy: rankingSum(measure),
    };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('geometry') || changed.has('shapes') || !this.hasUpdated) void this.#loadShapes();
    super.willUpdate(changed);
  }

  async #loadShapes(): Promise<void> {
    const { geometry, shapes } = this;
    try {
      const found = shapes ?? (geometry === null ? await usualGeometry() : await geometryFrom(geometry));
      if (geometry !== this.geometry || shapes !== this.shapes) return;
      this.countries = countriesOf(found);
      this.geometryProblem = null;
    } catch (error) {
      this.geometryProblem = error instanceof Error ? error.message : String(error);
    }
    this.#mapKey = '';
  }

  get #origin(): string | null {
    return this.home ?? (this.feed.timeline?.kind === 'simulated' ? SIMULATED_HOME : null);
  }

  protected override layOut(width: number, height: number): Partner[] {
    const { countries } = this;
    if (countries === null) return [];
    this.#drawMap(countries, width, height);
    const codes = [...new Set(this.feed.data!.groups.map(({ codes }) => codes[0] ?? null))];
    const known = codes.filter((code): code is string => code !== null && code !== OTHER_GROUP);
    const partners = known.flatMap((code) => this.#partnerOf(code));
    this.#unplaced = known.length - partners.length;
    return partners.sort((a, b) => b.amounts.both - a.amounts.both);
  }

  #drawMap(countries: readonly CountryShape[], width: number, height: number): void {
    const home = this.#origin;
    const key = [width, height, home, this.center].join(' ');
    if (key === this.#mapKey) return;
    this.#mapKey = key;
    this.#map = worldMapOf(
      countries,
      width,
      height,
      this.center ?? (home === null ? null : longitudeOf(home, countries)) ?? BERING,
    );
  }

  #partnerOf(code: string): Partner[] {
    const place = this.#map!.placeOf(code);
    if (place === null) return [];
    const isSplit = this.feed.view!.by.length > 1;
    const amount = (flow: Flow): number => this.#amountOf([code, flow]) ?? 0;
    const [exports, imports] = isSplit ? [amount('export'), amount('import')] : [0, 0];
    const both = isSplit ? exports + imports : (this.#amountOf([code]) ?? 0);
    const amounts = { export: exports, import: imports, both };
    return [{ code, place, amounts, text: this.#textOf(code, amounts, isSplit) }];
  }

  #amountOf(codes: readonly string[]): number | null {
    return this.feed.data!.latest(groupKey(codes), this.measureShown);
  }

  #textOf(code: string, amounts: Partner['amounts'], isSplit: boolean): string {
    const lang = this.language;
    const flows = (['export', 'import'] as const).filter((flow) => amounts[flow] > 0);
    const parts = isSplit
      ? flows.map((flow) => `${message(lang, `flow.${flow}`)} ${this.amount(amounts[flow])}`)
      : [this.amount(amounts.both)];
    return [this.nameOf(code, 'partner'), ...parts].join(lang === 'zh-CN' ? '，' : ', ');
  }

  protected override renderKey(): TemplateResult {
    const lang = this.language;
    if (this.#origin === null || this.feed.view!.by.length < 2) return html``;
    return html`<span class="key" aria-hidden="true">
      <span class="export">━ ${message(lang, 'flow.export')}</span>
      <span class="import">┅ ${message(lang, 'flow.import')}</span>
    </span>`;
  }

  protected override renderPicture(width: number, height: number): TemplateResult {
    const map = this.#map;
    if (map === null) return html`<p class="notice">${message(this.language, 'notice.connecting')}</p>`;
    const largest = Math.max(1, ...this.points.map(({ amounts }) => amounts.both));
    const home = this.#origin === null ? null : map.placeOf(this.#origin);
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      <g>${map.countries.map(({ path }) => svg`<path class="country" d=${path}></path>`)}</g>
      ${this.points.map((partner, index) => this.#renderPartner(partner, index, home, largest, width))}
      ${home === null ? nothing : svg`<circle class="spot home" cx=${home.x} cy=${home.y} r="4"></circle>`}
    </svg>`;
  }

  /** Arcs from home where there is one, else a circle as large as the trade is. */
  #renderPartner(
    { place, amounts, code }: Partner,
    index: number,
    home: MapPoint | null,
    largest: number,
    width: number,
  ): SVGTemplateResult {
    const { cursor } = this;
    const look = cursor.index !== null && cursor.index !== index ? 'faint' : '';
    const radius = home === null ? 2 + Math.sqrt(Math.max(0, amounts.both) / largest) * width * WIDEST : 2.5;
    const flows = home === null || code === this.#origin ? [] : (['export', 'import'] as const);
    return svg`<g class="partner" data-index=${index}>
      ${flows
        .filter((flow) => amounts[flow] > 0)
        .map((flow) => {
          const thick = Math.max(0.8, (amounts[flow] / largest) * width * WIDEST);
          const [from, to, side] = [home!, place, flow === 'export' ? 1 : -1] as const;
          return svg`<path class="arc ${flow} ${look}" stroke-width=${thick.toFixed(2)} d=${arc(from, to, side)}></path>`;
        })}
      <circle class="spot" cx=${place.x} cy=${place.y} r=${radius}></circle>
    </g>`;
  }

  protected override renderContent(): TemplateResult {
    const content = super.renderContent();
    if (this.#unplaced === 0) return content;
    const text = elementsMessage(this.language, 'map.unplaced', { count: this.#unplaced });
    return html`${content}
      <p class="unplaced">${text}</p>`;
  }

  protected override get fullTitle(): string {
    return this.label ?? this.titleBy(['partner']);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-map': TradeMap;
  }
}
