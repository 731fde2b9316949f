import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { FeedController } from '../feed/feed-controller.js';
import { asOfText, moneyText } from '../format/provenance.js';
import { message } from '../locales/message.js';
import type { ElementTools } from '../tables/element-tools.js';
import type { TableOrder } from '../tables/table-model.js';
import type { TableSource } from '../tables/table-of.js';
import type { Announced, Announcer } from './announcer.js';
import { figureStyles } from './figure-styles.js';
import { isProvenanceShown, provenanceKey } from './provenance-shown.js';
import { TradeElement } from './trade-element.js';
import { oneOf } from './one-of.js';

const TOOLS = ['table', 'png', 'csv', 'json'] as const;

type Tool = (typeof TOOLS)[number];

/**
 * An element that shows figures. Whatever it looks like, its figures can be had as a table (the key T, or a button that
 * comes with the focus), as CSV, JSON and PNG, and are said aloud where that is wanted; and where nothing else on the page
 * says what kind of figures they are, it says so itself.
 *
 * @attr {string} tools - buttons below it, of `table`, `png`, `csv`, `json`, separated by spaces; empty: all of them
 * @attr {boolean} announce - says new figures to screen readers, at most once in five seconds for the whole page
 * @cssstate noted - buttons, a table or what kind of figures these are take room below it
 * @csspart provenance - what kind of figures these are, where no trade-status on the page says it
 * @csspart tools - the buttons below
 * @csspart table-button - the button that comes with the focus, and shows the table
 * @csspart table - the table in place of the picture
 * @csspart table-scroll - what the table scrolls in
 * @csspart caption - the table's caption
 * @csspart row - a row of the table
 * @cssprop --trade-table-height - height above which a table scrolls, by default 22em
 */
export abstract class FigureElement extends TradeElement implements Announced {
  static override styles = [...TradeElement.styles, figureStyles];

  @property() tools: string | null = null;
  @property({ type: Boolean }) announce = false;

  @state() private said = '';
  @state() private showsTable = false;
  @state() private order: TableOrder | undefined;
  readonly #followers = new Set<() => void>();
  #toolset: ElementTools | null = null;
  #announced: string | null = null;
  #announcer: Announcer | null = null;

  constructor() {
    super();
    this.addEventListener('keydown', this.#onKey);
  }

  /** In one sentence, true of closed buckets, what there is to say aloud. */
  protected abstract get summary(): string;

  abstract override get exported(): TableSource | null;

  /** Calls back after each update, for who shows the same figures; returns what ends that. */
  follow(callback: () => void): () => void {
    this.#followers.add(callback);
    callback();
    return () => this.#followers.delete(callback);
  }

  /** The feed of another element, for who shows its figures. */
  protected static feedOf(element: FigureElement): FeedController {
    return element.feed;
  }

  hear(text: string): void {
    this.said = text;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#announcer?.forget(this);
  }

  /** Whether its author wants nothing of it to be seen now. */
  protected get isHidden(): boolean {
    return false;
  }

  protected override renderBody(): TemplateResult {
    if (this.isHidden) return html`${this.#renderSaid()}`;
    const { exported } = this;
    const table = this.showsTable && exported !== null ? this.#renderTable(exported) : null;
    return html`${table ?? this.renderContent()}${this.#renderTools()}${this.#renderProvenance()}${this.#renderSaid()}`;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    this.setState('noted', this.#isNoted || this.tools !== null || this.showsTable);
    if (this.announce) this.#announce();
    for (const callback of this.#followers) callback();
  }

  #renderTable(shown: TableSource): TemplateResult | null {
    const helpers = this.#toolset;
    if (helpers === null) return null;
    const table = helpers.renderTable(shown, this.language, this.order, (order) => (this.order = order));
    return html`<div class="as-table" part="base">${table}</div>`;
  }

  /** Until its texts have been loaded, the only button is the one that loads them. */
  #renderTools(): TemplateResult {
    const wanted = this.showsTable ? TOOLS : this.#wantedTools();
    if (wanted.length > 0 && this.#toolset === null) void this.loadTools();
    if (wanted.length > 0 && this.#toolset !== null)
      return this.#toolset.renderTools(this, wanted, this.showsTable, this.#toggle);
    return html`<div class="tools quiet">
      <button type="button" part="table-button" aria-keyshortcuts="t" @click=${this.#toggle}>
        ${message(this.language, 'figures.table')}
      </button>
    </div>`;
  }

  #wantedTools(): readonly Tool[] {
    if (this.tools === null) return [];
    const words = this.tools.split(/[\s,]+/).filter((word) => word !== '');
    return words.length === 0 ? TOOLS : words.map((word) => oneOf('tools', word, TOOLS));
  }

  get #isNoted(): boolean {
    const { connection, timeline } = this.feed;
    if (connection === null || timeline === null || !this.hasContent) return false;
    return !isProvenanceShown(provenanceKey(connection.url, timeline.name));
  }

  /** Whether it is as small as a word, so that it only has room for the badge. */
  protected get isWord(): boolean {
    return false;
  }

  #renderProvenance(): TemplateResult | typeof nothing {
    const { timeline, known } = this.feed;
    if (!this.#isNoted || timeline === null) return nothing;
    const lang = this.language;
    const texts = [asOfText(timeline, lang, known), moneyText(timeline, lang)].filter((text) => text !== '');
    const badge = html`<b class=${timeline.kind}>${message(lang, `kind.${timeline.kind}`)}</b>`;
    if (this.isWord)
      return html`<p class="provenance" part="provenance" title=${texts.join(' · ')}>${badge}</p>`;
    return html`<p class="provenance" part="provenance">${badge} · ${texts.join(' · ')}</p>`;
  }

  #renderSaid(): TemplateResult | typeof nothing {
    return this.announce ? html`<p class="said" role="status">${this.said}</p>` : nothing;
  }

  #announce(): void {
    const text = this.#news;
    if (text === this.#announced || text === '') return;
    this.#announced = text;
    void this.#say(text);
  }

  /** What speaks is loaded where somebody wants it to. */
  async #say(text: string): Promise<void> {
    this.#announcer ??= (await import('./announcer.js')).pageAnnouncer;
    if (this.isConnected && text === this.#announced) this.#announcer.say(this, text);
  }

  /** Figures that are not current are no news; that they are not, is. */
  get #news(): string {
    const { state, heading } = this;
    if (state === 'empty' || state === 'error' || state === 'connecting' || !this.hasContent) return '';
    if (state !== 'stale' && state !== 'offline') return this.summary;
    return [heading ?? '', message(this.language, `state.${state}`)].join(' ').trim();
  }

  protected override async loadTools(): Promise<ElementTools> {
    const tools = await super.loadTools();
    if (this.#toolset === null) {
      this.#toolset = tools;
      (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(tools.tableStyles.styleSheet!);
      this.requestUpdate();
    }
    return tools;
  }

  readonly #toggle = (): void => {
    void this.#show(!this.showsTable);
  };

  async #show(asTable: boolean): Promise<void> {
    try {
      await this.loadTools();
    } catch (error) {
      return console.error(`<${this.localName}>: its table could not be loaded`, error);
    }
    this.showsTable = asTable;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (isTyping || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    const isToTable = event.key.toLowerCase() === 't';
    if (!isToTable && !(event.key === 'Escape' && this.showsTable)) return;
    event.preventDefault();
    this.#toggle();
  };
}
