import { RECORD_BYTES, tooLong } from './body-reader.js';

const NEWLINE = 0x0a;
const RETURN = 0x0d;

const NOTHING = Buffer.alloc(0);

/** The unfinished line that one chunk ends with and the next one goes on with, never more of it than a line may have. */
export class LineRest {
  #rest: Buffer = NOTHING;
  #isTooLong = false;
  readonly #onTooLong: (problem: ReturnType<typeof tooLong>) => void;

  /** @param onTooLong called once for each line that is longer than is read; it is then left out */
  constructor(onTooLong: (problem: ReturnType<typeof tooLong>) => void) {
    this.#onTooLong = onTooLong;
  }

  /** The line that ends at `end` of the chunk, its beginning being here, without its end; undefined where it is left out. */
  finish(chunk: Buffer, end: number): Buffer | undefined {
    const isLeftOut = this.#isTooLong;
    const line =
      this.#rest.length === 0 ? chunk.subarray(0, end) : Buffer.concat([this.#rest, chunk.subarray(0, end)]);
    this.#rest = NOTHING;
    this.#isTooLong = false;
    if (isLeftOut) return undefined;
    if (line.length <= RECORD_BYTES) return withoutReturn(line);
    this.#onTooLong(tooLong('line'));
    return undefined;
  }

  get isEmpty(): boolean {
    return this.#rest.length === 0 && !this.#isTooLong;
  }

  /** Keeps what of a line has come. */
  keep(bytes: Buffer): void {
    if (this.#isTooLong || bytes.length === 0) return;
    this.#rest = Buffer.concat([this.#rest, bytes]);
    if (this.#rest.length <= RECORD_BYTES) return;
    this.#rest = NOTHING;
    this.#isTooLong = true;
    this.#onTooLong(tooLong('line'));
  }
}

/** A line without the return that goes before its newline. */
export function withoutReturn(line: Buffer): Buffer {
  return line.at(-1) === RETURN ? line.subarray(0, -1) : line;
}

/** Where the line that `start` is in ends: at its newline, or behind the last byte. */
export function lineEnd(bytes: Buffer, start: number): number {
  const end = bytes.indexOf(NEWLINE, start);
  return end < 0 ? bytes.length : end;
}

/** Whether a line holds nothing but blanks. */
export function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === RETURN);
}
