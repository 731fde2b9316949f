import { describe, expect, it } from 'vitest';
import { paceOf } from '../../../client/format/pace.js';

const BEIJING = 8 * 3_600_000;

describe('paceOf', () => {
  it('measures the year so far against the same share of the baseline year', () => {
    const july2 = Date.UTC(2025, 6, 2, 12) - BEIJING;
    expect(paceOf(22e12, 40e12, july2, BEIJING)).toEqual({
      elapsed: 0.5,
      baselineToDate: 20e12,
      projected: 44e12,
      ahead: expect.closeTo(0.1, 12),
    });
  });

  it('knows that a leap year is longer', () => {
    const dayOf2024 = paceOf(1, 366, Date.UTC(2024, 0, 2) - BEIJING, BEIJING);
    expect(dayOf2024?.baselineToDate).toBeCloseTo(1, 12);
  });

  it("starts afresh at the timeline's own midnight of 1 January", () => {
    const newYear = Date.UTC(2026, 0, 1) - BEIJING;
    expect(paceOf(40e12, 40e12, newYear - 1, BEIJING)?.elapsed).toBeCloseTo(1, 9);
    expect(paceOf(0, 40e12, newYear, BEIJING)).toBeNull();
  });

  it('has nothing to tell against a baseline of nothing', () => {
    expect(paceOf(1, 0, Date.UTC(2025, 6, 2), 0)).toBeNull();
  });
});
