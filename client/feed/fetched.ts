/** Something that comes over HTTP once per page and address. */
export interface Fetched<T> {
  /** Null while it is on its way, and where it can't be had. */
  readonly value: T | null;
}

interface Loading extends Fetched<unknown> {
  value: unknown;
  /** Who is to be told when it has come; null once it has. */
  waiting: Set<() => void> | null;
  /** Fulfilled when it has come, or can't be had. */
  done: Promise<void>;
}

/** After a failure it is asked for again, for a page may stay open through a restart of its server. */
const RETRY_MS = 30_000;

const loadings = new Map<string, Loading>();

/**
 * JSON from an address, fetched once however often it is asked for.
 * @param onLoaded called once when it has come, if it had not when asked
 * @param without what a page shows without it, for the console
 */
export function fetchOnce<T>(url: string, onLoaded: () => void, without: string): Fetched<T> {
  let loading = loadings.get(url);
  if (loading === undefined) {
    loading = { value: null, waiting: new Set(), done: Promise.resolve() };
    loadings.set(url, loading);
    loading.done = load(url, loading, without);
  }
  loading.waiting?.add(onLoaded);
  return loading as Fetched<T>;
}

/** When all has come that was asked for until now, or can't be had. */
export async function allFetched(): Promise<void> {
  await Promise.all([...loadings.values()].map(({ done }) => done));
}

async function load(url: string, loading: Loading, without: string): Promise<void> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    loading.value = (await response.json()) as unknown;
    const waiting = loading.waiting ?? [];
    loading.waiting = null;
    for (const onLoaded of waiting) onLoaded();
  } catch (error) {
    console.warn(`Tradewall: ${without}, for ${url} gave ${String(error)}`);
    // Who waited asks again with its next update; held on to, elements long gone would stay in memory.
    loading.waiting = null;
    setTimeout(() => loadings.delete(url), RETRY_MS);
  }
}
