/** One published (or derived, or estimated) figure and where it was taken from. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: string;
}

export const GAC_REVISED_MONTHS =
  'huizhaohuang/china-econ-data-penetrate@ee2c501877 data/exports.csv and imports.csv (GAC via EastMoney, revised, USD)';
export const GAC_MAJOR_IMPORTS_2025 =
  'GAC preliminary release (6) of 2026-06-10, column Jan-May 2025, annualised by 12/5 (hoyla/meridian@cf968f5 tests/fixtures)';
export const GAC_MAJOR_EXPORTS_2025 =
  'GAC preliminary release (5) of 2026-06-10, column Jan-May 2025, annualised by 12/5 (hoyla/meridian@cf968f5 tests/fixtures)';
export const ESTIMATED =
  'estimated from general knowledge of the trade; no figure published in the tables used';
