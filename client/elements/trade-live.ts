import { html, type TemplateResult } from 'lit';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { transportMessage } from '../locales/transport-message.js';
import { icon } from './icons.js';
import { TransportElement } from './transport-element.js';

/**
 * The button that leads back to what is newest: from a replay to live figures, from a clock of one's own to the shared
 * one, and where there is neither, to the end of the span.
 *
 * @element trade-live
 * @csspart button - the button
 */
export class TradeLive extends TransportElement {
  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const { back } = this.feed.source;
    const lang = this.language;
    if (back)
      return this.#renderButton(
        transportMessage(lang, back.to === 'live' ? 'transport.toLive' : 'transport.toShared'),
        back.go,
      );
    if (!timeline.controllable) return this.#renderButton(transportMessage(lang, 'transport.live'), null);
    const canGo = this.canControl && timeline.clock.state !== 'ended';
    const toEnd = (): void => void this.request({ command: 'seek', fraction: 1 });
    return this.#renderButton(transportMessage(lang, 'transport.toEnd'), canGo ? toEnd : null);
  }

  /** There may be a way back from what can't be controlled. */
  protected override renderFixed(): TemplateResult {
    return this.renderControl(this.feed.timeline!);
  }

  #renderButton(name: string, go: (() => void) | null): TemplateResult {
    return html`<button part="button" type="button" ?disabled=${go === null} @click=${go}>
      ${icon('end')}${name}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-live': TradeLive;
  }
}
