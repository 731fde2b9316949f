import { RECORD_BYTES, tooLong, type BodyReader, type RecordSink } from './body-reader.js';
import { RecordProblem } from './record-problem.js';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, COMMA] = [0x7b, 0x7d, 0x5b, 0x5d, 0x2c];

/** What may stand between the items of an array, a byte order mark included. */
const BETWEEN = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The items of one array of records, or records one after the other; never holds more than one item. */
export class JsonReader implements BodyReader {
  readonly #sink: RecordSink;
  #line = 1;
  #itemLine = 1;
  /** Brackets open within the item; 0: between items. */
  #depth = 0;
  #isInArray = false;
  #inString = false;
  #isEscaped = false;
  /** Something that is no object is where an item should be. */
  #isStray = false;
  #parts: Buffer[] = [];
  #length = 0;
  #isTooLong = false;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  *push(chunk: Buffer): Generator<void, void> {
    let from = this.#depth > 0 ? 0 : -1;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at]!;
      if (byte === NEWLINE) this.#line++;
      if (this.#depth === 0) {
        if (this.#between(byte)) from = at;
      } else if (this.#within(byte)) {
        this.#keep(chunk.subarray(from, at + 1));
        this.#take();
        from = -1;
        if (this.#sink.isFull) yield;
      }
    }
    if (from >= 0) this.#keep(chunk.subarray(from));
  }

  *end(): Generator<void, void> {
    const isCutOff = this.#depth > 0 || this.#isInArray;
    if (isCutOff) this.#reject('the body ends within an item or before the ] of its array', this.#line);
    if (this.#sink.isFull) yield;
  }

  /** Between items; true where one begins. */
  #between(byte: number): boolean {
    if (byte === OPEN_OBJECT) {
      this.#depth = 1;
      this.#itemLine = this.#line;
      return true;
    }
    if (byte === OPEN_ARRAY && !this.#isInArray) this.#isInArray = true;
    else if (byte === CLOSE_ARRAY && this.#isInArray) this.#isInArray = false;
    else if (byte === COMMA) this.#isStray = false;
    else if (!BETWEEN.has(byte)) this.#stray(byte);
    return false;
  }

  #stray(byte: number): void {
    if (this.#isStray) return;
    this.#isStray = true;
    this.#reject(`expected {, got ${JSON.stringify(String.fromCharCode(byte))}`, this.#line);
  }

  /** Within an item; true where it ends. */
  #within(byte: number): boolean {
    if (this.#inString) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#depth--;
    return this.#depth === 0;
  }

  #keep(part: Buffer): void {
    this.#length += part.length;
    if (this.#length <= RECORD_BYTES) this.#parts.push(part);
    else {
      this.#parts = [];
      this.#isTooLong = true;
    }
  }

  #take(): void {
    const [parts, isTooLong] = [this.#parts, this.#isTooLong];
    this.#parts = [];
    this.#length = 0;
    this.#isTooLong = false;
    if (isTooLong) return this.#sink.reject(tooLong('item'), this.#itemLine);
    const item = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    if (this.#sink.scan(item, 0, item.length, this.#itemLine) < 0) this.#sink.json(item, this.#itemLine);
  }

  #reject(problem: string, line: number): void {
    this.#sink.reject(new RecordProblem('bad-json', `body: ${problem}; send [{"time": …}, …]`), line);
  }
}
