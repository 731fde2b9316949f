import { joinLine } from '../files/delimited-line.js';

/** A published page whose text is a table only to the eye, written line by line as rows with a header. */
export interface PageRows {
  /** As many as the page has, a row on the line that it was on; the first is the header, others that are no row are blank. */
  readonly lines: readonly string[];
  /** Lines that should be rows, and lack cells, from 1. */
  readonly incomplete: readonly number[];
  /** What of the page was read. */
  readonly note: string;
}

interface PageTable {
  readonly header: readonly string[];
  /** Figures that a row of the page has; one with fewer has lost some, and is not guessed at. */
  readonly cellsARow: number;
  readonly note: string;
  /** Fields of a row, in the order of the header. */
  row(name: string, cells: readonly string[]): readonly string[];
}

/** A cell: a number with thousands commas, or a dash for nil. */
const CELLS = /(?:^|\s)((?:-?[\d,]+(?:\.\d+)?|-)(?:\s+(?:-?[\d,]+(?:\.\d+)?|-))*)\s*$/;

/** Lines with a name and numbers after it that are heads or notes. */
const NO_NAME = /^Customs Regime|^Trade Mode|Unit\s*:|Note|Since/i;

/** Titles and units stand within this many lines from the top. */
const LINES_ABOVE = 12;

/** Writes the rows of a page, as plain text or with bars between the cells, each on its line. */
export function pageRows(lines: readonly string[], table: PageTable): PageRows {
  const rows = lines.map(() => '');
  const incomplete: number[] = [];
  rows[0] = joinLine([...table.header], ',');
  for (const [at, line] of lines.entries()) {
    const row = namedCells(line);
    if (row === null) continue;
    if (row.cells.length !== table.cellsARow) incomplete.push(at + 1);
    else rows[at] = joinLine([...table.row(row.name, row.cells)], ',');
  }
  return { lines: rows, incomplete, note: table.note };
}

/** What a pattern finds in the first lines of a page. */
export function foundAbove(lines: readonly string[], pattern: RegExp): RegExpExecArray | null {
  for (const line of lines.slice(0, LINES_ABOVE)) {
    const found = pattern.exec(line);
    if (found !== null) return found;
  }
  return null;
}

/** The unit that is printed above a table. */
export function unitAbove(lines: readonly string[]): string | undefined {
  return foundAbove(lines, /Unit\s*:\s*([^|]*[^|\s])/i)?.[1];
}

function namedCells(line: string): { name: string; cells: string[] } | null {
  const text = line.replaceAll('|', ' ').replaceAll('\u{a0}', ' ').trim();
  const cells = CELLS.exec(text);
  const name = cells === null ? '' : text.slice(0, cells.index).trim();
  // The heads of the columns (2, 1to2) and rows of growth rates have no name before their numbers.
  if (cells === null || !/^[A-Z]/.test(name) || NO_NAME.test(name)) return null;
  return { name, cells: cells[1]!.split(/\s+/) };
}
