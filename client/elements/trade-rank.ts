import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dimensionOf, OTHER_GROUP, type Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, sumOf, type Measure } from '../../protocol/measures.js';
import { FeedController } from '../feed/feed-controller.js';
import { columnFormatter, type AxisFormatter } from '../format/axis-formatter.js';
import { changeColor, formatChange, type RiseColor } from '../format/format-change.js';
import { joinUnit } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import type { Figures } from '../tables/figures.js';
import { LazyPart } from './lazy-part.js';
import { longestBar, rankBars } from './rank-bars.js';
import { rankChange, rankCount, rankFlowsRequest, rankRequest } from './rank-request.js';
import { moversOf, rankRows, type RankRow } from './rank-rows.js';
import { rankStyles } from './rank-styles.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';

/** Height up to which a row grows with the element; a few rows are not spread over all of it. */
const ROW_MAX_EM = 4.4;

/**
 * A table of the largest partners, ports, commodities … of the newest bucket, with a bar per flow and the change on
 * year. Rows move when ranks change.
 *
 * @element trade-rank
 * @attr {string} by - partner (default), commodity:2, commodity:4, port, mode, transport
 * @attr {string} measure - any that a group can have, such as valueShare or valueContribution; by default the first sum that is reported
 * @attr {string} bucket - by default `1y`: the year to date
 * @attr {number} top - how many rows, by default 10; the rest is folded into one more
 * @attr {boolean} movers - shows those that changed by most since the year before, and by how much
 * @attr {string} rest - `hide` leaves the folded rest out of the table
 * @attr {string} rise - `green` or `red`: the colour of a rise; by default red in Chinese and green elsewhere
 * @attr {string} label - heading; by default what is ranked
 * @csspart label - the heading
 * @csspart table - the table
 * @csspart row - a row
 * @csspart name - the name in a row
 * @csspart bar - a bar
 * @cssprop --trade-rank-name-width - of the names, by default 30%; longer ones end in an ellipsis
 */
export class TradeRank extends ViewElement {
  static override styles = [...ViewElement.styles, rankStyles];

  @property() by: Grouping = 'partner';
  @property({ type: Number }) top: number | null = null;
  @property() rest: 'show' | 'hide' = 'show';
  @property({ type: Boolean }) movers = false;
  @property() rise: RiseColor | null = null;

  protected override readonly feed = new FeedController(this, (timeline) =>
    rankRequest(this, this.measureOf(timeline), this.where),
  );
  readonly #flows = new FeedController(this, (timeline) =>
    rankFlowsRequest(this, timeline, this.measureOf(timeline), this.where),
  );

  /** Rows that glide are loaded behind the table: until then they jump. */
  readonly #motion = new LazyPart(
    async () =>
      new (await import('./row-motion.js')).RowMotion(this, () =>
        this.renderRoot.querySelectorAll<HTMLElement>('tbody tr'),
      ),
    (fault) => fault !== null && console.warn('<trade-rank>: its rows jump to their places', fault),
  );

  protected override firstUpdated(): void {
    this.#motion.want();
  }

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  override get figures(): Figures | null {
    const figures = super.figures;
    const flows = this.#flows.data;
    return figures === null || flows === null ? figures : { ...figures, views: [...figures.views, flows] };
  }

  protected override get fullTitle(): string {
    return this.#title();
  }

  protected override get summary(): string {
    const { ranked, format } = this.#ranking();
    return `${this.#summary(ranked[0], format)}.`;
  }

  protected override renderContent(): TemplateResult {
    const { rows, ranked, format } = this.#ranking();
    const longest = longestBar(ranked);
    return html`<div class="rank" part="base">
      <div class="label">
        <span part="label">${this.#title()}<span class="unit">${this.#unit(format)}</span></span>
        <span class="unit" aria-hidden="true">${message(this.language, 'rank.change').toLowerCase()}</span>
      </div>
      <div class="rows" .style=${`max-height: ${rows.length * ROW_MAX_EM}em`}>
        <table part="table" aria-label=${this.#summary(ranked[0], format)}>
          <colgroup>
            <col class="name" />
            <col />
            <col class="total" />
            <col class="change" />
          </colgroup>
          ${this.#renderHead()}
          <tbody>
            ${repeat(
              rows,
              (row) => row.code,
              (row) => this.#renderRow(row, longest, format),
            )}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #renderHead(): TemplateResult {
    const lang = this.language;
    return html`<thead>
      <tr>
        <th scope="col" class="name">${message(lang, 'rank.name')}</th>
        <th scope="col">${message(lang, 'dimension.flow')}</th>
        <th scope="col" class="total">${measureName(lang, this.#measure)}</th>
        <th scope="col" class="change">${message(lang, 'rank.change')}</th>
      </tr>
    </thead>`;
  }

  #renderRow(row: RankRow, longest: number, figures: AxisFormatter): TemplateResult {
    const name = this.#nameOf(row);
    const isRest = row.code === OTHER_GROUP;
    const change = formatChange(row.change, this.language);
    const direction = this.movers ? change.direction : row.total! < 0 ? 'down' : 'up';
    const color = changeColor(change.direction, this.language, this.rise);
    const barColor = this.#isSigned ? changeColor(direction, this.language, this.rise) : '';
    return html`<tr part="row" class=${isRest ? 'rest' : ''} data-key=${row.code ?? ''}>
      <th part="name" scope="row" class="name" title=${name}>${name}</th>
      <td>${isRest ? nothing : rankBars(row, longest, barColor)}</td>
      <td class="total">${this.#isSigned && row.total! > 0 ? '+' : ''}${figures.format(row.total)}</td>
      <td class="change ${color}">${change.text}</td>
    </tr>`;
  }

  #ranking(): { rows: RankRow[]; ranked: RankRow[]; format: AxisFormatter } {
    const rows = this.#rows().filter(({ code }) => this.rest === 'show' || code !== OTHER_GROUP);
    const ranked = rows.filter(({ code }) => code !== OTHER_GROUP);
    const largest = Math.max(0, ...ranked.map((row) => Math.abs(row.total ?? 0)));
    const format = columnFormatter(this.#kind, largest, this.language, this.feed.timeline?.currency ?? null);
    return { rows, ranked, format };
  }

  #rows(): RankRow[] {
    const rows = rankRows(this.feed.data!, this.#flows.data, this.#measure, rankChange(this.#measure));
    return this.movers ? moversOf(rows, rankCount(this)) : rows;
  }

  get #measure(): Measure {
    return this.feed.view!.measures[0]!;
  }

  /** Whether it can be below nothing, so that each figure shows its sign and each bar its colour. */
  get #isSigned(): boolean {
    return this.movers || this.#measure === 'balance' || ['ratio', 'points'].includes(this.#kind);
  }

  get #kind() {
    return measureDefinition(this.#measure).kind;
  }

  #title(): string {
    if (this.label !== null) return this.label;
    const dimension = message(this.language, `dimension.${dimensionOf(this.by)}`);
    const isSum = sumOf(this.#measure) === this.#measure;
    return isSum ? dimension : `${dimension} · ${measureName(this.language, this.#measure)}`;
  }

  #unit({ unit }: AxisFormatter): string {
    if (unit === '') return '';
    return this.language === 'zh-CN' ? `（${unit}）` : `, ${unit}`;
  }

  #nameOf({ code }: RankRow): string {
    return this.nameOf(code, this.by);
  }

  #summary(first: RankRow | undefined, { format, unit }: AxisFormatter): string {
    const lang = this.language;
    if (first === undefined) return this.#title();
    const amount = joinUnit({ number: format(first.total), unit }, lang);
    return message(lang, 'rank.summary', { title: this.#title(), first: this.#nameOf(first), amount });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-rank': TradeRank;
  }
}
