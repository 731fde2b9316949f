import { createReadStream } from 'node:fs';
import { ImportError } from '../import-error.js';
import { LINE_BYTES } from './scan-file.js';

const NEWLINE = 10;
const RETURN = 13;

/** The lines of a file as bytes, ends taken off: `\n`, `\r\n`, and a lone `\r` where a file has no `\n` near. */
export async function* lineStream(path: string, name: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: LINE_BYTES, signal })) {
    const bytes = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const lines = splitLines(bytes);
    rest = Buffer.from(lines.pop()!);
    yield* lines;
    if (rest.length > LINE_BYTES) throw tooLong(name);
  }
  if (rest.length > 0) yield rest.at(-1) === RETURN ? rest.subarray(0, -1) : rest;
}

/** The last piece is what follows the last line end, and may be cut off. */
function splitLines(bytes: Buffer): Buffer[] {
  const end = bytes.includes(NEWLINE) ? NEWLINE : RETURN;
  const lines: Buffer[] = [];
  let start = 0;
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, start)) {
    lines.push(bytes.subarray(start, at > start && bytes[at - 1] === RETURN ? at - 1 : at));
    start = at + 1;
  }
  lines.push(bytes.subarray(start));
  return lines;
}

export function tooLong(name: string): ImportError {
  return new ImportError(
    'line-too-long',
    `${name}: a line is longer than ${LINE_BYTES} bytes, so this is not a table of records; check what the file is`,
  );
}
