import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ImportError } from '../import-error.js';

/** The widest published row (Comtrade, 47 columns with texts) has 2 kB; beyond this it is no record. */
export const LINE_BYTES = 1 << 20;

const NEWLINE = 10;
const RETURN = 13;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** What one pass over the bytes of a file tells. */
export interface Scan {
  readonly bytes: number;
  readonly sha256: string;
  readonly utf8: boolean;
  /** Lines that hold something; a last one without a newline included. */
  readonly filledLines: number;
  readonly bom: boolean;
}

interface ScanOptions {
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  onBytes?(bytes: number): void;
}

/** Reads a file once, in pieces: what it hashes to, whether it is UTF-8, how many lines it has. */
export async function scanFile(path: string, options: ScanOptions): Promise<Scan> {
  const hash = createHash('sha256');
  const lines = new LineCounter(options.name);
  let bytes = 0;
  let bom = false;
  for await (const piece of createReadStream(path, { highWaterMark: LINE_BYTES, signal: options.signal })) {
    const chunk = piece as Buffer;
    if (bytes === 0) bom = chunk.subarray(0, 3).equals(BOM);
    hash.update(chunk);
    lines.add(chunk);
    bytes += chunk.length;
    options.onBytes?.(bytes);
  }
  lines.end();
  return { bytes, sha256: hash.digest('hex'), utf8: lines.utf8, filledLines: lines.filled, bom };
}

/** Counts the lines of a stream of bytes, and watches their length and encoding. */
export class LineCounter {
  filled = 0;
  utf8 = true;
  #total = 0;
  #rest: Buffer = Buffer.alloc(0);
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  add(chunk: Buffer): void {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last < 0) {
      this.#keep(Buffer.concat([this.#rest, chunk]));
      return;
    }
    const whole = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = whole.length - (chunk.length - last - 1);
    this.#count(whole.subarray(0, end));
    this.#keep(Buffer.from(whole.subarray(end)));
  }

  end(): void {
    if (this.#rest.length > 0) this.#count(Buffer.concat([this.#rest, Buffer.from([NEWLINE])]));
    this.#rest = Buffer.alloc(0);
  }

  #keep(rest: Buffer): void {
    this.#checkLength(rest.length);
    this.#rest = rest;
  }

  /** Takes whole lines: a newline byte is never part of another UTF-8 character, so they can be judged alone. */
  #count(lines: Buffer): void {
    if (this.utf8 && !isUtf8(lines)) this.utf8 = false;
    let start = 0;
    for (let end = lines.indexOf(NEWLINE); end >= 0; end = lines.indexOf(NEWLINE, start)) {
      this.#checkLength(end - start);
      const blank = end === start || (end === start + 1 && lines[start] === RETURN);
      if (!blank) this.filled++;
      this.#total++;
      start = end + 1;
    }
  }

  #checkLength(bytes: number): void {
    if (bytes <= LINE_BYTES) return;
    throw new ImportError(
      'line-too-long',
      `${this.#name}: line ${this.#total + 1} is longer than ${LINE_BYTES} bytes, so this is not a table of records; check what the file is`,
    );
  }
}
