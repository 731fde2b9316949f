import { lineStream } from './line-stream.js';
import type { PreparedFile } from './prepared-file.js';

/**
 * Lines, from 1, on which rows of a file stand, rows counted from 0 after the header.
 */
export async function linesOfRows(
  file: PreparedFile,
  headerLines: number,
  rows: readonly number[],
): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  if (file.filledLines === file.totalLines) return new Map(rows.map((row) => [row, headerLines + row + 1]));
  return searched(file, headerLines, new Set(rows));
}

/** Blank lines stand between the rows, so that only the file itself tells. */
async function searched(
  file: PreparedFile,
  headerLines: number,
  rows: Set<number>,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  let line = 0;
  let row = 0;
  for await (const bytes of lineStream(file.path, file.name)) {
    line++;
    if (line <= headerLines || bytes.length === 0) continue;
    if (rows.delete(row)) found.set(row, line);
    if (rows.size === 0) break;
    row++;
  }
  return found;
}
