import { html, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ALERT_DIMENSIONS, type Alert, type Alerts } from '../../protocol/alerts.js';
import { utcOffsetMs } from '../../protocol/timeline-info.js';
import type { ChartMark } from '../charts/chart-model.js';
import { AlertWatch } from '../feed/alert-watch.js';
import { CLOCK_VIEW, FeedController } from '../feed/feed-controller.js';
import { isCurrent } from '../feed/feed-state.js';
import { alertsMessage } from '../locales/alerts-message.js';
import type { ExportedRows } from '../tables/exported.js';
import { alertTable } from './alert-table.js';
import { alertText, quietText, wantedAlerts, type TextContext } from './alert-text.js';
import { alertStyles } from './alert-styles.js';
import { codeName } from './code-name.js';
import { exportedAlerts } from './exported-alerts.js';
import { FigureElement } from './figure-element.js';
import { FollowedElement } from './followed-element.js';
import { oneOf } from './one-of.js';
import { TradeChart } from './trade-chart.js';
import type { ElementState } from './element-state.js';
import { wholeNumber } from './whole-number.js';

const DIMENSIONS = ['flow', ...ALERT_DIMENSIONS] as const;

/** As many as are read at one look. */
const DEFAULT_ROWS = 3;

/** What unusual flows are told by `trade-alerts`. */
export interface AlertsDetail {
  readonly alerts: readonly Alert[];
  /** The spans of the alerts, for the `marks` of a chart. */
  readonly marks: readonly ChartMark[];
}

/**
 * Flows that are unlike what their weekday, season and calendar let expect: since when, by how much, and until when. The
 * server finds them; this shows those that go on, or with `past` also those that are over, and marks them on a chart.
 *
 * @element trade-alerts
 * @attr {string} by - what of, of flow, partner, commodity, port, separated by spaces; by default all
 * @attr {number} change - least change that is shown, in percent, where that is more than the server's own
 * @attr {number} rows - how many are shown at most, by default 3; those left out are counted
 * @attr {boolean} past - also those that are over
 * @attr {string} quiet - `hide` shows nothing at all while nothing is unusual
 * @attr {string} for - id of a `trade-chart` on which the spans are marked
 * @event {CustomEvent<AlertsDetail>} trade-alerts - other alerts than before
 * @cssstate unusual - something is shown
 * @csspart alert - one of them
 * @csspart name - what it is of
 * @csspart change - by how much
 * @csspart amounts - what was observed, and what was to be expected
 * @csspart time - since when, or from when to when
 * @csspart more - how many are left out
 */
export class TradeAlerts extends FigureElement {
  static override styles = [...FigureElement.styles, alertStyles];

  @property() by: string | null = null;
  @property({ type: Number }) change: number | null = null;
  @property({ type: Number }) rows: number | null = null;
  @property({ type: Boolean }) past = false;
  @property() quiet: 'show' | 'hide' = 'show';
  @property() for: string | null = null;

  protected override readonly feed = new FeedController(this, () => {
    for (const word of this.#words()) oneOf('by', word, DIMENSIONS);
    oneOf('quiet', this.quiet, ['show', 'hide']);
    if (this.rows !== null) wholeNumber('rows', this.rows);
    return CLOCK_VIEW;
  });
  readonly #watch = new AlertWatch(this, this.feed);
  readonly #chart = new FollowedElement(this, () => this.for);
  #shown: readonly Alert[] = [];
  #told = '[[],[]]';
  #markedChart: Element | null = null;

  /** What is unusual now; null before the server has said so. */
  get alerts(): readonly Alert[] | null {
    return this.#watch.answer === null ? null : this.#shown;
  }

  /** Before the server has said anything of it, nothing is known, however live the figures of the page are. */
  override get state(): ElementState {
    const state = super.state;
    const isKnown = state === 'error' || this.#watch.answer !== null;
    return isKnown || !isCurrent(this.feed.state) ? state : 'connecting';
  }

  override get exported(): ExportedRows | null {
    const { timeline, known } = this.feed;
    const { answer } = this.#watch;
    if (timeline === null || answer === null) return null;
    return {
      title: this.heading,
      timeline,
      known,
      ...exportedAlerts(this.#shown, answer, timeline),
      table: alertTable(this.#shown, answer, this.#context),
    };
  }

  protected override get heading(): string {
    return alertsMessage(this.language, 'alerts.title');
  }

  protected override get hasContent(): boolean {
    return this.feed.timeline !== null && this.#watch.answer !== null;
  }

  protected override get isHidden(): boolean {
    return this.quiet === 'hide' && this.#shown.length === 0;
  }

  protected override get ownProblem(): string | null {
    const [lang, id, { answer, fault }] = [this.language, this.for, this.#watch];
    if (id !== null && !(this.#chart.element instanceof TradeChart))
      return alertsMessage(lang, 'alerts.noChart', { id });
    const isUnanswered = fault !== null && answer === null && isCurrent(this.feed.state);
    return isUnanswered ? alertsMessage(lang, 'alerts.unanswered', { problem: fault }) : null;
  }

  protected override get summary(): string {
    const { answer } = this.#watch;
    if (answer === null) return '';
    const [lang, title] = [this.language, this.heading];
    const told = this.#shown.slice(0, this.#count).map((alert) => {
      const { name, change, amounts, time } = alertText(alert, answer, this.#context);
      return `${name} ${change}, ${amounts}, ${time}`;
    });
    const list = [...told, ...this.#more()];
    if (list.length === 0) list.push(quietText(answer, this.#context));
    return alertsMessage(lang, 'alerts.summary', { title, list: list.join(lang === 'zh-CN' ? '；' : '; ') });
  }

  protected override willUpdate(): void {
    const all = this.#watch.answer?.alerts ?? [];
    const wanted = wantedAlerts(all, {
      by: this.#words().length === 0 ? DIMENSIONS : this.#words(),
      change: (this.change ?? 0) / 100,
      where: this.feed.source.where ?? {},
    });
    this.#shown = this.past ? wanted : wanted.filter(({ to }) => to === null);
    this.setState('unusual', this.#shown.length > 0);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const marks = this.#marks();
    const told = JSON.stringify([this.#shown, marks]);
    if (told === this.#told && this.#chart.element === this.#markedChart) return;
    this.#told = told;
    this.#tell(marks);
  }

  protected override renderContent(): TemplateResult {
    const answer = this.#watch.answer!;
    if (this.#shown.length === 0)
      return html`<p class="quiet" part="base">${quietText(answer, this.#context)}</p>`;
    return html`<ul part="base" aria-label=${this.heading}>
      ${this.#shown.slice(0, this.#count).map((alert) => this.#renderAlert(alert, answer))}
      ${this.#more().map((text) => html`<li class="more" part="more">${text}</li>`)}
    </ul>`;
  }

  #renderAlert(alert: Alert, answer: Alerts): TemplateResult {
    const { name, change, amounts, time } = alertText(alert, answer, this.#context);
    return html`<li class=${alert.to === null ? 'on' : 'over'} part="alert">
      <b class="name" part="name">${name}</b>
      <span class="change" part="change">${change}</span>
      <span class="time" part="time">${time}</span>
      <span class="amounts" part="amounts">${amounts}</span>
    </li>`;
  }

  get #count(): number {
    return this.rows ?? DEFAULT_ROWS;
  }

  /** How many are left out, where any are. */
  #more(): string[] {
    const count = this.#shown.length - this.#count;
    return count > 0 ? [alertsMessage(this.language, 'alerts.more', { count: String(count) })] : [];
  }

  #tell(marks: readonly ChartMark[]): void {
    const { element } = this.#chart;
    this.#markedChart = element;
    if (element instanceof TradeChart) element.marks = marks;
    const detail: AlertsDetail = { alerts: this.#shown, marks };
    this.dispatchEvent(new CustomEvent('trade-alerts', { detail, bubbles: true, composed: true }));
  }

  /** An alert that goes on is marked up to what was judged last. */
  #marks(): ChartMark[] {
    const { answer } = this.#watch;
    if (answer === null || this.feed.timeline === null) return [];
    return this.#shown.map((alert) => {
      const { name, change } = alertText(alert, answer, this.#context);
      return { time: alert.from, end: alert.to ?? answer.at, label: `${name} ${change}`, isAlert: true };
    });
  }

  get #context(): TextContext {
    const { connection, timeline } = this.feed;
    const lang = this.language;
    const places = { feed: connection!.url, timeline: connection!.baseOf(timeline!.name), lang };
    return {
      lang,
      utcOffsetMs: utcOffsetMs(timeline!.utcOffset),
      nameOf: (code, grouping) => codeName(code, grouping, { ...places, onLoaded: this.#onLoaded }),
    };
  }

  readonly #onLoaded = (): void => this.requestUpdate();

  #words(): string[] {
    return (this.by ?? '').split(/[\s,]+/).filter((word) => word !== '');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-alerts': TradeAlerts;
  }
}
