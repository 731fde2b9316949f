import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { dimensionOf, GROUPINGS, OTHER_GROUP, type Grouping } from '../../protocol/dimensions.js';
import { ProblemError } from '../../protocol/errors.js';
import {
  measureDefinition,
  MEASURES,
  SUMMED_MEASURES,
  sumOf,
  yearOnYearOf,
  type Measure,
} from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { columnFormatter, type AxisFormatter } from '../format/axis-formatter.js';
import { changeColor, formatChange, type RiseColor } from '../format/format-change.js';
import { joinUnit } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import type { Figures } from '../tables/figures.js';
import { LazyPart } from './lazy-part.js';
import { moversOf, rankRows, type RankRow } from './rank-rows.js';
import { rankStyles } from './rank-styles.js';
import { oneOf } from './one-of.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';

const DEFAULT_TOP = 10;

/** What each group has of its own; a concentration is that of all of them. */
const RANKED = MEASURES.filter((measure) => !measure.endsWith('Concentration'));

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

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline, false));
  readonly #flows = new FeedController(this, (timeline) => this.#chooseFlows(timeline));

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

  #choose(timeline: TimelineInfo, splitsFlows: boolean): Omit<ViewRequest, 'timeline'> {
    const by = oneOf('by', this.by, GROUPINGS);
    if (by === 'flow') throw refused('by: two flows are no ranking; expected partner, commodity:2, port …');
    if (this.rise !== null) oneOf('rise', this.rise, ['green', 'red']);
    oneOf('rest', this.rest, ['show', 'hide']);
    const measure = oneOf('measure', this.measureOf(timeline), this.movers ? SUMMED_MEASURES : RANKED);
    const sum = sumOf(measure);
    const change = this.#changeOf(measure);
    return {
      measures: splitsFlows || change === undefined ? [measure] : [measure, change],
      by: splitsFlows ? [by, 'flow'] : [by],
      where: this.where,
      bucket: this.bucket ?? '1y',
      last: 1,
      ...(!this.movers && { top: this.#count, ...(sum === undefined ? {} : { rankBy: sum }) }),
    };
  }

  #chooseFlows(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> | null {
    const measure = this.measureOf(timeline);
    const isSplit = !this.movers && sumOf(measure) === measure && timeline.dimensions.includes('flow');
    return isSplit ? this.#choose(timeline, true) : null;
  }

  protected override renderContent(): TemplateResult {
    const { rows, ranked, format } = this.#ranking();
    const longest = Math.max(0, ...ranked.flatMap((row) => barsOf(row).map((bar) => bar.value)));
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
      <th scope="row" class="name" title=${name}>${name}</th>
      <td>${isRest ? nothing : barsOf(row).map((bar) => this.#renderBar(bar, longest, barColor))}</td>
      <td class="total">${this.#isSigned && row.total! > 0 ? '+' : ''}${figures.format(row.total)}</td>
      <td class="change ${color}">${change.text}</td>
    </tr>`;
  }

  #renderBar({ flow, value }: Bar, longest: number, color: string): TemplateResult {
    const width = `${(longest > 0 ? (100 * value) / longest : 0).toFixed(2)}%`;
    // As a property: a content security policy may forbid the attribute, even where lit's styleMap sets it.
    return html`<div part="bar" class="bar ${color || flow}" .style=${`width: ${width}`}></div>`;
  }

  #ranking(): { rows: RankRow[]; ranked: RankRow[]; format: AxisFormatter } {
    const rows = this.#rows().filter(({ code }) => this.rest === 'show' || code !== OTHER_GROUP);
    const ranked = rows.filter(({ code }) => code !== OTHER_GROUP);
    const largest = Math.max(0, ...ranked.map((row) => Math.abs(row.total ?? 0)));
    const format = columnFormatter(this.#kind, largest, this.language, this.feed.timeline?.currency ?? null);
    return { rows, ranked, format };
  }

  #rows(): RankRow[] {
    const rows = rankRows(this.feed.data!, this.#flows.data, this.#measure, this.#changeOf(this.#measure));
    return this.movers ? moversOf(rows, this.#count) : rows;
  }

  get #count(): number {
    return this.top ?? DEFAULT_TOP;
  }

  get #measure(): Measure {
    return this.feed.view!.measures[0]!;
  }

  /** The change of the sum behind it, whichever way the groups are looked at. */
  #changeOf(measure: Measure): Measure | undefined {
    return yearOnYearOf(sumOf(measure) ?? measure);
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

interface Bar {
  readonly flow: 'export' | 'import' | 'whole';
  readonly value: number;
}

function barsOf({ exports, imports, total }: RankRow): Bar[] {
  if (exports === null && imports === null) return [{ flow: 'whole', value: Math.abs(total ?? 0) }];
  return [
    { flow: 'export', value: exports ?? 0 },
    { flow: 'import', value: imports ?? 0 },
  ];
}

function refused(text: string): ProblemError {
  return new ProblemError({ code: 'bad-view', message: text });
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-rank': TradeRank;
  }
}
