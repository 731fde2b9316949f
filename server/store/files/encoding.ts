import { isUtf8 } from 'node:buffer';

/** Encodings that official files come in. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** Of 8-bit text in Chinese, nearly all runs of bytes above ASCII are even and hold several characters of two bytes. */
const CHINESE_RUN_BYTES = 3.5;
const ODD_RUNS_ALLOWED = 0.1;

/** The Unicode encoding that a byte order mark, or the zero bytes of plain Latin text, give away. */
export function wideEncoding(head: Buffer): Encoding | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return null;
}

/** Which 8-bit encoding lines that are not UTF-8 are in. */
export function guessEncoding(lines: Buffer): Encoding {
  const runs = highRuns(lines);
  const odd = runs.filter((length) => length % 2 === 1).length;
  const mean = runs.reduce((sum, length) => sum + length, 0) / Math.max(1, runs.length);
  return mean >= CHINESE_RUN_BYTES && odd <= runs.length * ODD_RUNS_ALLOWED ? 'gb18030' : 'windows-1252';
}

function highRuns(bytes: Buffer): number[] {
  const runs: number[] = [];
  let length = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) length++;
    else if (length > 0) {
      runs.push(length);
      length = 0;
    }
  }
  if (length > 0) runs.push(length);
  return runs;
}

/**
 * Decodes single lines: as UTF-8 where they are that, in the other encoding where not, so that a file of both
 * comes out right. The replacement character that a file holds already stays.
 */
export function lineDecoder(encoding: Encoding): (line: Buffer) => string {
  const other = new TextDecoder(encoding);
  return (line) => {
    if (!isUtf8(line)) return other.decode(line);
    const text = line.toString('utf8');
    return encoding === 'gb18030' && looksLikeChance(text) ? other.decode(line) : text;
  };
}

/** Some Chinese words in GB18030 are UTF-8 by chance, then of two-byte letters alone, which Chinese in UTF-8 never is. */
function looksLikeChance(text: string): boolean {
  return /[\u0080-\u07ff]/.test(text) && !/[\u0800-\uffff]/.test(text);
}
