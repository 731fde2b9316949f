import { html, nothing, type TemplateResult } from 'lit';
import { bucketStart, shiftBucket, type Bucket } from '../../protocol/buckets.js';
import { shareOf, type Span } from './scrubber-drawing.js';

/** One of the two instants that a loop goes between. */
type End = 'from' | 'to';

const ENDS: readonly End[] = ['from', 'to'];

/** What the ends of a loop are drawn by, and told to. */
export interface LoopEndsHost {
  canControl(): boolean;
  /** Whole buckets are looped over, as finely as figures are known. */
  bucket(): Exclude<Bucket, 'all'>;
  offsetMs(): number;
  nameOf(end: End): string;
  textOf(time: number): string;
  /** Instant under a pointer, not yet rounded. */
  timeAt(event: PointerEvent): number;
  loopOver(range: Span): void;
  requestUpdate(): void;
}

/**
 * Handles at both ends of the part of a span that is looped over, each a slider. One that is dragged stands where the
 * pointer is, and is asked for when it is let go.
 */
export class LoopEnds {
  readonly #host: LoopEndsHost;
  #span: Span = { from: 0, to: 0 };
  #range: Span = { from: 0, to: 0 };
  #dragged: End | null = null;

  constructor(host: LoopEndsHost) {
    this.#host = host;
  }

  /** The part as it is shown: that of the clock, or the one that is being dragged to. */
  get range(): Span {
    return this.#range;
  }

  /** @param range what the clock loops over; all of the span without one */
  render(span: Span, range: Span | null): TemplateResult {
    this.#span = span;
    if (this.#dragged === null) this.#range = range ?? span;
    return html`${ENDS.map((end) => this.#renderEnd(end))}`;
  }

  #renderEnd(end: End): TemplateResult {
    const time = this.#range[end];
    const [least, most] = this.#limits(end);
    return html`<div
      class="loop-end ${end}"
      part="loop-end"
      role="slider"
      tabindex="0"
      aria-label=${this.#host.nameOf(end)}
      aria-valuemin=${least}
      aria-valuemax=${most}
      aria-valuenow=${time}
      aria-valuetext=${this.#host.textOf(end === 'to' ? time - 1 : time)}
      aria-disabled=${this.#host.canControl() ? nothing : 'true'}
      .style=${`inset-inline-start: ${shareOf(time, this.#span) * 100}%`}
      @pointerdown=${(event: PointerEvent) => this.#onDown(event, end)}
      @pointermove=${this.#onMove}
      @pointerup=${this.#onUp}
      @pointercancel=${this.#onCancel}
      @keydown=${(event: KeyboardEvent) => this.#onKey(event, end)}
    ></div>`;
  }

  /** An end stays a bucket away from the other. */
  #limits(end: End): [number, number] {
    const [bucket, offsetMs] = [this.#host.bucket(), this.#host.offsetMs()];
    const { from, to } = this.#range;
    if (end === 'from')
      return [this.#span.from, Math.max(this.#span.from, shiftBucket(bucket, to - 1, 0, offsetMs))];
    return [Math.min(this.#span.to, shiftBucket(bucket, from, 1, offsetMs)), this.#span.to];
  }

  #moved(end: End, time: number): Span {
    const [least, most] = this.#limits(end);
    return { ...this.#range, [end]: Math.max(least, Math.min(time, most)) };
  }

  /** The nearest boundary between two buckets. */
  #rounded(time: number): number {
    const [bucket, offsetMs] = [this.#host.bucket(), this.#host.offsetMs()];
    const before = bucketStart(bucket, time, offsetMs);
    const after = shiftBucket(bucket, time, 1, offsetMs);
    return time - before < after - time ? before : after;
  }

  readonly #onDown = (event: PointerEvent, end: End): void => {
    if (event.button !== 0 || !this.#host.canControl()) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#dragged = end;
  };

  readonly #onMove = (event: PointerEvent): void => {
    if (this.#dragged === null) return;
    this.#range = this.#moved(this.#dragged, this.#rounded(this.#host.timeAt(event)));
    this.#host.requestUpdate();
  };

  readonly #onUp = (): void => {
    if (this.#dragged === null) return;
    this.#dragged = null;
    this.#host.loopOver(this.#range);
  };

  readonly #onCancel = (): void => {
    this.#dragged = null;
    this.#host.requestUpdate();
  };

  #onKey(event: KeyboardEvent, end: End): void {
    const time = this.#timeOfKey(event.key, end);
    if (time === null || event.ctrlKey || event.altKey || event.metaKey) return;
    // The transport's arrows step the playhead.
    event.preventDefault();
    if (this.#host.canControl()) this.#host.loopOver(this.#moved(end, time));
  }

  #timeOfKey(key: string, end: End): number | null {
    const steps: Record<string, number> = {
      ArrowLeft: -1,
      ArrowDown: -1,
      ArrowRight: 1,
      ArrowUp: 1,
      PageDown: -10,
      PageUp: 10,
    };
    const [least, most] = this.#limits(end);
    if (key === 'Home') return least;
    if (key === 'End') return most;
    const count = steps[key];
    if (count === undefined) return null;
    return shiftBucket(this.#host.bucket(), this.#rounded(this.#range[end]), count, this.#host.offsetMs());
  }
}
