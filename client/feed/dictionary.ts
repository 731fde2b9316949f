import type { Dimension } from '../../protocol/dimensions.js';
import { besideFeed } from './feed-url.js';

/** Names of the codes of one dimension in one language. */
export interface Names {
  /** The name, or the code itself while names are on their way or where it has none. */
  of(code: string): string;
}

interface Loading extends Names {
  /** Who is to be told when the names have come; null once they have. */
  waiting: Set<() => void> | null;
}

/** After a failure the names are asked for again, for a page may stay open through a restart of its server. */
const RETRY_MS = 30_000;

const dictionaries = new Map<string, Loading>();

/**
 * Names of a dimension's codes as the feed's server gives them, fetched once per page and address.
 * @param onLoaded called once when the names have come, if they had not when asked.
 */
export function namesOf(feed: string, dimension: Dimension, lang: string, onLoaded: () => void): Names {
  const url = besideFeed(feed, `/api/dictionaries/${dimension}?lang=${encodeURIComponent(lang)}`);
  let loading = dictionaries.get(url);
  if (loading === undefined) {
    loading = load(url);
    dictionaries.set(url, loading);
  }
  loading.waiting?.add(onLoaded);
  return loading;
}

function load(url: string): Loading {
  let names: Record<string, string> = {};
  const loading: Loading = { of: (code) => names[code] ?? code, waiting: new Set() };
  const settle = async (): Promise<void> => {
    try {
      names = await fetchNames(url);
      const waiting = loading.waiting ?? [];
      loading.waiting = null;
      for (const onLoaded of waiting) onLoaded();
    } catch (error) {
      console.warn(`Tradewall: codes are shown without names, for ${url} gave ${String(error)}`);
      setTimeout(() => dictionaries.delete(url), RETRY_MS);
    }
  };
  void settle();
  return loading;
}

async function fetchNames(url: string): Promise<Record<string, string>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return (await response.json()) as Record<string, string>;
}
