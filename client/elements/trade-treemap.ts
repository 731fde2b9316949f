import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dimensionOf, OTHER_GROUP, type Grouping } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { changeColor, formatChange, type Change, type RiseColor } from '../format/format-change.js';
import { quantityText } from '../format/format-quantity.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import { AMOUNT_MEASURES, rankingSum } from './amount-measures.js';
import { groupingsOf, usualGroupings } from './by-attribute.js';
import { oneOf } from './one-of.js';
import { PictureElement, type PicturePoint } from './picture-element.js';
import { lineCount, textWidth } from './tile-text.js';
import { treemapStyles } from './treemap-styles.js';
import { treemapTiles, type Tile, type TileFrame } from './treemap-tiles.js';
import { yearOnYearOf } from '../../protocol/measures.js';
import { refused } from './refused.js';

/** More are too small to be read. */
const DEFAULT_TOP = 24;
const DEFAULT_PAIRS = 60;

/** Change on year from which a tile has its full colour. */
const FULL_CHANGE = 0.15;

/** Of a tile's text, in em: a line, and what is left free around it. */
const LINE = 1.3;
const FREE = { width: 0.8, height: 0.5 };

interface TreemapPoint extends Tile, PicturePoint {
  readonly name: string;
  /** What stands for a name that has no room; empty where nothing does. */
  readonly short: string;
  readonly share: number;
  /** `change` as it is told. */
  readonly changed: Change;
}

/**
 * Groups as tiles: the area is the amount, the colour how it changed on year where that is known, with an arrow beside it. Of the year so far
 * by default. Where a name has no room, the number of a chapter or the letters of a partner stand for it. Arrow keys go through the tiles,
 * largest first.
 *
 * @element trade-treemap
 * @attr {string} by - one or two of partner, commodity:2, commodity:4, port, mode, transport, separated by spaces; two are nested
 * @attr {string} measure - what adds up: value, tonnage, records, their …YearToDate, …Rolling12Months, …Annualised, tonnageRate; by default the first that is reported
 * @attr {string} bucket - by default `1y`: the year to date
 * @attr {number} top - how many tiles, by default 24, or 60 nested; the rest is folded into one more
 * @attr {string} rest - `hide` leaves the folded rest out of the picture
 * @attr {string} rise - `green` or `red`: the colour of a rise; by default red in Chinese and green elsewhere
 * @attr {string} label - heading; by default the measure, its period and what it is divided by
 * @csspart label - the heading
 * @csspart readout - name and figures of the tile under the cursor
 * @csspart picture - where the tiles are
 * @csspart tile - a tile
 */
export class TradeTreemap extends PictureElement<TreemapPoint> {
  static override styles = [...PictureElement.styles, treemapStyles];

  @property() by: string | null = null;
  @property({ type: Number }) top: number | null = null;
  @property() rest: 'show' | 'hide' = 'show';
  @property() rise: RiseColor | null = null;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));
  #frames: readonly TileFrame[] = [];
  #fontPx = 16;

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    const named = groupingsOf(this.by);
    const by = named.length > 0 ? named : usualGroupings(timeline, ['commodity:2'], 1);
    if (by.length === 0) throw refused(`by: ${timeline.name} is not broken down by anything; use trade-kpi`);
    if (by.length > 2) throw refused(`by: expected one or two groupings, got ${by.length}`);
    if (this.rise !== null) oneOf('rise', this.rise, ['green', 'red']);
    oneOf('rest', this.rest, ['show', 'hide']);
    const measure = oneOf('measure', this.measureOf(timeline), AMOUNT_MEASURES);
    const change = yearOnYearOf(measure);
    return {
      measures: change === undefined ? [measure] : [measure, change],
      by,
      where: this.where,
      bucket: this.bucket ?? '1y',
      last: 1,
      top: this.top ?? (by.length === 1 ? DEFAULT_TOP : DEFAULT_PAIRS),
      rankBy: rankingSum(measure),
    };
  }

  protected override layOut(width: number, height: number): TreemapPoint[] {
    this.#fontPx = this.fontPx;
    const data = this.feed.data!;
    const measure = this.measureShown;
    const change = yearOnYearOf(measure);
    const groups = data.groups.filter(({ codes }) => this.rest === 'show' || !codes.includes(OTHER_GROUP));
    const sources = groups.map(({ key, codes }) => ({
      codes,
      value: data.latest(key, measure) ?? 0,
      change: change === undefined ? null : data.latest(key, change),
    }));
    const { tiles, frames } = treemapTiles(sources, width, height);
    this.#frames = frames;
    const whole = tiles.reduce((sum, { value }) => sum + value, 0);
    return tiles.map((tile) => this.#pointOf(tile, tile.value / whole));
  }

  #pointOf(tile: Tile, share: number): TreemapPoint {
    const lang = this.language;
    const names = tile.codes.map((code, place) => this.nameOf(code, this.#by[place]!));
    const changed = formatChange(tile.change, lang);
    const part = quantityText(100 * share, 'percent', { lang, currency: null });
    const texts = [names.join(' · '), this.amount(tile.value), part];
    if (changed.direction !== 'unknown') texts.push(`${changed.text} ${message(lang, 'term.yearOnYear')}`);
    const short = shortName(tile.codes.at(-1)!, this.#by.at(-1)!);
    const text = texts.join(lang === 'zh-CN' ? '，' : ', ');
    return { ...tile, name: names.at(-1)!, short, share, changed, text };
  }

  protected override renderKey(): TemplateResult | typeof nothing {
    if (yearOnYearOf(this.measureShown) === undefined) return nothing;
    const lang = this.language;
    return html`<span class="key" aria-hidden="true">
      <span class=${changeColor('down', lang, this.rise)}>▼</span>
      ${elementsMessage(lang, 'treemap.key')}
      <span class=${changeColor('up', lang, this.rise)}>▲</span>
    </span>`;
  }

  protected override renderPicture(): TemplateResult {
    return html`${this.#frames.map((frame) => this.#renderFrame(frame))}
    ${repeat(
      this.points,
      ({ key }) => key,
      (tile, index) => this.#renderTile(tile, index),
    )}`;
  }

  /** Places are set as a property: a content security policy may forbid the attribute. */
  #renderFrame({ code, x, y, width }: TileFrame): TemplateResult {
    const place = `left: ${x}px; top: ${y}px; width: ${width}px`;
    return html`<div class="frame" .style=${place}>${this.nameOf(code, this.#by[0]!)}</div>`;
  }

  #renderTile(tile: TreemapPoint, index: number): TemplateResult {
    const { x, y, width, height, codes } = tile;
    const color = codes.includes(OTHER_GROUP)
      ? 'rest'
      : changeColor(tile.changed.direction, this.language, this.rise);
    const strength = Math.min(1, Math.abs(tile.change ?? 0) / FULL_CHANGE);
    const place = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px; --_strength: ${Math.round(10 + 32 * strength)}%`;
    return html`<div
      class="tile ${color} ${index === this.cursor.index ? 'at' : ''}"
      part="tile"
      data-index=${index}
      .style=${place}
    >
      ${this.#renderText(tile)}
    </div>`;
  }

  /** As much as there is room for, whole: half a figure would be another one. */
  #renderText({ name, short, value, changed, width, height }: TreemapPoint): TemplateResult | typeof nothing {
    const room = width / this.#fontPx - FREE.width;
    const lines = Math.floor((height / this.#fontPx - FREE.height) / LINE);
    const title = [name, short].find((text) => lineCount(text, room) <= lines);
    if (title === undefined || title === '') return nothing;
    const figures = [this.amount(value), changed.direction === 'unknown' ? '' : changed.text]
      .filter((line) => line !== '' && textWidth(line) <= room)
      .slice(0, lines - lineCount(title, room));
    return html`<span class="name">${title}</span>
      ${figures.map((line) => html`<span class="figure">${line}</span>`)}`;
  }

  get #by(): readonly Grouping[] {
    return this.feed.view!.by;
  }

  protected override get fullTitle(): string {
    return this.label ?? this.titleBy(this.#by);
  }
}

/** Of a chapter its number, of a partner its letters: who deals in trade knows these, and those of nothing else. */
function shortName(code: string | null, grouping: Grouping): string {
  if (code === null || code === OTHER_GROUP) return '';
  if (grouping === 'partner') return code;
  return dimensionOf(grouping) === 'commodity' ? `HS ${code}` : '';
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-treemap': TradeTreemap;
  }
}
