/** What a connection needs of a WebSocket; the browser's and that of the `ws` package both have it. */
export interface FeedSocket {
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: object) => void): void;
  send(text: string): void;
  close(): void;
  /** How binary messages come: as an ArrayBuffer where this says `arraybuffer`. */
  binaryType: string;
}

/** Everything outside the feed client that it reads or sets in motion, so that a test can hold it in its hand. */
export interface FeedPlatform {
  /** @param subprotocols in the order of preference */
  openSocket(url: string, subprotocols: readonly string[]): FeedSocket;
  /** Epoch ms of the wall clock. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Calls back once after `delayMs`; returns what cancels it. */
  after(delayMs: number, callback: () => void): () => void;
  /** Calls back when a connection may have become possible: back online, or the tab visible again. Hints, not truth. */
  onHint(callback: () => void): () => void;
  /** Calls back with true when nobody can see the page any more, and with false when somebody can again. */
  onHidden(callback: (isHidden: boolean) => void): () => void;
}

/** The page that runs this. */
export const browserPlatform: FeedPlatform = {
  openSocket: (url, subprotocols) => new WebSocket(url, [...subprotocols]),
  now: () => Date.now(),
  random: () => Math.random(),
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
  onHint: (callback) => {
    const abort = new AbortController();
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') callback();
    };
    window.addEventListener('online', callback, { signal: abort.signal });
    document.addEventListener('visibilitychange', onVisible, { signal: abort.signal });
    return () => abort.abort();
  },
  onHidden: (callback) => {
    const tell = (): void => callback(document.visibilityState === 'hidden');
    // A tab may be opened in the background.
    if (document.visibilityState === 'hidden') tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  },
};
