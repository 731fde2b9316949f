import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Chapter } from '../../protocol/chapters.js';
import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import { chapterTitle, chaptersOf } from '../feed/chapters.js';
import { formatInstant } from '../format/format-instant.js';
import { transportMessage } from '../locales/transport-message.js';
import { nearChapters } from './near-chapters.js';
import { TransportElement } from './transport-element.js';
import { wholeNumber } from './whole-number.js';

/** As many as can be taken in at a glance. */
const DEFAULT_ROWS = 8;

/**
 * A list of what happened when, to go there; with `readonly`, what is on and what comes, as the clock goes on.
 *
 * @element trade-chapters
 * @attr {number} rows - how many it shows where it is readonly, by default 8
 * @csspart chapter - one of those
 * @csspart select - the list
 */
export class TradeChapters extends TransportElement {
  /** A list is as wide as its longest entry, where nothing holds it. */
  static override styles = [
    ...TransportElement.styles,
    css`
      select {
        max-inline-size: 9em;
      }
      ol {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 8.2em minmax(0, 1fr);
        gap: 0 0.8em;
        padding: 0.5em 0.6em;
        border-block-start: 1px solid var(--_line);
      }
      .day,
      .over {
        color: var(--_muted);
      }
      .day {
        white-space: nowrap;
      }
      .on {
        background: var(--_grid);
        box-shadow: inset 0.2em 0 var(--_warn);
      }
    `,
  ];

  @property({ type: Number }) rows: number | null = null;

  protected override checkAttributes(): void {
    if (this.rows !== null) wholeNumber('rows', this.rows);
  }

  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const chapters = this.#chapters(timeline);
    // A list of commands: it always stands on its name, and what is chosen is gone to.
    return html`<select
      part="select"
      aria-label=${transportMessage(this.language, 'transport.toChapter')}
      ?disabled=${!this.canControl || chapters.length === 0}
      @change=${this.#onChange}
    >
      <option value="">${transportMessage(this.language, 'transport.chapters')}</option>
      ${chapters.map((chapter) => html`<option value=${chapter.id}>${this.#optionText(chapter)}</option>`)}
    </select>`;
  }

  protected override renderStanding(timeline: TimelineInfo): TemplateResult {
    const { time } = timeline.clock;
    const chapters = nearChapters(this.#chapters(timeline), time, this.rows ?? DEFAULT_ROWS);
    return html`<ol>
      ${chapters.map((chapter) => {
        const { from, to } = chapter;
        const look = time >= to ? 'over' : time >= from ? 'on' : '';
        return html`<li part="chapter" class=${look} aria-current=${look === 'on' ? 'true' : nothing}>
          <span class="day">${this.#day(chapter)}</span>
          <span>${chapterTitle(chapter, this.language)}</span>
        </li>`;
      })}
    </ol>`;
  }

  #chapters(timeline: TimelineInfo): readonly Chapter[] {
    const { connection } = this.feed;
    return chaptersOf(connection!.url, connection!.baseOf(timeline.name), this.onLoaded);
  }

  #optionText(chapter: Chapter): string {
    return `${this.#day(chapter)} · ${chapterTitle(chapter, this.language)}`;
  }

  /** Its first day where it is held: the timeline may be at the day before by then. */
  #day({ from, utcOffset }: Pick<Chapter, 'from' | 'utcOffset'>): string {
    const lang = this.language;
    return formatInstant(from, { lang, utcOffsetMs: utcOffsetMs(utcOffset), precision: 'day' });
  }

  readonly #onChange = (event: Event): void => {
    const select = event.target as HTMLSelectElement;
    const chapter = select.value;
    select.value = '';
    if (chapter !== '') void this.request({ command: 'seek', chapter });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'trade-chapters': TradeChapters;
  }
}
