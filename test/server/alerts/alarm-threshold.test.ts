import { describe, expect, it } from 'vitest';
import { alarmThreshold, normalQuantile } from '../../../server/alerts/alarm-threshold.js';

/** So many degrees of freedom that the scale is as good as known. */
const KNOWN = 1e9;

describe('how many deviations raise an alert', () => {
  it.each([
    [0.025, 1.959964],
    [0.001, 3.090232],
    [1e-6, 4.753424],
  ])('takes the normal quantile of a tail of %d from the tables', (tail, z) => {
    expect(normalQuantile(tail)).toBeCloseTo(z, 5);
  });

  it.each([
    [30, 2.0423],
    [60, 2.0003],
  ])("takes Student's t of %d degrees of freedom from the tables", (freedom, t) => {
    expect(alarmThreshold(0.05, 1, freedom)).toBeCloseTo(t, 3);
  });

  it('is the higher the more is looked at, so that all together raise as many false alarms as one would', () => {
    // One in 20 of 1 look a year, or of 36,500: a tail of 0.05 / 36,500 / 2 on each side.
    expect(alarmThreshold(0.05, 1, KNOWN)).toBeCloseTo(1.96, 2);
    expect(alarmThreshold(0.05, 36_500, KNOWN)).toBeCloseTo(normalQuantile(0.05 / 73_000), 6);
  });
});
