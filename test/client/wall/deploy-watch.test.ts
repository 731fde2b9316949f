import { describe, expect, it } from 'vitest';
import type { FeedConnection } from '../../../client/feed/feed-connection.js';
import { watchDeploys } from '../../../client/wall/deploy-watch.js';

/** A connection as far as a deploy can be seen on it. */
function feedOfVersion(serverVersion: string | null) {
  const listeners = new Set<() => void>();
  return {
    serverVersion,
    listen(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    says(version: string) {
      this.serverVersion = version;
      for (const listener of listeners) listener();
    },
  };
}

function watched(version: string | null) {
  const feed = feedOfVersion(version);
  const delays: number[] = [];
  let reloads = 0;
  const stop = watchDeploys(feed as unknown as FeedConnection, {
    reload: () => reloads++,
    after: (delayMs, callback) => {
      delays.push(delayMs);
      callback();
    },
    random: () => 0.5,
  });
  return { feed, delays, stop, reloads: () => reloads };
}

describe('watchDeploys', () => {
  it('reloads once, spread over half a minute, when another build answers', () => {
    const page = watched(null);
    page.feed.says('1');
    page.feed.says('1');
    expect(page.reloads()).toBe(0);
    page.feed.says('2');
    page.feed.says('3');
    expect([page.reloads(), page.delays]).toEqual([1, [15_000]]);
  });

  it('takes a build that was known before as the one the page began with', () => {
    const page = watched('1');
    page.feed.says('1');
    expect(page.reloads()).toBe(0);
  });

  it('leaves a page alone after the watch has ended', () => {
    const page = watched('1');
    page.stop();
    page.feed.says('2');
    expect(page.reloads()).toBe(0);
  });
});
