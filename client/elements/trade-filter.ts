import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import {
  dimensionOf,
  GROUPINGS,
  OTHER_GROUP,
  type Dimension,
  type Grouping,
} from '../../protocol/dimensions.js';
import { ProblemError } from '../../protocol/errors.js';
import type { Measure } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { ViewRequest } from '../../protocol/view.js';
import { FeedController } from '../feed/feed-controller.js';
import { announceSource, answerSource, type FeedSource, type FeedSourceHost } from '../feed/feed-source.js';
import { elementsMessage } from '../locales/elements-message.js';
import { message } from '../locales/message.js';
import { codeName } from './code-name.js';
import { filterStyles } from './filter-styles.js';
import { oneOf } from './one-of.js';
import { TradeElement } from './trade-element.js';

/** Groups to choose from: the largest of the year, as many as a list can be read through. */
const DEFAULT_CHOICES = 40;

/**
 * A list to choose from what is shown: one partner, chapter, port …, or several. It filters the elements inside it; or,
 * with `for`, all that use a source. What it offers are the largest groups of the year so far.
 *
 * @element trade-filter
 * @attr {string} by - partner (default), commodity:2, commodity:4, port, mode, transport, flow
 * @attr {string} for - id of a trade-source that is to be filtered; without, the elements inside are
 * @attr {string} codes - what is chosen, comma-separated; empty: all
 * @attr {boolean} multiple - several can be chosen
 * @attr {number} top - how many to choose from, by default 40
 * @attr {string} label - by default what is chosen from
 * @slot - the elements to be filtered
 * @csspart label - the label
 * @csspart select - the list, where one can be chosen
 * @csspart choices - the list, where several can be chosen
 * @event {CustomEvent<{dimension: Dimension, codes: string[]}>} trade-filter - another choice was made
 */
export class TradeFilter extends TradeElement implements FeedSourceHost {
  static override styles = [...TradeElement.styles, filterStyles];

  @property() by: Grouping = 'partner';
  @property({ attribute: 'for' }) htmlFor: string | null = null;
  @property({ reflect: true }) codes: string | null = null;
  @property({ type: Boolean }) multiple = false;
  @property({ type: Number }) top: number | null = null;
  @property() label: string | null = null;

  protected override readonly feed = new FeedController(this, (timeline) => this.#choose(timeline));

  constructor() {
    super();
    answerSource(this, () => this.htmlFor === null);
  }

  /** For the elements inside: the source around, and this filter. */
  get feedSource(): FeedSource {
    const outer = this.feed.source;
    const own = { ...outer, src: this.src ?? outer.src, timeline: this.timeline ?? outer.timeline };
    if (this.htmlFor !== null || this.#chosen.length === 0) return own;
    return { ...own, where: { ...outer.where, [this.#dimension]: this.#chosen } };
  }

  protected override get hasContent(): boolean {
    return this.feed.data !== null;
  }

  protected override get heading(): string | null {
    return this.label;
  }

  protected override get ownProblem(): string | null {
    if (this.htmlFor === null || this.#target !== null) return null;
    return elementsMessage(this.language, 'filter.none', { id: this.htmlFor });
  }

  #choose(timeline: TimelineInfo): Omit<ViewRequest, 'timeline'> {
    const by = oneOf('by', this.by, GROUPINGS);
    const dimension = dimensionOf(by);
    if (!timeline.dimensions.includes(dimension)) throw notReported(timeline, dimension);
    const sums: readonly Measure[] = ['value', 'tonnage', 'records'];
    const measure = sums.find((sum) => timeline.measures.includes(sum)) ?? 'records';
    const { [dimension]: _, ...where } = this.feed.source.where ?? {};
    const top = dimension === 'flow' ? {} : { top: this.top ?? DEFAULT_CHOICES };
    return { measures: [measure], by: [by], where, bucket: '1y', last: 1, ...top };
  }

  protected override render(): TemplateResult {
    return html`${super.render()}<slot></slot>`;
  }

  protected override renderContent(): TemplateResult {
    const label = this.label ?? message(this.language, `dimension.${this.#dimension}`);
    return this.multiple ? this.#renderChoices(label) : this.#renderSelect(label);
  }

  #renderSelect(label: string): TemplateResult {
    const [chosen = ''] = this.#chosen;
    return html`<label class="one" part="base">
      <span part="label">${label}</span>
      <select part="select" @change=${this.#onSelect}>
        <option value="" .selected=${chosen === ''}>${elementsMessage(this.language, 'filter.all')}</option>
        ${this.#offered.map(
          (code) => html`<option value=${code} .selected=${code === chosen}>${this.#nameOf(code)}</option>`,
        )}
      </select>
    </label>`;
  }

  #renderChoices(label: string): TemplateResult {
    const chosen = this.#chosen;
    const all = elementsMessage(this.language, 'filter.all');
    return html`<details part="base">
      <summary part="label">
        ${label}: <b>${chosen.length === 0 ? all : chosen.map(this.#nameOf).join(', ')}</b>
      </summary>
      <fieldset part="choices">
        <legend>${label}</legend>
        ${this.#offered.map((code) => this.#renderChoice(code, chosen.includes(code)))}
      </fieldset>
      ${chosen.length === 0 ? nothing : this.#renderClear()}
    </details>`;
  }

  #renderChoice(code: string, isChosen: boolean): TemplateResult {
    return html`<label>
      <input type="checkbox" value=${code} .checked=${isChosen} @change=${this.#onCheck} />
      ${this.#nameOf(code)}
    </label>`;
  }

  #renderClear(): TemplateResult {
    return html`<button type="button" @click=${() => this.#choseCodes([])}>
      ${elementsMessage(this.language, 'filter.clear')}
    </button>`;
  }

  get #dimension(): Dimension {
    return dimensionOf(this.by);
  }

  get #chosen(): string[] {
    return (this.codes ?? '')
      .split(',')
      .map((code) => code.trim())
      .filter((code) => code !== '');
  }

  /** What is chosen stays in the list, however small it has become. */
  get #offered(): string[] {
    const data = this.feed.data!;
    const measure = data.view.measures[0]!;
    const sized = data.groups
      .flatMap(({ key, codes: [code] }) => (code === null || code === undefined ? [] : [{ key, code }]))
      .filter(({ code }) => code !== OTHER_GROUP)
      .sort((a, b) => (data.latest(b.key, measure) ?? 0) - (data.latest(a.key, measure) ?? 0))
      .map(({ code }) => code);
    return [...sized, ...this.#chosen.filter((code) => !sized.includes(code))];
  }

  readonly #nameOf = (code: string): string => {
    const { connection, timeline } = this.feed;
    return codeName(code, this.by, {
      feed: connection!.url,
      timeline: connection!.baseOf(timeline!.name),
      lang: this.language,
      onLoaded: this.#onLoaded,
    });
  };

  readonly #onLoaded = (): void => this.requestUpdate();

  readonly #onSelect = (event: Event): void => {
    const { value } = event.currentTarget as HTMLSelectElement;
    this.#choseCodes(value === '' ? [] : [value]);
  };

  readonly #onCheck = (event: Event): void => {
    const { value, checked } = event.currentTarget as HTMLInputElement;
    const others = this.#chosen.filter((code) => code !== value);
    this.#choseCodes(checked ? [...others, value] : others);
  };

  #choseCodes(codes: string[]): void {
    this.codes = codes.length === 0 ? null : codes.join(',');
    const detail = { dimension: this.#dimension, codes };
    this.dispatchEvent(new CustomEvent('trade-filter', { detail, bubbles: true, composed: true }));
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const isOther = ['codes', 'by', 'htmlFor', 'timeline', 'src', 'source'].some((name) => changed.has(name));
    if (isOther && this.htmlFor === null) announceSource();
    if (isOther && this.#target !== null) this.#filter(this.#target);
  }

  /** A source keeps its filters as attributes, and with them in the page's address. */
  #filter(source: Element): void {
    if (this.#chosen.length === 0) source.removeAttribute(this.#dimension);
    else source.setAttribute(this.#dimension, this.#chosen.join(','));
  }

  /** The source that `for` names. */
  get #target(): Element | null {
    if (this.htmlFor === null) return null;
    const root = this.getRootNode() as Document | ShadowRoot;
    const source = root.getElementById(this.htmlFor) ?? this.ownerDocument.getElementById(this.htmlFor);
    return source?.localName === 'trade-source' ? source : null;
  }
}

function notReported({ name, dimensions }: TimelineInfo, dimension: Dimension): ProblemError {
  const known = dimensions.join(', ') || 'nothing';
  const message = `by: ${name} is broken down by ${known}, not by ${dimension}`;
  return new ProblemError({ code: 'impossible-view', field: 'by', message });
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-filter': TradeFilter;
  }
}
