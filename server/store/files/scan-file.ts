import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ImportError } from '../import-error.js';

/** The widest published row (Comtrade, 47 columns with texts) has 2 kB; beyond this it is no record. */
export const LINE_BYTES = 1 << 20;

/** Enough lines that are not UTF-8 to tell what they are. */
const FOREIGN_BYTES = 1 << 16;

const NEWLINE = 10;
const RETURN = 13;

/** What one pass over the bytes of a file tells. */
export interface Scan {
  readonly bytes: number;
  readonly sha256: string;
  readonly lines: LineCounts;
}

export interface LineCounts {
  readonly total: number;
  /** Lines that hold something; a last one without a line end included. */
  readonly filled: number;
  /** Lines that are not UTF-8, some of them; empty where all are. */
  readonly foreign: Buffer;
  /** There are zero bytes, or `\r` that no `\n` follows, which DuckDB would take for line ends. */
  readonly strays: boolean;
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
  for await (const piece of createReadStream(path, { highWaterMark: LINE_BYTES, signal: options.signal })) {
    const chunk = piece as Buffer;
    hash.update(chunk);
    lines.add(chunk);
    bytes += chunk.length;
    options.onBytes?.(bytes);
  }
  lines.end();
  return { bytes, sha256: hash.digest('hex'), lines };
}

/** SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: LINE_BYTES, signal }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Counts the lines of a stream of bytes, and watches their length and encoding. */
class LineCounter implements LineCounts {
  total = 0;
  filled = 0;
  foreign: Buffer = Buffer.alloc(0);
  #end: number | null = null;
  #stray = false;
  #rest: Buffer = Buffer.alloc(0);
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  get strays(): boolean {
    return this.#end === RETURN || this.#stray;
  }

  add(chunk: Buffer): void {
    this.#end ??= chunk.includes(NEWLINE) || !chunk.includes(RETURN) ? NEWLINE : RETURN;
    const last = chunk.lastIndexOf(this.#end);
    const whole = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = last < 0 ? 0 : whole.length - (chunk.length - last - 1);
    if (end > 0) this.#count(whole.subarray(0, end));
    this.#rest = Buffer.from(whole.subarray(end));
    this.#checkLength(this.#rest.length);
  }

  end(): void {
    if (this.#rest.length > 0) this.#count(Buffer.concat([this.#rest, Buffer.from([this.#end ?? NEWLINE])]));
    this.#rest = Buffer.alloc(0);
  }

  /** Takes whole lines: the byte of a line end is never part of another UTF-8 character, so they can be judged alone. */
  #count(lines: Buffer): void {
    const end = this.#end ?? NEWLINE;
    const allUtf8 = isUtf8(lines);
    if (lines.includes(0)) this.#stray = true;
    const returns = end === NEWLINE && lines.includes(RETURN);
    let start = 0;
    for (let at = lines.indexOf(end); at >= 0; at = lines.indexOf(end, start)) {
      this.#checkLength(at - start);
      const blank = at === start || (at === start + 1 && lines[start] === RETURN);
      if (!blank) this.filled++;
      this.total++;
      if (returns && !this.#stray) this.#stray = hasLoneReturn(lines, start, at);
      if (!allUtf8 && this.foreign.length < FOREIGN_BYTES) this.#collect(lines.subarray(start, at + 1));
      start = at + 1;
    }
  }

  #collect(line: Buffer): void {
    if (!isUtf8(line)) this.foreign = Buffer.concat([this.foreign, line]);
  }

  #checkLength(bytes: number): void {
    if (bytes <= LINE_BYTES) return;
    throw new ImportError(
      'line-too-long',
      `${this.#name}: line ${this.total + 1} is longer than ${LINE_BYTES} bytes, so this is not a table of records; check what the file is`,
    );
  }
}

function hasLoneReturn(lines: Buffer, start: number, end: number): boolean {
  const at = lines.indexOf(RETURN, start);
  return at >= 0 && at < end - 1;
}
