import type { Chapter } from '../../protocol/chapters.js';
import type { TimelineInfo } from '../../protocol/timeline-info.js';
import { chapterTitle } from '../feed/chapters.js';
import { spokenInstant, type InstantOptions } from '../format/format-instant.js';
import { asOfInstant } from '../format/timeline-texts.js';
import { chapterAt } from './chapter-at.js';

/** How often the position is told anew while it moves by itself: a reader is not to be interrupted at every tick. */
const SPOKEN_MS = 5_000;

/** The place of a playhead as it is said: the date, and the chapter that it is in. */
export class SpokenPosition {
  #spoken = { at: -Infinity, text: '', of: '' };

  textOf(
    { name, clock, frequency }: TimelineInfo,
    time: number,
    chapters: readonly Chapter[],
    options: InstantOptions,
  ): string {
    const isMoving = clock.state === 'playing' && performance.now() - this.#spoken.at < SPOKEN_MS;
    const of = `${options.lang} ${clock.state} ${name} ${clock.anchor?.at ?? 0}`;
    if (isMoving && of === this.#spoken.of) return this.#spoken.text;
    const asOf = asOfInstant({ frequency, clock: { ...clock, time } });
    const chapter = chapterAt(asOf, chapters);
    const date = spokenInstant(asOf, options);
    const text = chapter === undefined ? date : `${date}, ${chapterTitle(chapter, options.lang)}`;
    this.#spoken = { at: performance.now(), text, of };
    return text;
  }
}
