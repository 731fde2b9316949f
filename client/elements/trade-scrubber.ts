import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { Chapter } from '../../protocol/chapters.js';
import { measureDefinition } from '../../protocol/measures.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { chapterTitle, chaptersOf } from '../feed/chapters.js';
import { PlayheadController } from '../feed/playhead-controller.js';
import { formatInstant, spokenInstant, type InstantOptions } from '../format/format-instant.js';
import { quantityText } from '../format/format-quantity.js';
import { precisionOf } from '../format/provenance.js';
import { transportMessage } from '../locales/transport-message.js';
import { chapterAt } from './chapter-at.js';
import { overviewOf, type Overview } from './overview.js';
import { LoopEnds } from './loop-ends.js';
import { scrubberDrawing, shareOf, type Span } from './scrubber-drawing.js';
import { scrubberStyles } from './scrubber-styles.js';
import { SpokenPosition } from './spoken-position.js';
import { TransportElement } from './transport-element.js';

/**
 * The whole span of a timeline, with an overview of its figures, its chapters, and the playhead, which follows a pointer
 * or a finger that is dragged along.
 *
 * @element trade-scrubber
 * @csspart track - the span
 * @csspart loop-end - a handle at each end of the part looped over, while the clock loops
 * @csspart preview - what is under the pointer: date, figure and chapter
 * @csspart ends - first and last day
 */
export class TradeScrubber extends TransportElement {
  static override styles = [...TransportElement.styles, scrubberStyles];

  @query('.track') private readonly track!: HTMLElement | null;

  /** Where the pointer is along the span, from 0 to 1; null while it is elsewhere. */
  @state() private pointer: number | null = null;

  readonly #playhead = new PlayheadController(this, this.feed);
  readonly #loopEnds = this.#createLoopEnds();
  #wanted: number | null = null;
  #isSeeking = false;
  #isDragging = false;
  #isTouched = false;
  readonly #spoken = new SpokenPosition();

  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const { connection } = this.feed;
    const base = connection!.baseOf(timeline.name);
    const overview = overviewOf(connection!.url, base, timeline, this.onLoaded);
    const chapters = chaptersOf(connection!.url, base, this.onLoaded);
    const span = this.#span(timeline);
    const time = this.#playhead.time ?? timeline.clock.time;
    const { loop, range } = timeline.clock;
    return html`<div class="span">
        <div
          class="track"
          part="track"
          role="slider"
          tabindex="0"
          aria-label=${transportMessage(this.language, 'transport.position')}
          aria-valuemin=${span.from}
          aria-valuemax=${span.to}
          aria-valuenow=${time}
          aria-valuetext=${this.#spoken.textOf(timeline, time, chapters, this.#instantOptions(timeline))}
          aria-disabled=${!this.canControl}
          @pointerdown=${this.#onDown}
          @pointermove=${this.#onMove}
          @pointerup=${this.#onUp}
          @pointercancel=${this.#onUp}
          @pointerleave=${this.#onLeave}
          @keydown=${this.#onArrow}
        >
          ${scrubberDrawing({ span, overview, chapters, time, looped: this.#looped(timeline, span) })}
          <div class="thumb" .style=${`inset-inline-start: ${shareOf(time, span) * 100}%`}></div>
          ${this.pointer === null ? nothing : this.#renderPreview(timeline, overview, chapters, this.pointer)}
        </div>
        ${loop ? this.#loopEnds.render(span, range ?? null) : nothing}
      </div>
      <div class="ends" part="ends">
        <span>${this.#dateText(span.from, timeline)}</span
        ><span>${this.#dateText(span.to - 1, timeline)}</span>
      </div>`;
  }

  #renderPreview(
    timeline: TimelineInfo,
    overview: Overview | null,
    chapters: readonly Chapter[],
    share: number,
  ): TemplateResult {
    const time = this.#timeAt(share, timeline);
    const bar = overview?.bars.find(({ from, to }) => time >= from && time < to);
    const chapter = chapterAt(time, chapters);
    const lang = this.language;
    const { currency } = timeline;
    const figure =
      bar && quantityText(bar.value, measureDefinition(overview!.measure).kind, { lang, currency });
    // Held a little inside the ends, so that it is not cut off by the page's edge.
    const place = `inset-inline-start: clamp(4.5em, ${share * 100}%, 100% - 4.5em)`;
    return html`<div class="ghost" .style=${`inset-inline-start: ${share * 100}%`}></div>
      <div class="preview ${this.#isTouched ? 'above' : ''}" part="preview" .style=${place}>
        ${this.#dateText(time, timeline)} ${figure === undefined ? nothing : html`<span>${figure}</span>`}
        ${chapter === undefined ? nothing : html`<span>${chapterTitle(chapter, lang)}</span>`}
      </div>`;
  }

  #looped({ clock }: TimelineInfo, span: Span): Span | null {
    const { range } = this.#loopEnds;
    return clock.loop && (range.from > span.from || range.to < span.to) ? range : null;
  }

  /** A timeline without an end reaches as far as it has come. */
  #span({ from, to, clock }: TimelineInfo): Span {
    return { from, to: to ?? Math.max(clock.time, from) };
  }

  #timeAt(share: number, timeline: TimelineInfo): number {
    const { from, to } = this.#span(timeline);
    return Math.round(from + share * (to - from));
  }

  #instantOptions(timeline: TimelineInfo): InstantOptions {
    return { lang: this.language, utcOffsetMs: this.offsetMs, precision: precisionOf(timeline) };
  }

  /** Days are fine enough for a place on a track. */
  #dateText(time: number, timeline: TimelineInfo): string {
    const options = this.#instantOptions(timeline);
    const isTime = options.precision === 'second' || options.precision === 'minute';
    return formatInstant(time, isTime ? { ...options, precision: 'day' } : options);
  }

  #createLoopEnds(): LoopEnds {
    return new LoopEnds({
      canControl: () => this.canControl,
      bucket: () => this.stepBucket,
      offsetMs: () => this.offsetMs,
      nameOf: (end) =>
        transportMessage(this.language, end === 'from' ? 'transport.loopStart' : 'transport.loopEnd'),
      textOf: (time) => spokenInstant(time, this.#instantOptions(this.feed.timeline!)),
      timeAt: (event) => this.#timeAt(this.#shareAt(event), this.feed.timeline!),
      loopOver: ({ from, to }) => void this.request({ command: 'loop', loop: true, from, to }),
      requestUpdate: () => this.requestUpdate(),
    });
  }

  #shareAt(event: PointerEvent): number {
    const { left, width } = this.track!.getBoundingClientRect();
    return width > 0 ? Math.max(0, Math.min(1, (event.clientX - left) / width)) : 0;
  }

  readonly #onDown = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.canControl) return;
    this.track!.setPointerCapture(event.pointerId);
    this.#isDragging = true;
    this.#onMove(event);
  };

  readonly #onMove = (event: PointerEvent): void => {
    this.pointer = this.#shareAt(event);
    this.#isTouched = event.pointerType === 'touch';
    if (this.#isDragging) void this.#seek(this.#timeAt(this.pointer, this.feed.timeline!));
  };

  readonly #onUp = (event: PointerEvent): void => {
    this.#isDragging = false;
    // A finger that is lifted hovers nowhere.
    if (event.pointerType !== 'mouse') this.pointer = null;
  };

  readonly #onLeave = (): void => {
    if (!this.#isDragging) this.pointer = null;
  };

  /** A slider has these too; elsewhere in a transport they scroll the page. */
  readonly #onArrow = (event: KeyboardEvent): void => {
    const tenths: Record<string, number> = { PageDown: -0.1, PageUp: 0.1, ArrowDown: -0.01, ArrowUp: 0.01 };
    const part = tenths[event.key];
    const { timeline, playhead } = this.feed;
    if (part === undefined || !this.canControl || timeline === null || playhead === null) return;
    event.preventDefault();
    const span = this.#span(timeline);
    void this.#seek(this.#timeAt(Math.max(0, Math.min(1, shareOf(playhead, span) + part)), timeline));
  };

  /** One seek at a time: the server answers each, and only the newest place is still wanted then. */
  async #seek(time: number): Promise<void> {
    this.#wanted = time;
    if (this.#isSeeking) return;
    this.#isSeeking = true;
    while (this.#wanted !== null) {
      const next = this.#wanted;
      this.#wanted = null;
      await this.request({ command: 'seek', time: next });
    }
    this.#isSeeking = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-scrubber': TradeScrubber;
  }
}
