import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { BUCKETS, type Bucket } from '../../protocol/buckets.js';
import { formatBucketSpan } from '../format/format-span.js';
import { transportMessage } from '../locales/transport-message.js';
import { icon } from './icons.js';
import { TransportElement } from './transport-element.js';
import { oneOf } from './one-of.js';

/** All that there are bounds of. */
export const STEPS = BUCKETS.filter((bucket) => bucket !== 'all');

/**
 * Two buttons that move a clock to the bounds of its periods, back and forward; the clock rests there.
 *
 * @element trade-step
 * @attr {string} by - `1s` to `1y`; by default as finely as the figures are known
 * @csspart button - each button
 */
export class TradeStep extends TransportElement {
  @property() by: Exclude<Bucket, 'all'> | null = null;

  protected override checkAttributes(): void {
    if (this.by !== null) oneOf('by', this.by, STEPS);
  }

  protected override get stepBucket(): Exclude<Bucket, 'all'> {
    return this.by ?? super.stepBucket;
  }

  protected override renderControl(): TemplateResult {
    return html`<div
      class="group"
      role="group"
      aria-label=${transportMessage(this.language, 'transport.step')}
    >
      ${this.#renderButton('back', -1)}${this.#renderButton('forward', 1)}
    </div>`;
  }

  #renderButton(direction: 'back' | 'forward', count: number): TemplateResult {
    const bucket = this.stepBucket;
    const name = transportMessage(this.language, `transport.${direction}`, {
      span: formatBucketSpan(bucket, this.language),
    });
    return html`<button
      part="button"
      type="button"
      title=${name}
      aria-label=${name}
      ?disabled=${!this.canControl}
      @click=${() => void this.request({ command: 'step', bucket, count })}
    >
      ${icon(direction)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-step': TradeStep;
  }
}
