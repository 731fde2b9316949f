import { describe, expect, it } from 'vitest';
import { judgedUnits } from '../../../server/alerts/judged-units.js';

const BEIJING = 8 * 3_600_000;

function localDay(instant: number): string {
  return new Date(instant + BEIJING).toISOString().slice(0, 10);
}

describe('what is judged at a time', () => {
  it('is a day of local time where records are known by the instant or day', () => {
    const units = judgedUnits('instant', BEIJING)!;
    const noon = Date.UTC(2026, 1, 17, 4);
    expect(localDay(units.startOf(units.indexOf(noon)))).toBe('2026-02-17');
    expect(units.indexOf(noon + 12 * 3_600_000)).toBe(units.indexOf(noon) + 1);
  });

  it('is a month, and January with February, between which Lunar New Year moves trade', () => {
    const units = judgedUnits('month', BEIJING)!;
    const starts = [0, 1, 2, 3, 11, 12].map((month) =>
      localDay(units.startOf(units.indexOf(Date.UTC(2026, month, 10)))),
    );
    expect(starts).toEqual([
      '2026-01-01',
      '2026-01-01',
      '2026-03-01',
      '2026-04-01',
      '2026-12-01',
      '2027-01-01',
    ]);
    expect(units.indexOf(Date.UTC(2027, 0, 10)) - units.indexOf(Date.UTC(2026, 0, 10))).toBe(11);
    expect(localDay(units.startOf(units.indexOf(Date.UTC(1969, 1, 10))))).toBe('1969-01-01');
  });

  it('is a quarter where only that is known, and nothing where less is', () => {
    expect(judgedUnits('quarter', 0)!.bucket).toBe('1q');
    expect(judgedUnits('year', 0)).toBeUndefined();
    expect(judgedUnits('mixed', 0)).toBeUndefined();
  });
});
