import { describe, expect, it } from 'vitest';
import { recent } from '../../../../server/timelines/simulated/recent.js';

describe('recent', () => {
  it('computes again only what it had to forget, the longest unused first', () => {
    const computed: number[] = [];
    const double = recent(2, (key) => {
      computed.push(key);
      return key * 2;
    });
    expect([1, 2, 1, 3, 1, 2].map(double)).toEqual([2, 4, 2, 6, 2, 4]);
    expect(computed).toEqual([1, 2, 3, 2]);
  });
});
