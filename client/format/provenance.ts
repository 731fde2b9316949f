import { utcOffsetMs, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { Lang } from '../locales/lang.js';
import { message } from '../locales/message.js';
import { formatInstant, formatUtcOffset, type Precision } from './format-instant.js';
import { asOfInstant, sourceOf } from './timeline-texts.js';

/** Event seconds per second above which the seconds of the clock can't be read any more. */
const FAST = 60;

/**
 * `as of 23 Nov 2026, 14:32 UTC+8`; that it is provisional where a period is still open; and that it is as known then, where
 * it has been revised since.
 */
export function asOfText(timeline: TimelineInfo, lang: Lang, known: string | null = null): string {
  const offsetMs = utcOffsetMs(timeline.utcOffset);
  const precision = precisionOf(timeline);
  const instant = formatInstant(asOfInstant(timeline), { lang, utcOffsetMs: offsetMs, precision });
  const zone = precision === 'second' || precision === 'minute' ? ` ${formatUtcOffset(offsetMs)}` : '';
  const isOpen = timeline.frequency !== 'instant' && timeline.clock.state !== 'ended';
  const asOf = message(lang, 'provenance.asOf', { instant: instant + zone });
  return joined([
    asOf,
    isOpen ? message(lang, 'term.provisional') : '',
    timeline.revised === true && known === 'then' ? message(lang, 'provenance.knownThen') : '',
  ]);
}

/** `CNY · exports FOB · imports CIF`; empty where the records have no value. */
export function moneyText({ currency, valuation }: TimelineInfo, lang: Lang): string {
  return joined([
    currency ?? '',
    valuation.export === null ? '' : message(lang, 'provenance.exports', { valuation: valuation.export }),
    valuation.import === null ? '' : message(lang, 'provenance.imports', { valuation: valuation.import }),
  ]);
}

/** Who published the figures, and the seed of simulated ones. */
export function sourceText(timeline: TimelineInfo, lang: Lang): string {
  const { seed } = timeline;
  return joined([
    message(lang, 'provenance.source', { source: sourceOf(timeline, lang) }),
    seed === undefined ? '' : message(lang, 'provenance.seed', { seed }),
  ]);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** As fine as the figures are known, and no finer than the eye can follow. */
export function precisionOf({ frequency, clock }: Pick<TimelineInfo, 'frequency' | 'clock'>): Precision {
  switch (frequency) {
    case 'instant':
      return clock.speed > FAST && clock.state === 'playing' ? 'minute' : 'second';
    case 'day':
      return 'day';
    case 'year':
      return 'year';
    default:
      return 'month';
  }
}
