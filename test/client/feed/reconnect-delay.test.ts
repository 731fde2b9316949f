import { describe, expect, it } from 'vitest';
import { reconnectDelayMs } from '../../../client/feed/reconnect-delay.js';

const latest = (attempt: number): number => reconnectDelayMs(attempt, () => 0.999_999);

describe('the delay before a retry', () => {
  it('doubles its range up to fifteen seconds, however many tries there were', () => {
    expect([0, 1, 2, 5, 6, 60, 6_000].map((attempt) => Math.round(latest(attempt)))).toEqual([
      250, 500, 1_000, 8_000, 15_000, 15_000, 15_000,
    ]);
  });

  it('may be nought, for jitter takes the whole range', () => {
    expect(reconnectDelayMs(6, () => 0)).toBe(0);
  });

  it('comes on top of what the server asked for', () => {
    expect(reconnectDelayMs(0, () => 0.5, 5_000)).toBe(5_125);
  });
});
