import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { FeedController, type FeedHost } from '../feed/feed-controller.js';
import { isCurrent } from '../feed/feed-state.js';
import { titleOf } from '../format/timeline-texts.js';
import type { Lang } from '../locales/lang.js';
import type { ElementTools } from '../tables/element-tools.js';
import type { ElementExport } from '../tables/export-element.js';
import { elementTokens } from '../styles/tokens.js';
import { attributeProblem, numberProblem } from './attribute-problem.js';
import { LanguageController } from './language-controller.js';
import { renderAge, renderNotice } from './element-notices.js';
import type { ElementState } from './element-state.js';
import { elementStyles } from './element-styles.js';
import { ProblemReporter } from './problem-reporter.js';

/**
 * What all elements have in common: where their figures come from, their language, and a way to be in each state. A
 * subclass says what to render when there is something to show; it can be asked for nothing else.
 * The state it is in is its `state`, and can be seen as `:state(…)` in CSS.
 *
 * @attr {string} source - id of the `trade-source` to use, where it is not an ancestor
 * @attr {string} src - address of a feed, such as `wss://host/feed`, where there is no `trade-source`
 * @attr {string} timeline - name of a timeline of the feed; by default that of the source, else the feed's first
 * @attr {string} known - of figures that were revised: `now`, the newest, or `then`, as published by the instant shown; by default the source's
 * @cssstate connecting - nothing has come yet
 * @cssstate live - figures are as new as they can be
 * @cssstate replaying - so they are, and the clock of a replay is playing
 * @cssstate paused - the clock stands still
 * @cssstate ended - the clock has come to the end of the timeline
 * @cssstate stale - the feed has fallen silent
 * @cssstate offline - the connection is lost, and tried again
 * @cssstate empty - there is nothing in what was asked for
 * @cssstate error - it can't be shown, and says why
 * @csspart base - all that it shows
 * @csspart label - the heading
 * @csspart notice - the text in place of what can't be shown
 * @csspart age - how old figures are that are not current
 * @cssprop --trade-color-export - colour of exports
 * @cssprop --trade-color-import - colour of imports
 * @cssprop --trade-color-balance - colour of the balance
 * @cssprop --trade-color-good - colour of what is well, and a rise where that is green
 * @cssprop --trade-color-warn - colour of what warns, and SIMULATED
 * @cssprop --trade-color-bad - colour of what is wrong, and a rise where that is red
 * @cssprop --trade-color-text - colour of text
 * @cssprop --trade-color-muted - colour of text beside
 * @cssprop --trade-color-faint - colour of what is folded together
 * @cssprop --trade-color-grid - colour of the lines of a grid
 * @cssprop --trade-color-line - colour of lines between things
 * @cssprop --trade-color-surface - colour of the ground
 * @cssprop --trade-color-series1 - colour of the groups of a chart, number 1
 * @cssprop --trade-color-series2 - colour of the groups of a chart, number 2
 * @cssprop --trade-color-series3 - colour of the groups of a chart, number 3
 * @cssprop --trade-color-series4 - colour of the groups of a chart, number 4
 * @cssprop --trade-color-series5 - colour of the groups of a chart, number 5
 * @cssprop --trade-color-series6 - colour of the groups of a chart, number 6
 * @cssprop --trade-font - font family
 */
export abstract class TradeElement extends LitElement implements FeedHost {
  static override styles = [elementTokens, elementStyles];

  /** Id of the `<trade-source>` to use, where it is not an ancestor. */
  @property() source: string | null = null;

  /** Address of a feed, such as `wss://host/feed`, where there is no `<trade-source>`. */
  @property() src: string | null = null;

  /** Name of a timeline of the feed; by default that of the source, else the feed's first. */
  @property() timeline: string | null = null;

  /** Of figures that were revised: `now`, the newest, or `then`, those published by the instant shown; by default the source's. */
  @property() known: string | null = null;

  readonly #language = new LanguageController(this);
  readonly #internals = this.attachInternals();
  #shownState: ElementState | null = null;
  #renderFault: string | null = null;
  readonly #reporter = new ProblemReporter(this);

  protected abstract readonly feed: FeedController;

  /** The language it is shown in, by the nearest `lang`. */
  get language(): Lang {
    return this.#language.lang;
  }

  /** What it is in now. */
  get state(): ElementState {
    if (this.#problem !== null) return 'error';
    return isCurrent(this.feed.state) && this.isEmpty ? 'empty' : this.feed.state;
  }

  /** Whether there is something to show, current or not. */
  protected abstract readonly hasContent: boolean;

  /** Whether all that was asked for has come, and there is nothing in it. */
  protected get isEmpty(): boolean {
    return false;
  }

  /** What else than its view is wrong, in words for the page's author. */
  protected get ownProblem(): string | null {
    return null;
  }

  /** What is shown otherwise than its author may think, in words for the console. */
  protected get advice(): string | null {
    return null;
  }

  /** What it is about, in its author's words, to be seen even while there is nothing else. */
  protected get heading(): string | null {
    return null;
  }

  /** What its exports hold; null while there is nothing. */
  get exported(): ElementExport | null {
    const { timeline, known } = this.feed;
    return timeline && { title: titleOf(timeline, this.language), timeline, known, state: this.state };
  }

  /** What it shows as CSV, with provenance on every row. @throws Error while that is nothing */
  async toCsv(): Promise<string> {
    return (await this.loadTools()).exportToCsv(this.#shown());
  }

  /** What it shows as JSON; figures in the form of `GET /api/view`. @throws Error while that is nothing */
  async toJson(): Promise<string> {
    return (await this.loadTools()).exportToJson(this.#shown());
  }

  /** A picture of it, with title, unit, badge, as-of time, money and source. @throws Error while there is nothing to see */
  async toPng(): Promise<Blob> {
    const tools = await this.loadTools();
    return tools.pictureOf(this.renderRoot as ShadowRoot, this.#shown(), this.language);
  }

  protected async loadTools(): Promise<ElementTools> {
    return (await import('../tables/element-tools.js')).elementTools;
  }

  protected abstract renderContent(): TemplateResult;

  /** All that is shown when there is something to show. */
  protected renderBody(): TemplateResult {
    return this.renderContent();
  }

  /** Whether it is also in a state of its own, as `:state(…)` in CSS. */
  protected setState(name: string, isIn: boolean): void {
    if (isIn) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  protected override render(): TemplateResult {
    this.#renderFault = null;
    try {
      const body = this.#problem === null && this.hasContent && !this.isEmpty ? this.renderBody() : null;
      return html`<div class="content">
          ${body ?? renderNotice(this.state, this.language, this.heading, this.#problem)}
        </div>
        ${body === null || this.#isPart ? nothing : renderAge(this.state, this.language, this.feed.connection?.ageMs ?? null)}`;
    } catch (error) {
      this.#renderFault = error instanceof Error ? error.message : String(error);
      return renderNotice('error', this.language, this.heading, this.#renderFault);
    }
  }

  /** A fault of ours must not take the page's other scripts down with it: it is told, and the last picture stays. */
  protected override performUpdate(): void {
    try {
      super.performUpdate();
    } catch (error) {
      console.error(`<${this.localName}> could not be updated`, error);
    }
  }

  protected override updated(_changed: PropertyValues): void {
    this.#showState(this.state);
    this.#reporter.report(this.#problem ?? this.advice);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reporter.report(null);
  }

  #shown(): ElementExport {
    const { exported } = this;
    if (exported === null)
      throw new Error(
        `<${this.localName}>: there is nothing to export yet; wait until its state is no longer “connecting”`,
      );
    const { timeline } = exported;
    const name = this.feed.connection?.baseOf(timeline.name) ?? timeline.name;
    return { ...exported, timeline: { ...timeline, name } };
  }

  get #problem(): string | null {
    return this.#renderFault ?? this.ownProblem ?? numberProblem(this) ?? attributeProblem(this.feed.problem);
  }

  /** The age of what another of ours is made of is told once, by that one. */
  get #isPart(): boolean {
    const root = this.getRootNode();
    return root instanceof ShadowRoot && root.host instanceof TradeElement;
  }

  #showState(state: ElementState): void {
    if (state === this.#shownState) return;
    if (this.#shownState !== null) this.#internals.states.delete(this.#shownState);
    this.#internals.states.add(state);
    this.#shownState = state;
  }
}
