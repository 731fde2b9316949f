import { joinLine } from '../files/delimited-line.js';

/** A published page whose text is a table only to the eye, written line by line as rows with a header. */
export interface PageRows {
  /** As many as the page has, a row on the line that it was on; the first is the header, others that are no row are blank. */
  readonly lines: string[];
  /** Lines that should be rows, and lack cells, from 1. */
  readonly incomplete: number[];
}

const TITLE = /\(?5\)?\s*Imports and Exports by Customs Regime\s*,?\s*(\d{1,2})\.\s?(\d{4})/i;
const UNIT = /Unit\s*:\s*([^|]*[^|\s])/i;
const HEADER = ['period', 'Customs Regime', 'Exports', 'Imports', 'unit'];

/** A cell: a number with thousands commas, or a dash for nil. */
const CELLS = /(?:^|\s)((?:-?[\d,]+(?:\.\d+)?|-)(?:\s+(?:-?[\d,]+(?:\.\d+)?|-))*)\s*$/;

/** Exports of the month and of the year to date, then the same of imports. */
const CELLS_A_ROW = 4;

/**
 * Reads the text of table (5) as English.customs.gov.cn prints it, as plain text or with bars. Under each regime stands a row
 * of growth rates without a name. Copies in plain text have lost single digits: a row that lacks a cell is not guessed at.
 */
export function gacRegimePage(lines: readonly string[]): PageRows | null {
  const title = lines
    .slice(0, 10)
    .map((line) => TITLE.exec(line))
    .find((found) => found !== null);
  const unit = lines
    .slice(0, 12)
    .map((line) => UNIT.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (title === null || title === undefined || unit === undefined) return null;
  const period = `${title[2]}-${title[1]!.padStart(2, '0')}`;
  const page: PageRows = { lines: lines.map(() => ''), incomplete: [] };
  page.lines[0] = joinLine(HEADER, ',');
  for (const [at, line] of lines.entries()) {
    const row = regimeRow(line);
    if (row === null) continue;
    if (row.cells.length !== CELLS_A_ROW) page.incomplete.push(at + 1);
    else page.lines[at] = joinLine([period, row.name, row.cells[0]!, row.cells[2]!, unit], ',');
  }
  return page;
}

function regimeRow(line: string): { name: string; cells: string[] } | null {
  const text = line.replaceAll('|', ' ').replaceAll('\u{a0}', ' ').trim();
  const cells = CELLS.exec(text);
  const name = cells === null ? '' : text.slice(0, cells.index).trim();
  // The heads of the columns (2, 1to2), rates, titles and notes have no name before their numbers, or a date in it.
  if (cells === null || !/^[A-Z]/.test(name) || /^Customs Regime|^\(?5\)?|Unit\s*:|Note|Since/i.test(name))
    return null;
  return { name, cells: cells[1]!.split(/\s+/) };
}
