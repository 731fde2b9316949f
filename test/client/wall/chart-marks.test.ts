import { describe, expect, it } from 'vitest';
import { chinaMarks } from '../../../client/wall/chart-marks.js';

const BEIJING = 8 * 3_600_000;

describe('chinaMarks', () => {
  it('has what began in this year and the last, and nothing that is still to come', () => {
    const marks = chinaMarks(Date.UTC(2026, 9, 20), 'en', true);
    expect(marks.slice(-4).map(({ label }) => label)).toEqual([
      'Lunar New Year',
      'Canton Fair',
      'CIFTIS',
      'Canton Fair',
    ]);
    expect(new Date(marks[0]!.time + BEIJING).toISOString()).toBe('2025-01-29T00:00:00.000Z');
  });

  it('begins another year with that of China, whose events they are', () => {
    const newYear = Date.UTC(2027, 0, 1) - BEIJING;
    const firstAt = (instant: number): string =>
      new Date(chinaMarks(instant, 'en', true)[0]!.time + BEIJING).toISOString();
    expect(firstAt(newYear - 1)).toMatch('2025-01-29');
    expect(firstAt(newYear)).toMatch('2026-02-17');
  });

  it('is labelled in the language of the wall, or not at all', () => {
    expect(chinaMarks(Date.UTC(2026, 1, 20), 'zh-CN', true).at(-1)?.label).toBe('春节');
    expect(chinaMarks(Date.UTC(2026, 1, 20), 'en', false).every(({ label }) => label === '')).toBe(true);
  });
});
