import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ProblemError } from '../../protocol/errors.js';
import { BatchReader } from './batch-reader.js';
import type { BodyReader } from './body-reader.js';
import type { IntakeTally } from './intake-tally.js';
import { CsvReader } from './read-csv.js';
import { JsonReader } from './read-json.js';
import { NdjsonReader } from './read-ndjson.js';
import type { RecordTaker } from './record-taker.js';

export const BODY_FORMATS = ['ndjson', 'json', 'csv'] as const;

export type BodyFormat = (typeof BODY_FORMATS)[number];

const READERS: Readonly<Record<BodyFormat, new (batch: BatchReader) => BodyReader>> = {
  ndjson: NdjsonReader,
  json: JsonReader,
  csv: CsvReader,
};

export interface RecordBody {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Undefined: what it begins with tells. */
  readonly format: BodyFormat | undefined;
  readonly isGzip: boolean;
  /** Whose ids the records have that name no source. */
  readonly sender: string;
}

/**
 * Reads a body of any length into the taker, a batch at a time, in bounded memory: while a batch is written the next one is
 * read, and no more. The tally has what is on disk, whenever it is looked at.
 * @throws ProblemError where the body can't be read to its end or a batch not be written; what is in the tally is taken
 */
export async function takeBody(taker: RecordTaker, body: RecordBody, tally: IntakeTally): Promise<void> {
  const batch = new BatchReader(taker.terms, body.sender, (rejection) => tally.reject(rejection));
  let written = Promise.resolve();
  const flush = async (): Promise<void> => {
    await written;
    if (batch.rows.length === 0) return;
    const taken = taker.take(batch.rows, (problem, row) => batch.reject(problem, batch.rows.line[row]!));
    batch.begin();
    written = taken.durable.then(() => tally.add(taken));
    // It is awaited with the next batch, and until then its failure is nobody's.
    written.catch(() => undefined);
  };
  let reader: BodyReader | undefined;
  for await (const chunk of plainBytes(body)) {
    reader ??= new READERS[body.format ?? formatOf(chunk)](batch);
    for (const _full of reader.push(chunk)) await flush();
  }
  if (reader !== undefined) for (const _full of reader.end()) await flush();
  await flush();
  await written;
}

/** What a body is that begins so. */
function formatOf(chunk: Buffer): BodyFormat {
  const first = chunk.toString('latin1').replace(/^(\u00EF\u00BB\u00BF)?\s*/, '')[0];
  if (first === '[') return 'json';
  return first === '{' ? 'ndjson' : 'csv';
}

async function* plainBytes({ bytes, isGzip }: RecordBody): AsyncGenerator<Buffer> {
  try {
    if (isGzip) yield* gunzipped(bytes);
    else for await (const chunk of bytes) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  } catch (cause) {
    if (cause instanceof ProblemError) throw cause;
    const message = `body: it can not be read to its end: ${(cause as Error).message}; what was read before is counted`;
    throw new ProblemError({ code: 'bad-request', field: 'body', message }, { cause });
  }
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const fed = pipeline(Readable.from(bytes), gunzip);
  // The iteration below fails with it.
  fed.catch(() => undefined);
  for await (const chunk of gunzip) yield chunk as Buffer;
  await fed;
}
