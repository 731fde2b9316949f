import { describe, expect, it } from 'vitest';
import { isWorthRanking } from '../../../client/wall/worth-ranking.js';

/** Groups with an amount each; the key of what is not reported is `none`. */
function holding(amounts: Record<string, number | null>) {
  return {
    groups: Object.keys(amounts).map((key) => ({ key, codes: [key === 'none' ? null : key] })),
    latest: (key: string) => amounts[key] ?? null,
  };
}

describe('isWorthRanking', () => {
  it('wants two groups to compare, the folded rest not counted', () => {
    expect(isWorthRanking(holding({ USA: 5, JPN: 3 }), 'value')).toBe(true);
    expect(isWorthRanking(holding({ USA: 5, other: 3 }), 'value')).toBe(false);
    expect(isWorthRanking(holding({}), 'value')).toBe(false);
  });

  it('wants the named groups to be at least half of the whole', () => {
    expect(isWorthRanking(holding({ 27: 3, 72: 2, none: 5 }), 'value')).toBe(true);
    expect(isWorthRanking(holding({ 27: 3, 72: 2, none: 6 }), 'value')).toBe(false);
  });

  it('shows groups whose amounts are not known yet', () => {
    expect(isWorthRanking(holding({ A: null, B: null }), 'tonnage')).toBe(true);
  });
});
