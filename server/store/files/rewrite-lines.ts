import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { joinLine, splitLine } from './delimited-line.js';
import { lineDecoder, type Encoding } from './encoding.js';
import { lineStream } from './line-stream.js';

export interface Rewriting {
  readonly name: string;
  readonly encoding: Encoding;
  /** The file was quoted a second time: each line is one field, which holds the line meant. */
  readonly unwrap: boolean;
  /** Write each line in plain CSV, and leave those blank that can't be; null leaves lines as they are. */
  readonly repair: Repair | null;
  readonly signal?: AbortSignal | undefined;
}

export interface Repair {
  readonly delimiter: string;
  /** A line of more fields is broken. */
  readonly fields: number;
}

export interface Rewritten {
  readonly filledLines: number;
  /** Lines left blank, from 1, by the reason. */
  readonly broken: Readonly<Record<Fault, readonly number[]>>;
}

type Fault = 'bad-quotes' | 'too-many-fields';

/** About as much text at once as a disk takes in one go. */
const PIECE_CHARACTERS = 1 << 18;

/** Copies a text file line by line into UTF-8 with `\n`. A line stays on the line that it was on. */
export async function rewriteLines(from: string, to: string, rewriting: Rewriting): Promise<Rewritten> {
  const result = { filledLines: 0, broken: { 'bad-quotes': [], 'too-many-fields': [] } };
  await pipeline(rewritten(from, rewriting, result), createWriteStream(to));
  return result;
}

async function* rewritten(
  from: string,
  { name, encoding, unwrap, repair, signal }: Rewriting,
  result: { filledLines: number; broken: Record<Fault, number[]> },
): AsyncGenerator<string> {
  const decode = lineDecoder(encoding);
  let piece = '';
  let number = 0;
  for await (const bytes of lineStream(from, name, signal)) {
    number++;
    // A return inside a line would be a line end to DuckDB, and SQL takes no text with a zero byte.
    const decoded = decode(bytes).replaceAll(/[\r\0]/g, ' ');
    const line = unwrap ? unwrapped(decoded) : decoded;
    const repaired = repair === null ? { line } : repairedLine(line, repair);
    if (repaired.fault !== undefined) result.broken[repaired.fault].push(number);
    else if (line !== '') result.filledLines++;
    piece += `${repaired.line}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function repairedLine(line: string, { delimiter, fields: most }: Repair): { line: string; fault?: Fault } {
  const { fields, sound } = splitLine(line, delimiter);
  if (!sound) return { line: '', fault: 'bad-quotes' };
  if (fields.length > most) return { line: '', fault: 'too-many-fields' };
  return { line: joinLine(fields, delimiter) };
}

/** One quoted field and nothing else. */
const ONE_FIELD = /^"(?:[^"]|"")*"$/;

/** A line that was a line of CSV before it became one field of CSV; any other as it is. */
function unwrapped(line: string): string {
  return ONE_FIELD.test(line) ? splitLine(line, ',').fields[0]! : line;
}

/** True for a header that is one quoted field with delimiters inside. */
export function isWrapped(line: string): boolean {
  return ONE_FIELD.test(line) && /[;,\t|]/.test(line);
}
