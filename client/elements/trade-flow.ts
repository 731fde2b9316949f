import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { OTHER_GROUP, type Flow, type Grouping } from '../../protocol/dimensions.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import type { Group } from '../feed/view-data.js';
import { quantityText } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import { AMOUNT_MEASURES, rankingSum } from './amount-measures.js';
import { groupingsOf, usualGroupings } from './by-attribute.js';
import { flowStyles } from './flow-styles.js';
import { oneOf } from './one-of.js';
import { PictureElement, type PicturePoint } from './picture-element.js';
import {
  layOutSankey,
  type FlowLink,
  type FlowNode,
  type PlacedLink,
  type PlacedNode,
} from './sankey-layout.js';
import { refused } from './refused.js';

/** Groups of a side whose names still stand apart in the usual height. */
const DEFAULT_TOP = 8;

/** Ribbons between two groupings that can still be followed. */
const DEFAULT_PAIRS = 30;

/** Height of a name, in em. */
const LINE = 1.2;

/** The node in the middle, through which imports go in and exports go out. */
const HOME: FlowNode = { id: 'home', name: '' };

interface FlowPoint extends PlacedLink, PicturePoint {}

/**
 * Where trade comes from and goes to, as ribbons: by one grouping, imports on the left and exports on the right of the
 * country in the middle; by two, from the groups of the first to those of the second. Of the year so far by default.
 *
 * @element trade-flow
 * @attr {string} by - one or two of partner, commodity:2, port, mode, transport, separated by spaces; by default partner
 * @attr {string} measure - what adds up: value, tonnage, records, their …YearToDate, …Rolling12Months, …Annualised, tonnageRate; by default the first that is reported
 * @attr {string} bucket - by default `1y`: the year to date
 * @attr {number} top - groups to keep, by default 8, or 30 pairs of two groupings; the rest is folded into one more
 * @attr {string} rest - `hide` leaves the folded rest out of the picture
 * @attr {string} label - heading; by default the measure, its period and what it is divided by
 * @csspart label - the heading
 * @csspart readout - name and figures of the ribbon under the cursor
 * @csspart picture - where the ribbons are
 */
export class TradeFlow extends PictureElement<FlowPoint> {
  static override styles = [...PictureElement.styles, flowStyles];

  @property() by: string | null = null;
  @property({ type: Number }) top: number | null = null;
  @property() rest: 'show' | 'hide' = 'show';

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));
  #nodes: readonly PlacedNode[] = [];

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    const named = groupingsOf(this.by);
    const by = named.length > 0 ? named : usualGroupings(timeline, [], timeline.flows.length === 2 ? 1 : 2);
    if (by.length === 0) throw refused(`by: ${timeline.name} is not broken down by anything; use trade-kpi`);
    if (by.length === 1 && timeline.flows.length < 2)
      throw refused(
        `by: ${timeline.name} has one flow only; give two groupings, such as "partner commodity:2"`,
      );
    oneOf('rest', this.rest, ['show', 'hide']);
    const measure = oneOf('measure', this.measureOf(timeline), AMOUNT_MEASURES);
    return {
      measures: [measure],
      by: by.length === 1 ? [by[0]!, 'flow'] : by,
      where: this.where,
      bucket: this.bucket ?? '1y',
      last: 1,
      top: this.top ?? (by.length === 1 ? DEFAULT_TOP : DEFAULT_PAIRS),
      rankBy: rankingSum(measure),
    };
  }

  protected override layOut(width: number, height: number): FlowPoint[] {
    const groups = this.feed.data!.groups.filter(
      ({ codes }) => this.rest === 'show' || !codes.includes(OTHER_GROUP),
    );
    const parts = groups.map((group) =>
      this.#isThroughHome ? this.#throughHome(group) : this.#direct(group),
    );
    const nodes = new Map(parts.flatMap(({ ends }) => ends).map((node) => [node.id, node]));
    const placed = layOutSankey(
      [...nodes.values()],
      parts.map(({ link }) => link),
      width,
      height,
      LINE * this.fontPx,
    );
    this.#nodes = placed.nodes;
    const whole = placed.links.reduce((sum, { link }) => sum + link.value, 0);
    return placed.links.map((link) => ({ ...link, text: this.#textOf(link, whole) }));
  }

  #throughHome({ key, codes }: Group): { ends: FlowNode[]; link: FlowLink } {
    const flow: Flow = codes[1] === 'import' ? 'import' : 'export';
    const node = this.#nodeOf(codes[0]!, 0, flow);
    const value = this.#value(key);
    const link =
      flow === 'import'
        ? { source: node.id, target: HOME.id, value, flow }
        : { source: HOME.id, target: node.id, value, flow };
    return { ends: [node, HOME], link };
  }

  #direct({ key, codes }: Group): { ends: FlowNode[]; link: FlowLink } {
    const [source, target] = [this.#nodeOf(codes[0]!, 0, 'from'), this.#nodeOf(codes[1]!, 1, 'to')];
    const only = this.feed.view!.where.flow;
    const flow = only?.length === 1 ? (only[0] as Flow) : null;
    return {
      ends: [source, target],
      link: { source: source.id, target: target.id, value: this.#value(key), flow },
    };
  }

  #nodeOf(code: string | null, place: number, side: string): FlowNode {
    return { id: `${side} ${code}`, name: this.nameOf(code, this.#by[place]!) };
  }

  #value(key: string): number {
    return this.feed.data!.latest(key, this.measureShown) ?? 0;
  }

  #textOf({ link: { source, target, value, flow } }: PlacedLink, whole: number): string {
    const lang = this.language;
    const nameOf = (id: string): string => this.#nodes.find((node) => node.id === id)?.name ?? '';
    const ends = [nameOf(source), nameOf(target)].filter((name) => name !== '').join(' → ');
    const word = flow === null ? '' : message(lang, `flow.${flow}`);
    const part = quantityText((100 * value) / whole, 'percent', { lang, currency: null });
    const texts = [word, ends, this.amount(value), part].filter((text) => text !== '');
    return texts.join(lang === 'zh-CN' ? '，' : ', ');
  }

  protected override renderKey(): TemplateResult {
    if (!this.#isThroughHome) return html``;
    const lang = this.language;
    return html`<span class="key" aria-hidden="true">
      <span class="import">→ ${message(lang, 'flow.import')}</span>
      <span class="export">${message(lang, 'flow.export')} →</span>
    </span>`;
  }

  protected override renderPicture(width: number, height: number): TemplateResult {
    return html`<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">
      ${this.points.map(({ path, width, link }, index) => {
        const look = `ribbon ${link.flow ?? 'both'} ${index === this.cursor.index ? 'at' : ''}`;
        return svg`<path class=${look} data-index=${index} d=${path} stroke-width=${width}></path>`;
      })}
      ${this.#nodes.map((node) => this.#renderNode(node, width))}
    </svg>`;
  }

  /** Names stand inside the picture: after the nodes on the left, before those on the right. */
  #renderNode(
    { name, x, y, width, height, value, isEnd, hasLabel }: PlacedNode,
    whole: number,
  ): SVGTemplateResult {
    const isMiddle = x > whole * 0.25 && x < whole * 0.75;
    const [at, anchor] = isEnd ? [x - 6, 'end'] : [x + width + 6, 'start'];
    const text =
      isMiddle || !hasLabel
        ? ''
        : svg`<text x=${at} y=${y + height / 2} dy="0.35em" text-anchor=${anchor}
      >${name} <tspan class="amount">${this.amount(value)}</tspan></text>`;
    return svg`<rect class="node" x=${x} y=${y} width=${width} height=${Math.max(1, height)}></rect>${text}`;
  }

  get #by(): readonly Grouping[] {
    return this.feed.view!.by;
  }

  get #isThroughHome(): boolean {
    return this.#by[1] === 'flow';
  }

  protected override get fullTitle(): string {
    return this.label ?? this.titleBy(this.#by.filter((grouping) => grouping !== 'flow'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-flow': TradeFlow;
  }
}
