import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Rejection } from '../../protocol/record.js';
import { formatOf, readerOf } from '../records/body-format.js';
import type { BodyReader, RecordSink } from '../records/body-reader.js';
import type { RecordProblem } from '../records/record-problem.js';

/** Records of a message: enough that answers cost little, few enough that one sent again does not either. */
const MESSAGE_RECORDS = 5_000;

/** Well below what a server reads in one message. */
const MESSAGE_BYTES = 524_288;

/** Records to be sent together. */
export interface FileMessage {
  /** NDJSON. */
  readonly text: string;
  /** Line of the file that each record begins on. */
  readonly lines: readonly number[];
}

/**
 * The records of a file (NDJSON, JSON or CSV; gzip where the name ends in .gz) in messages, whatever of it is no record to
 * `reject`. A record without an id is given one that is the same whenever the same file is sent, so that it counts once.
 */
export async function* fileMessages(
  path: string,
  reject: (rejection: Rejection) => void,
): AsyncGenerator<FileMessage> {
  const sink = new MessageSink(await digestOf(path), reject);
  let reader: BodyReader | undefined;
  for await (const chunk of contentOf(path)) {
    reader ??= readerOf(formatOf(chunk as Buffer), sink);
    for (const _full of reader.push(chunk as Buffer)) yield sink.take();
  }
  if (reader !== undefined) for (const _full of reader.end()) yield sink.take();
  if (!sink.isEmpty) yield sink.take();
}

function contentOf(path: string): AsyncIterable<unknown> {
  const file = createReadStream(path);
  if (!path.endsWith('.gz')) return file;
  const gunzip = createGunzip();
  file.on('error', (fault) => gunzip.destroy(fault));
  return file.pipe(gunzip);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex').slice(0, 24);
}

/** Gathers records as the text of a message. */
class MessageSink implements RecordSink {
  readonly #digest: string;
  readonly #reject: (rejection: Rejection) => void;
  #records: string[] = [];
  #lines: number[] = [];
  #bytes = 0;
  /** Records of the file so far. */
  #count = 0;

  constructor(digest: string, reject: (rejection: Rejection) => void) {
    this.#digest = digest;
    this.#reject = reject;
  }

  get isFull(): boolean {
    return this.#records.length >= MESSAGE_RECORDS || this.#bytes >= MESSAGE_BYTES;
  }

  get isEmpty(): boolean {
    return this.#records.length === 0;
  }

  /** Hands over what was gathered. */
  take(): FileMessage {
    const message = { text: this.#records.join('\n'), lines: this.#lines };
    this.#records = [];
    this.#lines = [];
    this.#bytes = 0;
    return message;
  }

  scan(): number {
    return -1;
  }

  /** Its text is sent as it is, but for an id: numbers that were read and written again might lose digits. */
  json(bytes: Uint8Array, line: number): void {
    const text = Buffer.from(bytes).toString('utf8').replaceAll(/\r?\n/g, ' ').trim();
    this.#add(hasId(text) ? text : text.replace('{', `{"id":${JSON.stringify(this.#nextId())},`), line);
  }

  record(input: unknown, line: number): void {
    const id = this.#nextId();
    this.#add(JSON.stringify({ id, ...(input as object) }), line);
  }

  reject({ code, message }: RecordProblem, line: number): void {
    this.#reject({ line, code, message });
  }

  #nextId(): string {
    return `${this.#digest}-${this.#count}`;
  }

  #add(text: string, line: number): void {
    this.#count++;
    this.#records.push(text);
    this.#lines.push(line);
    this.#bytes += Buffer.byteLength(text) + 1;
  }
}

/** Whether a record names its id; what is no record is sent as it is, for the server to say what is wrong with it. */
function hasId(text: string): boolean {
  try {
    const record: unknown = JSON.parse(text);
    return (
      typeof record !== 'object' || record === null || Object.keys(record).length === 0 || 'id' in record
    );
  } catch {
    return true;
  }
}
