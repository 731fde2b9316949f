/** Where a feed is served below its host. */
const FEED_PATH = '/feed';

let defaultBase: string | undefined;

/** Sets the address that elements without `src` connect to; the single-file bundle sets the host it came from. */
export function setDefaultFeed(url: string): void {
  defaultBase = url;
}

/**
 * The WebSocket address that a `src` means: `https://host`, `wss://host/feed` and `/feed` are all understood, and none
 * is the host that the bundle came from, else the page's own.
 * @throws TypeError where `src` is no address.
 */
export function feedUrl(src: string | null | undefined, page = defaultBase ?? document.baseURI): string {
  const url = addressOf(src?.trim() || FEED_PATH, page);
  url.protocol = { 'http:': 'ws:', 'https:': 'wss:' }[url.protocol] ?? url.protocol;
  if (!/^wss?:$/.test(url.protocol)) throw noAddress(src);
  if (url.pathname === '/') url.pathname = FEED_PATH;
  url.hash = '';
  return url.href;
}

function addressOf(src: string, page: string): URL {
  try {
    return new URL(src, page);
  } catch (cause) {
    throw noAddress(src, cause);
  }
}

function noAddress(src: unknown, cause?: unknown): TypeError {
  const text = `src: expected an address such as wss://host/feed, got ${JSON.stringify(src)}`;
  return new TypeError(text, { cause });
}

/** The HTTP address of something beside a feed, such as `/api/timelines`. */
export function besideFeed(feed: string, path: string): string {
  const url = new URL(path, feed.replace(/^ws/, 'http'));
  return url.href;
}
