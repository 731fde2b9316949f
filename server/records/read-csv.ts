import { ProblemError } from '../../protocol/errors.js';
import { RECORD_FIELDS } from '../../protocol/record.js';
import { splitLine } from '../store/files/delimited-line.js';
import { RECORD_BYTES, tooLong, type BodyReader, type RecordSink } from './body-reader.js';
import { isBlank, lineEnd, LineRest, withoutReturn } from './read-lines.js';
import { RecordProblem } from './record-problem.js';

const NEWLINE = 0x0a;
const QUOTE = '"';

/** Rows under a header that names the fields; separated by commas, semicolons or tabs (RFC 4180). */
export class CsvReader implements BodyReader {
  readonly #sink: RecordSink;
  readonly #rest: LineRest;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #header: Header | undefined;
  #line = 1;
  /** Lines of a row that goes on, for a quote is open, and where it began. */
  #open = '';
  #rowLine = 1;

  constructor(sink: RecordSink) {
    this.#sink = sink;
    this.#rest = new LineRest((problem) => sink.reject(problem, this.#line));
  }

  *push(chunk: Buffer): Generator<void, void> {
    const last = chunk.lastIndexOf(NEWLINE);
    if (last < 0) return this.#rest.keep(chunk);
    let at = lineEnd(chunk, 0);
    this.#take(this.#rest.finish(chunk, at));
    if (this.#sink.isFull) yield;
    while (at < last) {
      const start = at + 1;
      at = lineEnd(chunk, start);
      this.#take(withoutReturn(chunk.subarray(start, at)));
      if (this.#sink.isFull) yield;
    }
    this.#rest.keep(chunk.subarray(last + 1));
  }

  *end(): Generator<void, void> {
    if (!this.#rest.isEmpty) this.#take(this.#rest.finish(Buffer.alloc(0), 0));
    if (this.#open !== '') this.#reject('a quote is not closed');
    if (this.#sink.isFull) yield;
  }

  #take(bytes: Buffer | undefined): void {
    const number = this.#line++;
    if (bytes === undefined || (this.#open === '' && isBlank(bytes))) return;
    if (this.#open === '') this.#rowLine = number;
    const line = this.#decode(bytes);
    if (line === undefined) return;
    const row = this.#open === '' ? line : `${this.#open}\n${line}`;
    const isOpen = (row.split(QUOTE).length - 1) % 2 === 1;
    this.#open = isOpen && row.length <= RECORD_BYTES ? row : '';
    if (isOpen && this.#open === '') this.#sink.reject(tooLong('row'), this.#rowLine);
    else if (!isOpen) this.#row(row);
  }

  #decode(bytes: Buffer): string | undefined {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      // The decoder says no more than that it is none.
      this.#reject('expected UTF-8');
      return undefined;
    }
  }

  #row(row: string): void {
    if (this.#header === undefined) {
      this.#header = readHeader(row);
      return;
    }
    const { names, delimiter } = this.#header;
    const { fields, sound } = splitLine(row, delimiter);
    if (!sound) this.#reject('a quote is followed by something other than the separator');
    else if (fields.length !== names.length)
      this.#reject(`expected ${names.length} fields as in the header, got ${fields.length}`);
    else this.#sink.record(recordOf(names, fields), this.#rowLine);
  }

  #reject(problem: string): void {
    this.#sink.reject(new RecordProblem('bad-row', `row: ${problem}`), this.#rowLine);
  }
}

interface Header {
  readonly names: readonly string[];
  readonly delimiter: string;
}

/** @throws ProblemError where a field is unknown or one that must be there is not: no row could be read */
function readHeader(row: string): Header {
  const delimiter = [',', ';', '\t'].find((candidate) => row.includes(candidate)) ?? ',';
  const names = splitLine(row, delimiter).fields.map((name) => name.trim());
  const known: readonly string[] = RECORD_FIELDS;
  const wrong = names.find((name, index) => !known.includes(name) || names.indexOf(name) !== index);
  if (wrong !== undefined || !names.includes('time'))
    throw new ProblemError({
      code: 'bad-request',
      field: 'header',
      message: `header: expected names out of ${known.join(', ')}, each once, got ${JSON.stringify(wrong ?? row.slice(0, 80))}`,
    });
  return { names, delimiter };
}

/** An empty field is a missing one. */
function recordOf(names: readonly string[], fields: readonly string[]): Record<string, string | number> {
  const record: Record<string, string | number> = {};
  for (const [index, name] of names.entries()) {
    const field = fields[index]!.trim();
    if (field !== '') record[name] = name === 'revision' && /^\d+$/.test(field) ? Number(field) : field;
  }
  return record;
}
