import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { asOfText } from '../format/provenance.js';
import { titleOf } from '../format/timeline-texts.js';
import { elementsMessage } from '../locales/elements-message.js';
import { elementTokens } from '../styles/tokens.js';
import { download } from './download.js';
import { FollowedElement } from './followed-element.js';
import { framesArchive } from './frames-archive.js';
import { LanguageController } from './language-controller.js';
import { ProblemReporter } from './problem-reporter.js';
import { TradeChart } from './trade-chart.js';
import { transportStyles } from './transport-styles.js';
import { videoPlan } from './video-plan.js';

/**
 * The button that saves the replay of a chart, or the part that is looped over, as an archive of numbered pictures for a
 * video, at the speed of its clock.
 *
 * @element trade-video
 * @attr {string} for - id of the chart
 * @csspart button - the button; while pictures are drawn, it stops that
 * @csspart said - why nothing was saved
 * @cssprop --trade-color-text - colour of text
 * @cssprop --trade-color-muted - colour of text beside
 * @cssprop --trade-color-line - colour of the button's edge
 * @cssprop --trade-color-surface - colour of its ground
 * @cssprop --trade-color-grid - colour of its ground under a pointer
 * @cssprop --trade-color-export - colour of a button that is pressed
 * @cssprop --trade-font - font family
 */
export class TradeVideo extends LitElement {
  static override styles = [elementTokens, transportStyles];

  /** Id of the chart. */
  @property({ attribute: 'for' }) htmlFor: string | null = null;

  /** Pictures drawn, of how many; null while none are. */
  @state() private progress: { readonly done: number; readonly count: number } | null = null;
  @state() private said = '';

  readonly #language = new LanguageController(this);
  readonly #followed = new FollowedElement(this, () => this.htmlFor);
  readonly #reporter = new ProblemReporter(this);
  #abort = new AbortController();

  protected override updated(): void {
    this.#reporter.report(this.#missing);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reporter.report(null);
    this.#abort.abort();
  }

  protected override render(): TemplateResult {
    const { progress } = this;
    const { lang } = this.#language;
    const name =
      progress === null ? elementsMessage(lang, 'video.save') : elementsMessage(lang, 'video.stop', progress);
    const act = progress === null ? (): void => void this.#start() : (): void => this.#abort.abort();
    return html`<button part="button" type="button" ?disabled=${this.#chart === null} @click=${act}>
        ${name}
      </button>
      ${this.#missing === null ? nothing : html`<p class="said">${this.#missing}</p>`}
      <p class="said" part="said" role="status">${this.said}</p>`;
  }

  /** That there is no chart yet, of the id that is given. */
  get #missing(): string | null {
    const id = this.htmlFor;
    return id === null || this.#chart !== null
      ? null
      : elementsMessage(this.#language.lang, 'video.none', { id });
  }

  /** Null where there is none of the id, or it shows nothing yet. */
  get #chart(): TradeChart | null {
    const { element } = this.#followed;
    return element instanceof TradeChart && element.request !== null ? element : null;
  }

  async #start(): Promise<void> {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    this.said = '';
    try {
      await this.#save(this.#chart!, signal);
    } catch (error) {
      // What was stopped was wanted so.
      if (error !== signal.reason) this.said = error instanceof Error ? error.message : String(error);
    } finally {
      this.progress = null;
    }
  }

  async #save(chart: TradeChart, signal: AbortSignal): Promise<void> {
    const { lang } = this.#language;
    const { title, timeline, known } = chart.figures!;
    const plan = videoPlan(timeline, chart.request!.view, lang);
    const { count } = plan;
    this.progress = { done: 0, count };
    const archive = await framesArchive(chart.frames({ ...plan, signal }), { plan, timeline }, (done) => {
      this.progress = { done, count };
    });
    download(archive, [title, titleOf(timeline, lang), asOfText(timeline, lang, known)].join(' · '), 'zip');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-video': TradeVideo;
  }
}
