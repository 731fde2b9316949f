import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { formatSpeed } from '../format/format-span.js';
import { transportMessage } from '../locales/transport-message.js';
import { TransportElement } from './transport-element.js';
import { SPEEDS } from './transport-speeds.js';

/**
 * A list of speeds, from real time to ten years a second; one that is not in it is added while it is in force.
 *
 * @element trade-speed
 * @csspart select - the list
 * @csspart speed - the speed in force, where it is readonly
 */
export class TradeSpeed extends TransportElement {
  protected override renderControl({ clock }: TimelineInfo): TemplateResult {
    const speeds = [...new Set([...SPEEDS, clock.speed])].sort((a, b) => a - b);
    return html`<select
      part="select"
      aria-label=${transportMessage(this.language, 'transport.speed')}
      ?disabled=${!this.canControl}
      .value=${live(String(clock.speed))}
      @change=${this.#onChange}
    >
      ${speeds.map(
        (speed) =>
          html`<option value=${speed} ?selected=${speed === clock.speed}>
            ${formatSpeed(speed, this.language)}
          </option>`,
      )}
    </select>`;
  }

  protected override renderStanding({ clock }: TimelineInfo): TemplateResult {
    return html`<span part="speed">${formatSpeed(clock.speed, this.language)}</span>`;
  }

  /** The list goes back to what is in force until the server has changed it. */
  readonly #onChange = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const speed = Number(select.value);
    select.value = String(this.feed.timeline!.clock.speed);
    void this.request({ command: 'speed', speed });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-speed': TradeSpeed;
  }
}
