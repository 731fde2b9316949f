import { isCurrent, type FeedState } from '../feed/feed-state.js';

/** How far what is on screen can be trusted: `late` is greyed, `stale` is amber, `lost` has a banner across the wall. */
export type StaleLevel = 'fresh' | 'late' | 'stale' | 'lost';

/** Age at which grey is no longer loud enough: someone looking up for two seconds must see it. */
const STALE_AFTER_MS = 15_000;

/** Age at which the figures must not be read at all. */
const LOST_AFTER_MS = 60_000;

/** @param ageMs since the newest frame, or since the page began to wait for its first. */
export function staleLevel(state: FeedState, ageMs: number): StaleLevel {
  if (ageMs >= LOST_AFTER_MS) return 'lost';
  if (ageMs >= STALE_AFTER_MS) return 'stale';
  return isCurrent(state) ? 'fresh' : 'late';
}
