import type { SampledFile } from '../import/format.js';
import { splitLine } from './delimited-line.js';

/** Enough to see how rows are written, without reading a whole file. */
const SAMPLE_ROWS = 200;

/** Reads the first lines of a file with one delimiter, the header being on the line of that index. */
export function sampleLines(
  name: string,
  lines: readonly string[],
  delimiter: string,
  headerAt: number,
): SampledFile {
  const header = splitLine(lines[headerAt] ?? '', delimiter).fields.map((field) => field.trim());
  const rows = lines
    .slice(headerAt + 1)
    .filter((line) => line !== '')
    .slice(0, SAMPLE_ROWS)
    .map((line) => splitLine(line, delimiter).fields);
  return { name, delimiter, header, headerLines: headerAt + 1, rows };
}

/** Lines of the first piece of a text; the last one is left out if it may be cut off. */
export function firstLines(text: string, whole: boolean): string[] {
  const lines = text.replace(/^\u{feff}/u, '').split(/\r\n|\n|\r/);
  if (!whole) lines.pop();
  return lines;
}
