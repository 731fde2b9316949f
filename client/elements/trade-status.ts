import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { CLOCK_VIEW, FeedController } from '../feed/feed-controller.js';
import { isCurrent } from '../feed/feed-state.js';
import { formatAge } from '../format/format-age.js';
import { asOfText, moneyText, sourceText } from '../format/provenance.js';
import { message } from '../locales/message.js';
import { oneOf } from './one-of.js';
import { statusStyles } from './status-styles.js';
import { provenanceKey, showProvenance } from './provenance-shown.js';
import type { ElementState } from './element-state.js';
import { TradeElement } from './trade-element.js';

export const STATUS_PARTS = ['kind', 'state', 'as-of', 'money', 'source'] as const;

export type StatusPart = (typeof STATUS_PARTS)[number];

/**
 * What every figure beside it has to say of itself: SIMULATED, REPLAY or LIVE, how fresh it is, as of when, in which
 * currency and valuation, from where.
 *
 * @element trade-status
 * @attr {string} show - which parts, of kind, state, as-of, money, source, separated by spaces; by default all
 * @csspart kind - the badge
 * @csspart state - the connection's state and the age of the newest frame
 * @csspart dot - the coloured dot before it
 * @csspart as-of - the playhead in the timeline's own zone
 * @csspart money - currency and valuation
 * @csspart source - who published the figures, or the seed of simulated ones
 */
export class TradeStatus extends TradeElement {
  static override styles = [...TradeElement.styles, statusStyles];

  @property() show: string | null = null;

  protected override readonly feed = new FeedController(this, () => {
    this.#parts();
    return CLOCK_VIEW;
  });

  protected override get hasContent(): boolean {
    return this.feed.timeline !== null;
  }

  protected override renderContent(): TemplateResult {
    const timeline = this.feed.timeline!;
    const renderers: Record<StatusPart, () => TemplateResult> = {
      kind: () => this.#renderKind(timeline),
      state: () => this.#renderState(),
      'as-of': () => this.#renderAsOf(timeline),
      money: () => this.#renderMoney(timeline),
      source: () => this.#renderSource(timeline),
    };
    return html`<div class="status" part="base">${this.#parts().map((part) => renderers[part]())}</div>`;
  }

  protected override willUpdate(): void {
    const { connection, timeline } = this.feed;
    const isShown = connection !== null && timeline !== null && this.isConnected;
    const says =
      isShown && (this.show ?? 'kind').split(/[\s,]+/).some((word) => word === 'kind' || word === '');
    showProvenance(this, says ? provenanceKey(connection.url, timeline.name) : null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    showProvenance(this, null);
  }

  #parts(): StatusPart[] {
    const words = (this.show ?? '').split(/[\s,]+/).filter((word) => word !== '');
    return words.length === 0 ? [...STATUS_PARTS] : words.map((word) => oneOf('show', word, STATUS_PARTS));
  }

  #renderKind({ kind }: TimelineInfo): TemplateResult {
    return html`<span class="kind ${kind}" part="kind">${message(this.language, `kind.${kind}`)}</span>`;
  }

  #renderState(): TemplateResult {
    const { state } = this;
    return html`<span class="state ${state}" part="state"
      ><span class="dot" part="dot"></span>${this.#stateText(state)}</span
    >`;
  }

  /** While all is well the age says it best; else the state in words comes first. */
  #stateText(state: ElementState): string {
    const lang = this.language;
    const { connection } = this.feed;
    const ageMs = isCurrent(this.feed.state) ? connection?.frameGapMs : connection?.ageMs;
    const age = ageMs === null || ageMs === undefined ? '' : formatAge(ageMs, lang);
    if (state === 'live') return age;
    const text = state === 'empty' || state === 'error' ? '' : message(lang, `state.${state}`);
    return isCurrent(this.feed.state) || age === '' ? text : `${text} · ${age}`;
  }

  #renderAsOf(timeline: TimelineInfo): TemplateResult {
    return html`<span part="as-of">${asOfText(timeline, this.language, this.feed.known)}</span>`;
  }

  #renderMoney(timeline: TimelineInfo): TemplateResult {
    const text = moneyText(timeline, this.language);
    return html`${text === '' ? nothing : html`<span part="money">${text}</span>`}`;
  }

  #renderSource(timeline: TimelineInfo): TemplateResult {
    return html`<span part="source">${sourceText(timeline, this.language)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-status': TradeStatus;
  }
}
