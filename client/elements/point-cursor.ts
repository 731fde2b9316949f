import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

/** How far a key goes, in points; a page is ten of them. */
export const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
};

/**
 * Goes through the points of a picture by keys, from its first or its last one, and by pointing. What a key comes to is
 * said aloud; Escape and leaving end it.
 */
export class PointCursor implements ReactiveController {
  /** Place of the point under the cursor; null while it is nowhere. */
  index: number | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #count: () => number;
  readonly #start: 'first' | 'last';
  #isByKey = false;

  constructor(host: ReactiveControllerHost, count: () => number, start: 'first' | 'last' = 'first') {
    this.#host = host;
    this.#count = count;
    this.#start = start;
    host.addController(this);
  }

  hostUpdate(): void {
    // Points may have gone since.
    if (this.index !== null && this.index >= this.#count())
      this.index = this.#count() > 0 ? this.#count() - 1 : null;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (event.key === 'Escape' && this.index !== null) {
      event.preventDefault();
      return this.clear();
    }
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#isByKey = true;
    const last = this.#count() - 1;
    const from = this.index ?? (this.#start === 'first' ? -1 : last + 1);
    this.#moveTo(Math.min(last, Math.max(0, from + step)));
  };

  /** Goes where a pointer is; null: it has left. */
  readonly point = (index: number | null): void => {
    if (index === this.index) return;
    this.#isByKey = false;
    this.#moveTo(index);
  };

  /** A finger leaves as soon as it is lifted: what it touched stays. */
  readonly onLeave = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') this.clear();
  };

  readonly clear = (): void => this.#moveTo(null);

  /** The live region in which the point that a key came to is said. */
  renderSpoken(text: string): TemplateResult {
    const said = this.#isByKey && this.index !== null ? text : '';
    return html`<p class="said" aria-live="polite">${said}</p>`;
  }

  #moveTo(index: number | null): void {
    this.index = index === null || index < 0 ? null : index;
    this.#host.requestUpdate();
  }
}
