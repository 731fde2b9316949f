import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { Lang } from '../locales/lang.js';
import { translated } from '../locales/message.js';

/** A timeline's title, in the reader's words where nobody gave it one. */
export function titleOf({ title }: Pick<TimelineInfo, 'title'>, lang: Lang): string {
  return translated(lang, title);
}

/** Who published a timeline's figures, in the publisher's words; that they are simulated or were sent, in the reader's. */
export function sourceOf({ source }: Pick<TimelineInfo, 'source'>, lang: Lang): string {
  return translated(lang, source);
}

/**
 * The instant to name as "as of", epoch ms. Figures by period that are complete reach up to the first instant of the next
 * period, of which nothing is known: the day, month or year named is the one before it.
 */
export function asOfInstant({ frequency, clock }: Pick<TimelineInfo, 'frequency' | 'clock'>): number {
  return frequency === 'instant' ? clock.time : clock.time - 1;
}
