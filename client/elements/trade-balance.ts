import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Flow } from '../../protocol/dimensions.js';
import { measureDefinition } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { groupKey } from '../feed/view-data.js';
import { quantityText } from '../format/format-quantity.js';
import { message } from '../locales/message.js';
import { oneOf } from './one-of.js';
import { AMOUNT_MEASURES } from './amount-measures.js';
import { balanceStyles } from './balance-styles.js';
import { ViewElement } from './view-element.js';
import { measureName } from '../locales/measure-name.js';
import { refused } from './refused.js';

/**
 * Exports and imports against each other: two bars that meet where the whole is divided between them, with the balance
 * and how far exports cover imports. Of the year so far by default.
 *
 * @element trade-balance
 * @attr {string} measure - what adds up: value, tonnage, records, their …YearToDate, …Rolling12Months, …Annualised, tonnageRate; by default the first that is reported
 * @attr {string} bucket - by default `1y`: the year to date
 * @attr {boolean} closed - shows the newest bucket that has ended, instead of the one still growing
 * @attr {string} label - heading; by default the measure and the period
 * @csspart label - the heading
 * @csspart export - name and amount of the exports
 * @csspart import - name and amount of the imports
 * @csspart bar - the bar
 * @csspart export-bar - the part of it that is exports
 * @csspart import-bar - the part of it that is imports
 * @csspart outcome - balance and coverage
 */
export class TradeBalance extends ViewElement {
  static override styles = [...ViewElement.styles, balanceStyles];

  @property({ type: Boolean }) closed = false;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    return this.feed.data?.groups.length === 0;
  }

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    if (timeline.flows.length < 2)
      throw refused(`trade-balance: ${timeline.name} does not tell exports and imports apart; use trade-kpi`);
    if (this.flow !== null) throw refused('flow: expected none, for a balance is of both; leave it out');
    const measure = oneOf('measure', this.measureOf(timeline), AMOUNT_MEASURES);
    const { flow: _, ...where } = this.where;
    return {
      measures: [measure],
      by: ['flow'],
      where,
      bucket: this.bucket ?? '1y',
      last: this.closed ? 2 : 1,
    };
  }

  protected override renderContent(): TemplateResult {
    const [exports, imports] = [this.#amount('export'), this.#amount('import')];
    return html`<div class="balance" part="base">
      <div class="label" part="label">${this.fullTitle}</div>
      ${this.#renderSide('export', exports)} ${this.#renderSide('import', imports)}
      ${this.#renderBar(exports, imports)}
      <div class="outcome" part="outcome">${this.#outcome(exports, imports)}</div>
    </div>`;
  }

  #renderSide(flow: Flow, amount: number | null): TemplateResult {
    return html`<div class="side ${flow}" part=${flow}>
      <span class="name">${this.#nameOf(flow)}</span> <span class="amount">${this.#text(amount)}</span>
    </div>`;
  }

  /** A bar of what is not known would say that it is nothing. */
  #renderBar(exports: number | null, imports: number | null): TemplateResult | typeof nothing {
    if (exports === null || imports === null || exports + imports <= 0) return nothing;
    const share = (100 * exports) / (exports + imports);
    // As a property: a content security policy may forbid the attribute.
    return html`<div class="bar" part="bar" aria-hidden="true">
      <i class="export" part="export-bar" .style=${`inline-size: ${share.toFixed(2)}%`}></i>
      <i class="import" part="import-bar"></i>
      <i class="middle"></i>
    </div>`;
  }

  #outcome(exports: number | null, imports: number | null): string {
    if (exports === null || imports === null) return message(this.language, 'blank.unknown');
    const lang = this.language;
    const name = message(lang, exports >= imports ? 'term.surplus' : 'term.deficit');
    const balance = `${name} ${this.#text(Math.abs(exports - imports))}`;
    if (imports <= 0) return balance;
    const coverage = quantityText((100 * exports) / imports, 'percent', { lang, currency: null });
    return `${balance} · ${message(lang, 'term.exportsCoverImports')} ${coverage}`;
  }

  #amount(flow: Flow): number | null {
    const data = this.feed.data!;
    const cell = data.column(groupKey([flow]), data.view.measures[0]!)?.at(this.newest(this.closed));
    return cell === undefined || Number.isNaN(cell) ? null : cell;
  }

  #text(amount: number | null): string {
    const { kind } = measureDefinition(this.feed.view!.measures[0]!);
    const lang = this.language;
    const text = quantityText(amount, kind, { lang, currency: this.feed.timeline!.currency });
    return kind === 'count' && amount !== null ? `${text} ${message(lang, 'unit.records')}` : text;
  }

  /** Exports and imports mostly are not valued alike, which the balance of values has to say. */
  #nameOf(flow: Flow): string {
    const name = message(this.language, `flow.${flow}`);
    const valuation = this.feed.timeline!.valuation[flow];
    return measureDefinition(this.feed.view!.measures[0]!).kind === 'money' && valuation !== null
      ? `${name} ${valuation}`
      : name;
  }

  protected override get fullTitle(): string {
    if (this.label !== null) return this.label;
    const lang = this.language;
    const measure = measureName(lang, this.feed.view!.measures[0]!);
    return [measure, this.period(this.newest(this.closed))].join(lang === 'zh-CN' ? '·' : ', ');
  }

  protected override get summary(): string {
    const [exports, imports] = [this.#amount('export'), this.#amount('import')];
    const sides = [
      `${this.#nameOf('export')} ${this.#text(exports)}`,
      `${this.#nameOf('import')} ${this.#text(imports)}`,
    ];
    return `${[this.fullTitle, ...sides, this.#outcome(exports, imports)].join('; ')}.`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-balance': TradeBalance;
  }
}
