import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { GROUPINGS, type Grouping } from '../../protocol/dimensions.js';
import { MEASURES, type Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { elementsMessage } from '../locales/elements-message.js';
import { renderTable } from '../tables/render-table.js';
import type { Figures } from '../tables/figures.js';
import type { TableOrder } from '../tables/table-model.js';
import { tableOf, type TableSource } from '../tables/table-of.js';
import { tableStyles } from '../tables/table-styles.js';
import { automaticBucket, automaticLast } from './automatic-bucket.js';
import { FigureElement } from './figure-element.js';
import { FollowedElement } from './followed-element.js';
import { oneOf } from './one-of.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';

/**
 * The data behind another element as a table, or a view of its own: a row per bucket and group, newest first. It can be
 * ordered by any column, and follows the data as it comes.
 *
 * @element trade-table
 * @attr {string} for - id of the element whose figures it shows; without, its own attributes say what
 * @attr {string} measure - one or several, separated by spaces; by default the first of value, tonnage, records that is reported
 * @attr {string} by - none, one or two of flow, partner, commodity:2, port, mode, transport, separated by spaces
 * @attr {string} bucket - `1s` to `1y`, or `all`; by default what can be watched at the clock's speed
 * @attr {number} last - how many buckets
 * @attr {number} top - how many groups to keep; the rest is folded into one
 * @attr {string} label - caption; by default what the table is about
 * @csspart table - the table
 * @csspart caption - its caption
 * @csspart row - a row
 * @cssprop --trade-table-height - height above which it scrolls, by default 22em
 */
export class TradeTable extends ViewElement {
  static override styles = [...ViewElement.styles, tableStyles];

  /** Id of the element whose figures are shown. */
  @property({ attribute: 'for' }) htmlFor: string | null = null;
  @property() by = '';
  @property({ type: Number }) last: number | null = null;
  @property({ type: Number }) top: number | null = null;

  @state() private ordered: TableOrder | undefined;

  readonly #own: FeedController = new FeedController(
    this,
    (timeline) => this.#choose(timeline),
    () => this.htmlFor === null,
  );
  readonly #other = new FollowedElement(this, () => this.htmlFor);

  protected override get feed(): FeedController {
    const { element } = this.#other;
    return element === null ? this.#own : FigureElement.feedOf(element);
  }

  protected override get hasContent(): boolean {
    return this.exported !== null;
  }

  protected override get isEmpty(): boolean {
    return this.htmlFor === null && this.feed.data?.groups.length === 0;
  }

  override get figures(): Figures | null {
    const { exported } = this;
    return exported !== null && 'views' in exported ? exported : null;
  }

  override get exported(): TableSource | null {
    const shown = this.htmlFor === null ? super.figures : (this.#other.element?.exported ?? null);
    return shown === null || this.label === null ? shown : { ...shown, title: this.label };
  }

  protected override get ownProblem(): string | null {
    if (this.htmlFor === null || this.#other.element !== null) return null;
    return elementsMessage(this.language, 'table.none', { id: this.htmlFor });
  }

  protected override get fullTitle(): string {
    const { view } = this.feed;
    const names = view!.measures.map((measure) => measureName(this.language, measure));
    return this.label ?? names.join(this.language === 'zh-CN' ? '、' : ', ');
  }

  protected override get summary(): string {
    const { exported: shown, language: lang } = this;
    if (shown === null) return '';
    const { columns, rows } = tableOf(shown, lang);
    const cells = rows[0]?.cells.map((cell, place) =>
      columns[place]!.isFigure ? `${columns[place]!.title} ${cell}` : cell,
    );
    if (cells === undefined) return shown.title;
    return lang === 'zh-CN'
      ? `${shown.title}：${cells.join('，')}。`
      : `${shown.title}: ${cells.join(', ')}.`;
  }

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    const bucket = this.bucket ?? automaticBucket(timeline);
    const by = wordsOf(this.by).map((word) => oneOf<Grouping>('by', word, GROUPINGS));
    const measures = wordsOf(this.measure ?? '').map((word) => oneOf<Measure>('measure', word, MEASURES));
    return {
      measures: measures.length > 0 ? measures : [this.measureOf(timeline)],
      by,
      where: this.where,
      bucket,
      last: bucket === 'all' ? 1 : (this.last ?? automaticLast(bucket)),
      ...(this.top === null ? {} : { top: this.top }),
    };
  }

  protected override renderContent(): TemplateResult {
    const table = renderTable(this.exported!, this.language, this.ordered, (order) => (this.ordered = order));
    return html`<div part="base">${table}</div>`;
  }
}

function wordsOf(list: string): string[] {
  return list.split(/[\s,]+/).filter((word) => word !== '');
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-table': TradeTable;
  }
}
