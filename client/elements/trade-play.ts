import { html, type TemplateResult } from 'lit';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { transportMessage } from '../locales/transport-message.js';
import { icon } from './icons.js';
import { TransportElement } from './transport-element.js';
import { toggle } from './transport-keys.js';

const SIGNS = { playing: 'pause', paused: 'play', ended: 'again' } as const;

/**
 * The button that plays and pauses a clock.
 *
 * @element trade-play
 * @csspart button - the button
 */
export class TradePlay extends TransportElement {
  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const sign = SIGNS[timeline.clock.state];
    const name = transportMessage(this.language, `transport.${sign}`);
    return html`<button
      part="button"
      type="button"
      title=${name}
      aria-label=${name}
      ?disabled=${!this.canControl}
      @click=${() => void this.request(toggle({ timeline }))}
    >
      ${icon(sign)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-play': TradePlay;
  }
}
