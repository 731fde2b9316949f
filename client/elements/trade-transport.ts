import { css, html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { Bucket } from '../../protocol/buckets.js';
import type { ControlNotice } from '../../protocol/server-messages.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { answerSource, type FeedSource, type FeedSourceHost } from '../feed/feed-source.js';
import { formatInstant } from '../format/format-instant.js';
import { formatSpeed } from '../format/format-span.js';
import { precisionOf } from '../format/provenance.js';
import { transportMessage } from '../locales/transport-message.js';
import { TransportAnswerEvent, TransportElement } from './transport-element.js';
import { helpTable } from './transport-help.js';
import { oneOf } from './one-of.js';
import { STEPS } from './trade-step.js';

/**
 * All that plays a timeline, in one bar: play, step, speed, scrubber, chapters, loop, clock and the way back to live. It
 * says what was refused, and who else moved the clock. Each part works alone too.
 *
 * @element trade-transport
 * @attr {string} step - `1s` to `1y`, what is stepped by; by default as finely as the figures are known
 * @csspart bar - the row of buttons
 * @csspart said - what became of the last command, or who moved the clock
 * @csspart help - the list of keys
 */
export class TradeTransport extends TransportElement implements FeedSourceHost {
  static override styles = [
    ...TransportElement.styles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.4em 0.8em;
      }
      .bar trade-clock {
        margin-inline-start: auto;
        --_age-room: 0;
      }
      /* Below, beside what is said: above is the scrubber, from end to end. */
      .age {
        inset-block: auto 0;
      }
      .said {
        min-block-size: 1.25em;
      }
      dialog {
        max-inline-size: min(30em, 90vw);
        padding: 1.2em 1.5em;
        border: 1px solid var(--_line);
        border-radius: 0.5em;
        background: var(--_surface);
        color: var(--_text);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 40%);
      }
      h2 {
        margin: 0 0 0.8em;
        font-size: 1.1em;
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: 0.6em 1.2em;
        margin: 0 0 1.2em;
      }
      dd {
        margin: 0;
        color: var(--_muted);
      }
      kbd {
        padding: 0.1em 0.5em;
        border: 1px solid var(--_line);
        border-radius: 0.25em;
        font: inherit;
      }
      kbd + kbd {
        margin-inline-start: 0.3em;
      }
    `,
  ];

  @property() step: Exclude<Bucket, 'all'> | null = null;

  @query('dialog') private readonly dialog!: HTMLDialogElement | null;

  #told = -1;

  constructor() {
    super();
    answerSource(this);
    this.addEventListener('keydown', this.#onHelpKey);
    this.addEventListener(TransportAnswerEvent.type, (event) =>
      this.say((event as TransportAnswerEvent).text),
    );
  }

  /** Its parts take their figures from where it takes its own. */
  get feedSource(): FeedSource {
    const { source } = this.feed;
    return { ...source, src: this.src ?? source.src, timeline: this.timeline ?? source.timeline };
  }

  protected override willUpdate(): void {
    this.#tellNotice();
  }

  protected override checkAttributes(): void {
    if (this.step !== null) oneOf('step', this.step, STEPS);
  }

  protected override get stepBucket(): Exclude<Bucket, 'all'> {
    return this.step ?? super.stepBucket;
  }

  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const lang = this.language;
    const isReadOnly = timeline.keyed === true && !this.feed.source.controlKey;
    return html`<div role="group" aria-label=${transportMessage(lang, 'transport.label')}>
      <trade-scrubber quiet></trade-scrubber>
      <div class="bar" part="bar">
        <trade-play quiet></trade-play>
        <trade-step quiet .by=${this.step}></trade-step>
        <trade-speed quiet></trade-speed>
        <trade-loop-range quiet></trade-loop-range>
        <trade-chapters quiet></trade-chapters>
        <trade-live quiet></trade-live>
        ${this.#renderLinkButton()}
        <button
          type="button"
          aria-haspopup="dialog"
          title=${transportMessage(lang, 'transport.help')}
          aria-label=${transportMessage(lang, 'transport.help')}
          @click=${this.#onHelp}
        >
          ?
        </button>
        <trade-clock></trade-clock>
      </div>
      ${isReadOnly ? html`<p class="said" part="notice">${transportMessage(lang, 'transport.readOnly')}</p>` : nothing}
      <dialog part="help" aria-labelledby="help-title">
        <h2 id="help-title">${transportMessage(lang, 'transport.help')}</h2>
        ${helpTable(lang)}
        <form method="dialog"><button>${transportMessage(lang, 'transport.close')}</button></form>
      </dialog>
    </div>`;
  }

  /** Even where nothing can be moved there may be a way back to live figures, and the clock to see. */
  protected override renderFixed(): TemplateResult {
    const hasWayBack = Boolean(this.feed.source.back);
    return html`<div class="bar" part="bar">
      ${hasWayBack ? html`<trade-live quiet></trade-live>` : nothing}
      <p class="notice" part="notice">${transportMessage(this.language, 'transport.notControllable')}</p>
      <trade-clock></trade-clock>
    </div>`;
  }

  #renderLinkButton(): TemplateResult | typeof nothing {
    const { link } = this.feed.source;
    if (!link) return nothing;
    return html`<button type="button" @click=${() => void this.#copyLink(link())}>
      ${transportMessage(this.language, 'transport.copyLink')}
    </button>`;
  }

  async #copyLink(link: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(link);
      this.say(transportMessage(this.language, 'transport.copied'));
    } catch {
      // A page that is not served over https has no clipboard: the link can still be read and copied by hand.
      this.say(transportMessage(this.language, 'transport.notCopied', { link }));
    }
  }

  /** Says who moved the clock, once for each command that gave a name. */
  #tellNotice(): void {
    const { connection, timeline } = this.feed;
    const notice = timeline === null ? undefined : connection?.notice(timeline.name);
    if (notice === undefined || timeline === null || notice.order === this.#told) return;
    this.#told = notice.order;
    if (notice.by !== null) this.say(this.#noticeText(notice, notice.by, timeline));
  }

  #noticeText({ command, time, speed }: ControlNotice, who: string, timeline: TimelineInfo): string {
    const lang = this.language;
    const instant = formatInstant(time, {
      lang,
      utcOffsetMs: this.offsetMs,
      precision: precisionOf(timeline),
    });
    if (command === 'seek' || command === 'step')
      return transportMessage(lang, `command.${command}`, { who, instant });
    if (command === 'speed')
      return transportMessage(lang, 'command.speed', { who, speed: formatSpeed(speed, lang) });
    return transportMessage(lang, `command.${command}`, { who });
  }

  readonly #onHelpKey = (event: KeyboardEvent): void => {
    if (event.key !== '?' || event.defaultPrevented || this.dialog === null) return;
    event.preventDefault();
    this.#onHelp();
  };

  readonly #onHelp = (): void => this.dialog?.showModal();
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-transport': TradeTransport;
  }
}
