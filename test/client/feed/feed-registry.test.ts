import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FeedConnection } from '../../../client/feed/feed-connection.js';
import { FeedRegistry } from '../../../client/feed/feed-registry.js';
import type { FeedPlatform, FeedSocket } from '../../../client/feed/feed-platform.js';

const URL_A = 'ws://a.example/feed';
const URL_B = 'ws://b.example/feed';

let open: Set<string>;
let registry: FeedRegistry;

/** A platform whose sockets never say anything; which of them are open is all that matters here. */
const silent: FeedPlatform = {
  openSocket: (url): FeedSocket => {
    open.add(url);
    const close = (): void => void open.delete(url);
    return { addEventListener: () => {}, send: () => {}, close, binaryType: 'arraybuffer' };
  },
  now: () => 0,
  random: () => 0,
  after: () => () => {},
  onHint: () => () => {},
  onHidden: () => () => {},
};

beforeEach(() => {
  vi.useFakeTimers();
  open = new Set();
  registry = new FeedRegistry((url) => new FeedConnection(url, silent));
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the connections of a page', () => {
  it('are one per address', () => {
    expect(registry.acquire(URL_A)).toBe(registry.acquire(URL_A));
    expect(registry.acquire(URL_B)).not.toBe(registry.acquire(URL_A));
    expect(open).toEqual(new Set([URL_A, URL_B]));
  });

  it('are closed a moment after the last user has left', () => {
    const connection = registry.acquire(URL_A);
    registry.acquire(URL_A);
    registry.release(connection);
    vi.advanceTimersByTime(60_000);
    expect(open.size).toBe(1);
    registry.release(connection);
    expect(open.size).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(open.size).toBe(0);
  });

  it('stay open where one element takes the place of another', () => {
    const connection = registry.acquire(URL_A);
    registry.release(connection);
    vi.advanceTimersByTime(500);
    expect(registry.acquire(URL_A)).toBe(connection);
    vi.advanceTimersByTime(60_000);
    expect(open.size).toBe(1);
  });

  it('are made anew once they have been closed', () => {
    const connection = registry.acquire(URL_A);
    registry.release(connection);
    vi.advanceTimersByTime(1_000);
    expect(registry.acquire(URL_A)).not.toBe(connection);
  });
});
