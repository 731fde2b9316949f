import { describe, expect, it } from 'vitest';
import { SumsCache } from '../../../../server/timelines/replay/sums-cache.js';

const of = (bytes: number) => () => Promise.resolve({ bytes });

describe('the cache of sums', () => {
  it('computes once for all who ask, also at the same time', async () => {
    const cache = new SumsCache(100);
    const [a, b] = await Promise.all([cache.get('a', of(10)), cache.get('a', of(10))]);
    expect(a).toBe(b);
    expect(await cache.get('a', of(10))).toBe(a);
    expect(cache).toMatchObject({ computed: 1, bytes: 10 });
  });

  it('lets go of what was asked for longest ago once it is over its bound', async () => {
    const cache = new SumsCache(100);
    const first = await cache.get('a', of(40));
    await cache.get('b', of(40));
    await cache.get('a', of(40));
    await cache.get('c', of(40));
    expect(cache.bytes).toBe(80);
    expect(await cache.get('a', of(40))).toBe(first);
    await cache.get('b', of(40));
    expect(cache.computed).toBe(4);
  });

  it('does not keep a failure', async () => {
    const cache = new SumsCache(100);
    await expect(cache.get('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await cache.get('a', of(1))).toEqual({ bytes: 1 });
  });
});
