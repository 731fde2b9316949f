import type { TimelineInfo } from '../../protocol/timeline-info.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';

/** A timeline's title; that of simulated trade is ours, and so has a translation. */
export function titleOf({ kind, title }: TimelineInfo, lang: Lang): string {
  return kind === 'simulated' && lang !== 'en' ? message(lang, 'provenance.simulatedTitle') : title;
}

/** Who published a timeline's figures, in the publisher's words; that they are simulated, in the reader's. */
export function sourceOf({ kind, source }: TimelineInfo, lang: Lang): string {
  return kind === 'simulated' && lang !== 'en' ? message(lang, 'provenance.simulatedSource') : source;
}

/**
 * The instant to name as "as of", epoch ms. Figures by period that are complete reach up to the first instant of the next
 * period, of which nothing is known: the day, month or year named is the one before it.
 */
export function asOfInstant({ frequency, clock }: Pick<TimelineInfo, 'frequency' | 'clock'>): number {
  return frequency === 'instant' ? clock.time : clock.time - 1;
}
