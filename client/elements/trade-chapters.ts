import { css, html, type TemplateResult } from 'lit';
import type { Chapter } from '../../protocol/chapters.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { chapterTitle, chaptersOf } from '../feed/chapters.js';
import { formatInstant } from '../format/format-instant.js';
import { transportMessage } from '../locales/transport-message.js';
import { TransportElement } from './transport-element.js';

/**
 * A list of what happened when, to go there.
 *
 * @element trade-chapters
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
    `,
  ];

  protected override renderControl(timeline: TimelineInfo): TemplateResult {
    const { connection } = this.feed;
    const chapters = chaptersOf(connection!.url, connection!.baseOf(timeline.name), this.onLoaded);
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

  #optionText(chapter: Chapter): string {
    const { language: lang, offsetMs: utcOffsetMs } = this;
    const day = formatInstant(chapter.from, { lang, utcOffsetMs, precision: 'day' });
    return `${day} · ${chapterTitle(chapter, lang)}`;
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
