import { foundAbove, pageRows, unitAbove, type PageRows } from './page-rows.js';

const TITLE = /\(?5\)?\s*Imports and Exports by Customs Regime\s*,?\s*(\d{1,2})\.\s?(\d{4})/i;

/**
 * Reads the text of table (5) as English.customs.gov.cn prints it: exports of the month and of the year to date, then the
 * same of imports. Under each regime stands a row of growth rates without a name.
 */
export function gacRegimePage(lines: readonly string[]): PageRows | null {
  const title = foundAbove(lines, TITLE);
  const unit = unitAbove(lines);
  if (title === null || unit === undefined) return null;
  const period = `${title[2]}-${title[1]!.padStart(2, '0')}`;
  return pageRows(lines, {
    header: ['period', 'Customs Regime', 'Exports', 'Imports', 'unit'],
    cellsARow: 4,
    note: 'read from the text of a page: the month, not the year to date',
    row: (name, cells) => [period, name, cells[0]!, cells[2]!, unit],
  });
}
