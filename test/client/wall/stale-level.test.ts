import { describe, expect, it } from 'vitest';
import { staleLevel } from '../../../client/wall/stale-level.js';

describe('staleLevel', () => {
  it('trusts what is current, moving or not', () => {
    for (const state of ['live', 'replaying', 'paused', 'ended'] as const) {
      expect(staleLevel(state, 400)).toBe('fresh');
    }
  });

  it('grows louder with the age of the newest frame', () => {
    const levels = [3_000, 14_999, 15_000, 59_999, 60_000, 9e9].map((age) => staleLevel('offline', age));
    expect(levels).toEqual(['late', 'late', 'stale', 'stale', 'lost', 'lost']);
  });

  it('never takes old figures for live ones, whatever the connection says', () => {
    expect(staleLevel('live', 60_000)).toBe('lost');
  });
});
