import type { Rejection } from '../../protocol/record.js';
import type { RecordSink } from './body-reader.js';
import { sourceWords } from './record-key.js';
import { RecordProblem } from './record-problem.js';
import { createRecordRows, growRecordRows, type RecordRows } from './record-rows.js';
import type { RecordTerms } from './record-terms.js';
import { LineScanner } from './scan-line.js';
import { writeRecord } from './write-record.js';

/** Records of a batch: what is written, and made durable, as a whole. A million bytes in columns. */
export const BATCH_RECORDS = 16_384;

/** Room to begin with: most bodies are short. */
const FIRST_ROWS = 256;

/** Takes records as they are read, valid ones as rows of a batch and all others as rejections. */
export class BatchReader implements RecordSink {
  readonly rows: RecordRows = createRecordRows(FIRST_ROWS);
  #capacity = FIRST_ROWS;
  readonly #sender: string;
  readonly #terms: RecordTerms;
  readonly #reject: (rejection: Rejection) => void;
  readonly #scanner: LineScanner;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** @param sender whose ids the records have that name no source */
  constructor(terms: RecordTerms, sender: string, reject: (rejection: Rejection) => void) {
    this.#terms = terms;
    this.#sender = sender;
    this.#reject = reject;
    this.#scanner = new LineScanner(terms, this.rows, sourceWords(sender));
  }

  get isFull(): boolean {
    return this.rows.length === BATCH_RECORDS;
  }

  /** Empties the batch. */
  begin(): void {
    this.rows.length = 0;
    this.#scanner.refresh();
  }

  scan(bytes: Uint8Array, start: number, limit: number, line: number): number {
    this.#makeRoom();
    const next = this.#scanner.scan(bytes, start, limit);
    if (next >= 0) this.rows.line[this.rows.length - 1] = line;
    return next;
  }

  json(bytes: Uint8Array, line: number): void {
    this.#attempt(line, () => this.#write(this.#parse(bytes), line));
    // The first record with a value says what the currency is, and new codes are known from now on.
    this.#scanner.refresh();
  }

  record(input: unknown, line: number): void {
    this.#attempt(line, () => this.#write(input, line));
  }

  reject(problem: RecordProblem, line: number): void {
    this.#reject({ line, code: problem.code, message: problem.message });
  }

  #makeRoom(): void {
    if (this.rows.length < this.#capacity) return;
    this.#capacity = Math.min(BATCH_RECORDS, 4 * this.#capacity);
    growRecordRows(this.rows, this.#capacity);
  }

  #write(input: unknown, line: number): void {
    this.#makeRoom();
    writeRecord(input, this.#sender, this.#terms, this.rows);
    this.rows.line[this.rows.length - 1] = line;
  }

  #parse(bytes: Uint8Array): unknown {
    // Quicker than to have JSON.parse say so of what is no JSON at all.
    if (!BEGINNINGS.has(bytes[0]!)) throw notJson(bytes, 'it does not begin with {');
    try {
      return JSON.parse(this.#decoder.decode(bytes));
    } catch (cause) {
      throw notJson(bytes, (cause as Error).message);
    }
  }

  #attempt(line: number, work: () => void): void {
    try {
      work();
    } catch (fault) {
      if (!(fault instanceof RecordProblem)) throw fault;
      this.reject(fault, line);
    }
  }
}

/** `{`, or a blank before it. */
const BEGINNINGS = new Set([0x7b, 0x20, 0x09]);

function notJson(bytes: Uint8Array, why: string): RecordProblem {
  const text = Buffer.from(bytes.subarray(0, 80)).toString('utf8');
  return new RecordProblem('bad-json', `record: expected a JSON object, got ${JSON.stringify(text)}: ${why}`);
}
