import { describe, expect, it } from 'vitest';
import { formatChange } from '../../../client/format/format-change.js';

describe('formatChange', () => {
  it('shows rise and fall by shape, not by colour alone', () => {
    expect(formatChange(0.041, 'en')).toEqual({ text: '▲\u00a04.1\u00a0%', direction: 'up' });
    expect(formatChange(-0.118, 'zh-CN')).toEqual({ text: '▼\u00a011.8%', direction: 'down' });
  });

  it('has no direction where nothing changed to the decimal shown', () => {
    expect(formatChange(0.0004, 'en')).toEqual({ text: '0.0\u00a0%', direction: 'flat' });
    expect(formatChange(-0.0004, 'en').direction).toBe('flat');
    expect(formatChange(0.0006, 'en').direction).toBe('up');
  });

  it('knows no change against nothing', () => {
    expect(formatChange(null, 'en')).toEqual({ text: '–', direction: 'unknown' });
    expect(formatChange(Infinity, 'en').direction).toBe('unknown');
  });

  it('groups the thousands of a wild change', () => {
    expect(formatChange(12.345, 'en').text).toBe('▲\u00a01,234.5\u00a0%');
  });
});
