import { formatAge } from '../format/format-age.js';
import type { Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';

/** Below this a difference is the way of a message, or nobody's concern. */
const LEAST_MS = 5_000;

/**
 * By how much the screen's own clock is ahead of the server's, where that is worth saying; else null. Figures and pages
 * follow the server's clock in any case.
 */
export function clockDifference(localNow: number, serverNow: number): number | null {
  const ahead = localNow - serverNow;
  return Math.abs(ahead) < LEAST_MS ? null : ahead;
}

/** Which clock is ahead by how much, or that they agree. */
export function clockText(aheadMs: number | null, lang: Lang): string {
  if (aheadMs === null) return wallMessage(lang, 'wall.clocksAgree');
  const age = formatAge(Math.abs(aheadMs), lang);
  return wallMessage(lang, aheadMs > 0 ? 'wall.clockAhead' : 'wall.clockBehind', { age });
}
