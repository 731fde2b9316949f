import { describe, expect, it } from 'vitest';
import { clockDifference, clockText } from '../../../client/wall/clock-difference.js';

describe('clockDifference', () => {
  it('says nothing of what may be the way of a message', () => {
    expect(clockDifference(104_999, 100_000)).toBeNull();
    expect(clockDifference(95_001, 100_000)).toBeNull();
  });

  it('says by how much the screen is ahead, or behind', () => {
    expect(clockDifference(105_000, 100_000)).toBe(5_000);
    expect(clockDifference(40_000, 100_000)).toBe(-60_000);
  });

  it('is said in the language of the wall', () => {
    expect(clockText(37_000, 'en')).toBe('This screen’s clock is 37 s ahead of the server’s');
    expect(clockText(-3_600_000, 'en')).toBe('This screen’s clock is 1 h behind the server’s');
    expect(clockText(null, 'zh-CN')).toBe('与服务器一致');
  });
});
