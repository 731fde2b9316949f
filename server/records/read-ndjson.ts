import type { BodyReader, RecordSink } from './body-reader.js';
import { isBlank, lineEnd, LineRest, withoutReturn } from './read-lines.js';

const NEWLINE = 0x0a;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A record a line. */
export class NdjsonReader implements BodyReader {
  readonly #sink: RecordSink;
  readonly #rest: LineRest;
  #line = 1;

  constructor(sink: RecordSink) {
    this.#sink = sink;
    this.#rest = new LineRest((problem) => sink.reject(problem, this.#line));
  }

  *push(chunk: Buffer): Generator<void, void> {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last < 0) return this.#rest.keep(chunk);
    let at = 0;
    if (!this.#rest.isEmpty || this.#line === 1) {
      at = lineEnd(chunk, 0) + 1;
      this.#take(this.#rest.finish(chunk, at - 1));
      if (this.#sink.isFull) yield;
    }
    while (at <= last) {
      at = this.#next(chunk, at, last + 1);
      if (this.#sink.isFull) yield;
    }
    this.#rest.keep(chunk.subarray(last + 1));
  }

  *end(): Generator<void, void> {
    if (!this.#rest.isEmpty) this.#take(this.#rest.finish(Buffer.alloc(0), 0));
    if (this.#sink.isFull) yield;
  }

  /** Reads the line that begins at `at` and returns where the next one does. */
  #next(chunk: Buffer, at: number, limit: number): number {
    const next = this.#sink.scan(chunk, at, limit, this.#line);
    if (next >= 0) {
      this.#line++;
      return next;
    }
    const end = lineEnd(chunk, at);
    this.#take(withoutReturn(chunk.subarray(at, end)));
    return end + 1;
  }

  #take(line: Buffer | undefined): void {
    const number = this.#line++;
    if (line === undefined) return;
    const text = number === 1 && BOM.equals(line.subarray(0, 3)) ? line.subarray(3) : line;
    if (isBlank(text)) return;
    if (this.#sink.scan(text, 0, text.length, number) < 0) this.#sink.json(text, number);
  }
}
