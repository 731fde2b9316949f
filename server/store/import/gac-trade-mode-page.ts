import { foundAbove, pageRows, unitAbove, type PageRows } from './page-rows.js';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

const MONTH = MONTHS.join('|');
const TITLE = new RegExp(
  `Export & Import Values by Trade Mode\\s*,\\s*(${MONTH})(?:\\s*-\\s*(${MONTH}))?\\s*,?\\s*(\\d{4})`,
  'i',
);

/**
 * Reads the text of the preliminary tables by trade mode, of a month (2) or of the year to date (3): both flows together,
 * exports, imports, and the growth rates of the three.
 */
export function gacTradeModePage(lines: readonly string[]): PageRows | null {
  const title = foundAbove(lines, TITLE);
  const unit = unitAbove(lines);
  if (title === null || unit === undefined) return null;
  const [, firstName, lastName = firstName, year] = title;
  const first = monthNumber(firstName!);
  const from = `${year}-${String(first).padStart(2, '0')}`;
  const months = String(monthNumber(lastName!) - first + 1);
  return pageRows(lines, {
    header: ['from', 'months', 'Trade Mode', 'Export', 'Import', 'unit'],
    cellsARow: 6,
    note: 'read from the text of a page',
    row: (name, cells) => [from, months, name, cells[1]!, cells[2]!, unit],
  });
}

/** From 1. */
function monthNumber(name: string): number {
  return MONTHS.findIndex((month) => month.toLowerCase() === name.toLowerCase()) + 1;
}
