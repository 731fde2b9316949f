import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import { groupKey } from '../feed/view-data.js';
import { FeedController } from '../feed/feed-controller.js';
import { changeColor, formatChange, type RiseColor } from '../format/format-change.js';
import { formatDayOfYear, formatInstant } from '../format/format-instant.js';
import { quantityText } from '../format/format-quantity.js';
import { asOfInstant } from '../format/timeline-texts.js';
import { paceOf, shareOfYear, shareOfYearBefore, type Pace } from '../format/pace.js';
import { UNKNOWN } from '../format/number.js';
import { elementsMessage } from '../locales/elements-message.js';
import type { Figures } from '../tables/figures.js';
import { FigureElement } from './figure-element.js';
import { measureName } from '../locales/measure-name.js';

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
 * @csspart name - a measure, and what it has come to
 * @csspart track - the bar of a measure
 * @csspart outcome - what the year comes to at this pace
 */
export class TradePlan extends FigureElement {
  static override styles = [
    ...FigureElement.styles,
    css`
      .rows {
        display: grid;
        grid-template-columns: max-content max-content minmax(6em, 1fr) max-content;
        align-items: center;
        gap: 0.45em 1.6em;
      }
      .heading {
        grid-row: span 2;
        display: grid;
        gap: 0.3em;
        margin: 0;
        font-size: 1em;
        font-weight: 500;
      }
      .key,
      .name,
      .outcome {
        color: var(--_muted);
      }
      .key {
        font-weight: 400;
      }
      .key::before {
        content: '';
        display: inline-block;
        inline-size: 0.16em;
        block-size: 1em;
        margin-inline-end: 0.5em;
        vertical-align: -0.12em;
        background: var(--_text);
      }
      .name b,
      .outcome b {
        color: var(--_text);
        font-weight: 500;
      }
      .outcome {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 1em;
        text-align: end;
      }
      .good b {
        color: var(--_good);
      }
      .bad b {
        color: var(--_bad);
      }
      .track {
        position: relative;
        block-size: 1em;
        border-radius: 0.2em;
        background: var(--_grid);
      }
      .fill,
      .beyond,
      .tick {
        position: absolute;
        inset-block: 0;
      }
      .fill {
        inset-inline-start: 0;
        border-radius: inherit;
        background: linear-gradient(
          90deg,
          color-mix(in srgb, var(--_muted) 30%, var(--_surface)),
          color-mix(in srgb, var(--_muted) 85%, var(--_surface))
        );
      }
      .beyond {
        inset-inline-end: 0;
        border-inline-start: 0.12em solid var(--_faint);
      }
      .tick {
        inset-block: -0.2em;
        inline-size: 0.16em;
        margin-inline-start: -0.08em;
        background: var(--_text);
        box-shadow: 0 0 0 0.12em var(--_surface);
      }
      @media (forced-colors: active) {
        .track {
          outline: 1px solid CanvasText;
        }
        .fill,
        .tick {
          forced-color-adjust: none;
          background: CanvasText;
        }
        .tick {
          background: Highlight;
          box-shadow: 0 0 0 0.12em Canvas;
        }
      }
      @container plan (max-inline-size: 62em) {
        .rows {
          grid-template-columns: max-content minmax(6em, 1fr) max-content;
        }
        .heading {
          grid-row: auto;
          grid-column: 1 / -1;
          grid-auto-flow: column;
          justify-content: space-between;
        }
      }
      @container plan (max-inline-size: 34em) {
        .rows {
          grid-template-columns: 1fr;
        }
        .heading {
          grid-auto-flow: row;
        }
        .outcome {
          margin-block-end: 0.5em;
        }
      }
      .content {
        display: block;
        container: plan / inline-size;
      }
    `,
  ];

  @property({ type: Number }) value: number | null = null;
  @property({ type: Number }) tonnage: number | null = null;
  @property() name = '';
  @property() rise: RiseColor | null = null;

  protected readonly feed = new FeedController(this, () =>
    this.#measures.length === 0
      ? null
      : {
          measures: this.#measures.flatMap((measure) => [measure, YEAR_ON_YEAR[measure]]),
          bucket: '1y',
          last: 2,
        },
  );

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
      </div>
      ${this.#measures.map((measure) => this.#renderRow(measure))}
    </div>`;
  }

  get #heading(): string {
    const time = asOfInstant(this.feed.timeline!);
    const lang = this.language;
    const year = formatInstant(time, { lang, utcOffsetMs: this.#offsetMs, precision: 'year' });
    return elementsMessage(lang, 'plan.heading', { year, name: this.name });
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
