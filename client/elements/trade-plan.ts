import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { groupKey } from '../feed/view-data.js';
import { FeedController, type ViewChoice } from '../feed/feed-controller.js';
import { changeColor, formatChange, type RiseColor } from '../format/format-change.js';
import { formatDayOfYear, formatInstant } from '../format/format-instant.js';
import { quantityText } from '../format/format-quantity.js';
import { asOfInstant } from '../format/timeline-texts.js';
import { paceOf, shareOfYear, shareOfYearBefore, type Pace } from '../format/pace.js';
import { UNKNOWN } from '../format/number.js';
import { elementsMessage } from '../locales/elements-message.js';
import type { Figures } from '../tables/figures.js';
import { FilteredElement } from './filtered-element.js';
import { whereOf } from './filter-attributes.js';
import { oneOf } from './one-of.js';
import { planStyles } from './plan-styles.js';
import { measureName } from '../locales/measure-name.js';
import { refused } from './refused.js';

type PlanMeasure = 'value' | 'tonnage';

const YEAR_ON_YEAR = { value: 'valueYearOnYear', tonnage: 'tonnageYearOnYear' } as const;

const WHOLE = groupKey([]);

/**
 * The year so far against a baseline year: how far it has come, where the baseline would be at the same instant, and
 * what the year comes to at this pace. Both are taken to run as the year before did, or evenly where that is not known.
 *
 * @element trade-plan
 * @attr {number} value - the baseline's value per year, in the major unit of the timeline's currency
 * @attr {number} tonnage - the baseline's tonnes per year
 * @attr {string} name - what the baseline is the mean of, such as `2021–2025`
 * @attr {string} rise - `green` or `red`: the colour of being ahead; by default red in Chinese and green elsewhere
 * @csspart heading - what the year is set against
 * @csspart unfiltered - that it is of all trade, where its source is filtered
 * @csspart name - a measure, and what it has come to
 * @csspart track - the bar of a measure
 * @csspart outcome - what the year comes to at this pace
 */
export class TradePlan extends FilteredElement {
  static override styles = [...FilteredElement.styles, planStyles];

  @property({ type: Number }) value: number | null = null;
  @property({ type: Number }) tonnage: number | null = null;
  @property() name = '';
  @property() rise: RiseColor | null = null;

  protected override readonly feed = new FeedController(this, () => this.#choose());

  #choose(): ReturnType<ViewChoice> {
    if (this.rise !== null) oneOf('rise', this.rise, ['green', 'red']);
    if (this.#measures.length === 0)
      throw refused('value, tonnage: expected a baseline in one of them, got none');
    for (const measure of this.#measures)
      if (this[measure]! <= 0) throw refused(`${measure}: expected more than 0, got ${this[measure]}`);
    return {
      measures: this.#measures.flatMap((measure) => [measure, YEAR_ON_YEAR[measure]]),
      where: this.where,
      bucket: '1y',
      last: 2,
    };
  }

  /** Whoever chooses something on the page does not choose another baseline with it. */
  protected override get where(): ReturnType<typeof whereOf> {
    return whereOf(this);
  }

  protected override get advice(): string | null {
    const [ignored] = this.#ignored;
    if (ignored === undefined) return null;
    return `${ignored}: the source is filtered by it, and a baseline of all trade is not; give the plan a ${ignored} of its own, and the baseline of that`;
  }

  /** What the source is filtered by, and this is not. */
  get #ignored(): string[] {
    const own = this.where;
    return Object.keys(this.feed.source.where ?? {}).filter((dimension) => !(dimension in own));
  }

  get #measures(): PlanMeasure[] {
    return (['value', 'tonnage'] as const).filter((measure) => this[measure] !== null);
  }

  override get figures(): Figures | null {
    const { data, timeline, known } = this.feed;
    if (data === null || timeline === null) return null;
    return { title: this.#heading, timeline, known, views: [data], nameOf: (code) => code ?? '' };
  }

  protected override get summary(): string {
    const rows = this.#measures.map((measure) => {
      const pace = this.#pace(measure);
      const name = measureName(this.language, measure);
      const amount = pace === null ? UNKNOWN : this.#amount(measure, pace.projected);
      return `${name}: ${elementsMessage(this.language, 'plan.onPace', { amount })}`;
    });
    return `${[this.#heading, ...rows].join('; ')}.`;
  }

  protected get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get isEmpty(): boolean {
    const { data, timeline } = this.feed;
    if (timeline === null) return false;
    return this.#measures.every((measure) => data !== null && data.latest(WHOLE, measure) === null);
  }

  protected renderContent(): TemplateResult {
    const time = asOfInstant(this.feed.timeline!);
    const { language: lang } = this;
    const offset = this.#offsetMs;
    return html`<div class="rows" part="base">
      <div class="heading" part="heading">
        ${this.#heading}
        <span class="key"
          >${elementsMessage(lang, 'plan.meanByDay', { day: formatDayOfYear(time, lang, offset) })}</span
        >
        ${this.#ignored.length === 0 ? nothing : this.#renderUnfiltered()}
      </div>
      ${this.#measures.map((measure) => this.#renderRow(measure))}
    </div>`;
  }

  #renderUnfiltered(): TemplateResult {
    return html`<span class="unfiltered" part="unfiltered">
      ${elementsMessage(this.language, 'plan.unfiltered')}
    </span>`;
  }

  get #heading(): string {
    const time = asOfInstant(this.feed.timeline!);
    const lang = this.language;
    const year = formatInstant(time, { lang, utcOffsetMs: this.#offsetMs, precision: 'year' });
    return elementsMessage(lang, 'plan.heading', { year, name: this.name }).replaceAll(/ +/g, ' ');
  }

  #renderRow(measure: PlanMeasure): TemplateResult | typeof nothing {
    const baseline = this[measure]!;
    const soFar = this.feed.data!.latest(WHOLE, measure);
    const pace = this.#pace(measure);
    if (soFar === null || pace === null) return nothing;
    // As a property: a content security policy may forbid the attribute.
    const percent = (amount: number): string => `${(100 * amount) / Math.max(baseline, pace.projected)}%`;
    return html`<span class="name" part="name">
        ${measureName(this.language, measure)} <b>${this.#amount(measure, soFar)}</b>
      </span>
      <span class="track" part="track">
        <i class="fill" .style=${`inline-size: ${percent(soFar)}`}></i>
        <i class="beyond" .style=${`inset-inline-start: ${percent(baseline)}`}></i>
        <i class="tick" .style=${`inset-inline-start: ${percent(pace.baselineToDate)}`}></i>
      </span>
      ${this.#renderOutcome(measure, pace)}`;
  }

  #pace(measure: PlanMeasure): Pace | null {
    const soFar = this.feed.data!.latest(WHOLE, measure);
    return soFar === null ? null : paceOf(soFar, this[measure]!, this.#shareGone(measure, soFar));
  }

  /** How much of a year has usually come in by now. */
  #shareGone(measure: PlanMeasure, soFar: number): number {
    const data = this.feed.data!;
    const before = data.column(WHOLE, measure)?.at(-2) ?? NaN;
    const yearBefore = Number.isNaN(before) || data.times.length < 2 ? null : before;
    return (
      shareOfYearBefore(soFar, data.latest(WHOLE, YEAR_ON_YEAR[measure]), yearBefore) ??
      shareOfYear(this.feed.timeline!.clock.time, this.#offsetMs)
    );
  }

  #renderOutcome(measure: PlanMeasure, pace: Pace): TemplateResult {
    const { text, direction } = formatChange(pace.ahead, this.language);
    const amount = this.#amount(measure, pace.projected);
    return html`<span class="outcome ${changeColor(direction, this.language, this.rise)}" part="outcome">
      <span>${elementsMessage(this.language, 'plan.onPace', { amount })}</span><b>${text}</b>
    </span>`;
  }

  #amount(measure: PlanMeasure, amount: number): string {
    const currency = this.feed.timeline!.currency;
    return quantityText(amount, measure === 'value' ? 'money' : 'mass', { lang: this.language, currency });
  }

  get #offsetMs(): number {
    return utcOffsetMs(this.feed.timeline!.utcOffset);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-plan': TradePlan;
  }
}
