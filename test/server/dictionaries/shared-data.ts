import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const DATA = resolve(import.meta.dirname, '../../../../shared/data');

/** Whether the real input data lies beside the repository; says so loudly where it doesn't. */
export function hasSharedData(): boolean {
  if (existsSync(DATA)) return true;
  console.warn(`${DATA} is missing: tests on real data files are skipped`);
  return false;
}

/** Rows of a delimited file as records by column name. Extra fields of a row are dropped. */
export function sharedRows(file: string, encoding = 'utf-8', delimiter = ','): Record<string, string>[] {
  const text = new TextDecoder(encoding).decode(readFileSync(resolve(DATA, file)));
  return csvRecords(text, delimiter);
}

/** Distinct texts of some columns of a file. */
export function sharedTexts(file: string, columns: string[], encoding = 'utf-8', delimiter = ','): string[] {
  const rows = sharedRows(file, encoding, delimiter);
  return [...new Set(rows.flatMap((row) => columns.map((column) => row[column] ?? '')))];
}

/** RFC 4180 records, keyed by the header. */
export function csvRecords(text: string, delimiter = ','): Record<string, string>[] {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${delimiter}\r\n]*))(${delimiter}|\r?\n|$)`, 'gy');
  const lines: string[][] = [[]];
  for (let match = field.exec(text); match !== null && match[0] !== ''; match = field.exec(text)) {
    lines.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== delimiter) lines.push([]);
  }
  const [header, ...rows] = lines.filter((line) => line.length > 0);
  return rows.map((row) => Object.fromEntries((header ?? []).map((name, i) => [name, row[i] ?? ''])));
}
