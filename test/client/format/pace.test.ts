import { describe, expect, it } from 'vitest';
import { paceOf, shareOfYear, shareOfYearBefore } from '../../../client/format/pace.js';

const BEIJING = 8 * 3_600_000;

describe('paceOf', () => {
  it('measures the year so far against the same share of the baseline year', () => {
    expect(paceOf(22e12, 40e12, 0.5)).toEqual({
      baselineToDate: 20e12,
      projected: 44e12,
      ahead: expect.closeTo(0.1, 12),
    });
  });

  it('has nothing to tell at the first instant of a year, or against a baseline of nothing', () => {
    expect(paceOf(0, 40e12, 0)).toBeNull();
    expect(paceOf(1, 0, 0.5)).toBeNull();
  });
});

describe('shareOfYearBefore', () => {
  it('is what had come in by the same instant a year before, of all of that year', () => {
    // 33 so far is 10 % more than the 30 by then, of 40 in all.
    expect(shareOfYearBefore(33, 0.1, 40)).toBeCloseTo(0.75, 12);
    expect(shareOfYearBefore(33, 0.1, 20)).toBe(1);
  });

  it('is not known without the year before', () => {
    expect(shareOfYearBefore(33, null, 40)).toBeNull();
    expect(shareOfYearBefore(33, 0.1, null)).toBeNull();
    expect(shareOfYearBefore(33, 0.1, 0)).toBeNull();
  });
});

describe('shareOfYear', () => {
  it('is half on 2 July at noon', () => {
    expect(shareOfYear(Date.UTC(2025, 6, 2, 12) - BEIJING, BEIJING)).toBe(0.5);
  });

  it('knows that a leap year is longer', () => {
    expect(shareOfYear(Date.UTC(2024, 0, 2) - BEIJING, BEIJING)).toBeCloseTo(1 / 366, 12);
  });

  it("starts afresh at the timeline's own midnight of 1 January", () => {
    const newYear = Date.UTC(2026, 0, 1) - BEIJING;
    expect(shareOfYear(newYear - 1, BEIJING)).toBeCloseTo(1, 9);
    expect(shareOfYear(newYear, BEIJING)).toBe(0);
  });
});
