import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { formatInstant } from '../format/format-instant.js';
import { precisionOf } from '../format/provenance.js';
import { transportMessage } from '../locales/transport-message.js';
import { icon } from './icons.js';
import { TransportElement } from './transport-element.js';

/**
 * Loops a clock over all of its span, or over the part between two instants that it is brought to.
 *
 * @element trade-loop-range
 * @csspart button - each button
 * @csspart range - what is looped over
 */
export class TradeLoopRange extends TransportElement {
  /** Where the range is to begin, once its end is chosen. */
  @state() private start: number | null = null;

  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const { loop } = timeline.clock;
    const lang = this.language;
    return html`<div class="group" role="group" aria-label=${transportMessage(lang, 'transport.loop')}>
      <button
        part="button"
        type="button"
        title=${transportMessage(lang, 'transport.loop')}
        aria-label=${transportMessage(lang, 'transport.loop')}
        aria-pressed=${loop}
        ?disabled=${!this.canControl}
        @click=${() => void this.request({ command: 'loop', loop: !loop })}
      >
        ${icon('loop')}
      </button>
      ${this.#renderEnd('loopFrom', 'A', this.start !== null, () => (this.start = this.feed.playhead))}
      ${this.#renderEnd('loopTo', 'B', false, () => this.#loopTo(timeline))}
      <span part="range">${this.#rangeText(timeline)}</span>
    </div>`;
  }

  #renderEnd(key: 'loopFrom' | 'loopTo', sign: string, isSet: boolean, act: () => void): TemplateResult {
    const name = transportMessage(this.language, `transport.${key}`);
    return html`<button
      part="button"
      type="button"
      title=${name}
      aria-label=${name}
      aria-pressed=${key === 'loopFrom' ? String(isSet) : nothing}
      ?disabled=${!this.canControl}
      @click=${act}
    >
      ${sign}
    </button>`;
  }

  /** Without a beginning chosen, or with one behind the playhead's, the range begins where the span does. */
  #loopTo({ from }: TimelineInfo): void {
    const to = this.feed.playhead!;
    const start = this.start !== null && this.start < to ? this.start : from;
    this.start = null;
    void this.request({ command: 'loop', loop: true, from: start, to });
  }

  #rangeText(timeline: TimelineInfo): string {
    const { loop, range } = timeline.clock;
    const part = this.start === null ? (loop ? (range ?? null) : null) : { from: this.start, to: null };
    if (part === null) return '';
    const text = (instant: number): string =>
      formatInstant(instant, {
        lang: this.language,
        utcOffsetMs: this.offsetMs,
        precision: precisionOf(timeline),
      });
    // The end itself is no more of it.
    return `${text(part.from)} – ${part.to === null ? '…' : text(part.to - 1)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-loop-range': TradeLoopRange;
  }
}
