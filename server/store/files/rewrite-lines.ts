import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { splitLine } from './delimited-line.js';
import { lineDecoder, type Encoding } from './encoding.js';
import { lineStream } from './line-stream.js';

export interface Rewriting {
  readonly name: string;
  readonly encoding: Encoding;
  /** The file was quoted a second time: each line is one field, which holds the line meant. */
  readonly unwrap: boolean;
  /** Lines whose quotes are not closed in this delimiter become blank; null leaves quotes alone. */
  readonly repair: string | null;
  readonly signal?: AbortSignal | undefined;
}

export interface Rewritten {
  readonly filledLines: number;
  /** Lines made blank, from 1. */
  readonly brokenLines: readonly number[];
}

/** About as much text at once as a disk takes in one go. */
const PIECE_CHARACTERS = 1 << 18;

/** Copies a text file line by line into UTF-8 with `\n`. A line stays on the line that it was on. */
export async function rewriteLines(from: string, to: string, rewriting: Rewriting): Promise<Rewritten> {
  const result = { filledLines: 0, brokenLines: [] as number[] };
  await pipeline(rewritten(from, rewriting, result), createWriteStream(to));
  return result;
}

async function* rewritten(
  from: string,
  { name, encoding, unwrap, repair, signal }: Rewriting,
  result: { filledLines: number; brokenLines: number[] },
): AsyncGenerator<string> {
  const decode = lineDecoder(encoding);
  let piece = '';
  let number = 0;
  for await (const bytes of lineStream(from, name, signal)) {
    number++;
    // A return inside a line would be a line end to DuckDB, and a row of its own.
    const decoded = decode(bytes).replaceAll('\r', ' ');
    const line = unwrap ? unwrapped(decoded) : decoded;
    const broken = repair !== null && line.includes('"') && !splitLine(line, repair).closed;
    if (broken) result.brokenLines.push(number);
    else if (line !== '') result.filledLines++;
    piece += broken ? '\n' : `${line}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield piece;
    piece = '';
  }
  yield piece;
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
