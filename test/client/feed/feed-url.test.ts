import { describe, expect, it } from 'vitest';
import { besideFeed, feedUrl } from '../../../client/feed/feed-url.js';

const PAGE = 'https://host.example/page/';

describe('the address of a feed', () => {
  it.each([
    [null, 'wss://host.example/feed'],
    ['', 'wss://host.example/feed'],
    ['/feed', 'wss://host.example/feed'],
    ['https://other.example', 'wss://other.example/feed'],
    ['http://other.example:8787/', 'ws://other.example:8787/feed'],
    ['wss://other.example/trade/feed', 'wss://other.example/trade/feed'],
    ['wss://other.example/feed?token=1#top', 'wss://other.example/feed?token=1'],
  ])('%j means %s', (src, url) => {
    expect(feedUrl(src, PAGE)).toBe(url);
  });

  it('is not an address of another kind', () => {
    expect(() => feedUrl('ftp://other.example/feed', PAGE)).toThrow(/expected an address such as wss:/);
  });

  it('leads to what is served beside it', () => {
    expect(besideFeed('wss://other.example/feed', '/api/timelines')).toBe(
      'https://other.example/api/timelines',
    );
  });
});
