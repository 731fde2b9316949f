import type { Dimension } from '../../protocol/dimensions.js';
import { fetchOnce } from './fetched.js';
import { besideFeed } from './feed-url.js';

/** Names of the codes of one dimension in one language. */
export interface Names {
  /** The name, or the code itself while names are on their way or where it has none. */
  of(code: string): string;
}

/**
 * Names of a dimension's codes as the feed's server gives them, those that a timeline's own files give before others.
 * @param onLoaded called once when the names have come, if they had not when asked
 */
export function namesOf(
  feed: string,
  timeline: string,
  dimension: Dimension,
  lang: string,
  onLoaded: () => void,
): Names {
  const query = new URLSearchParams({ lang, timeline });
  const url = besideFeed(feed, `/api/dictionaries/${dimension}?${query.toString()}`);
  const names = fetchOnce<Record<string, string>>(url, onLoaded, 'codes are shown without names');
  return { of: (code) => names.value?.[code] ?? code };
}
