import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ProblemError } from '../../protocol/errors.js';
import { BatchReader } from './batch-reader.js';
import { formatOf, readerOf, type BodyFormat } from './body-format.js';
import type { BodyReader } from './body-reader.js';
import type { IntakeTally } from './intake-tally.js';
import type { RecordTaker } from './record-taker.js';

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
    written = takeBatch(taker, batch, tally);
  };
  try {
    let reader: BodyReader | undefined;
    for await (const chunk of plainBytes(body)) {
      reader ??= readerOf(body.format ?? formatOf(chunk), batch);
      for (const _full of reader.push(chunk)) await flush();
      if (tally.isHopeless) refuseHopeless();
    }
    if (reader !== undefined) for (const _full of reader.end()) await flush();
    await flush();
  } finally {
    // However the body ended, the tally is to have the batch that is on its way to the disk.
    await written;
  }
}

function refuseHopeless(): never {
  const message =
    'body: nearly all of it is wrong, so no more is read; see what is rejected, and send the rest again';
  throw new ProblemError({ code: 'bad-request', field: 'body', message });
}

/**
 * Takes the records of one message, in the order in which it is called, and resolves once they are on disk.
 * @throws ProblemError as `takeBody`
 */
export async function takeMessage(
  taker: RecordTaker,
  batch: BatchReader,
  bytes: Buffer,
  tally: IntakeTally,
): Promise<void> {
  const written: Promise<void>[] = [];
  const reader = readerOf(formatOf(bytes), batch);
  try {
    for (const part of [reader.push(bytes), reader.end()])
      for (const _full of part) written.push(takeBatch(taker, batch, tally));
  } catch (fault) {
    batch.begin();
    await Promise.allSettled(written);
    throw fault;
  }
  written.push(takeBatch(taker, batch, tally));
  await Promise.all(written);
}

/** Takes what was read, so that reading may go on; resolves once it is on disk. */
function takeBatch(taker: RecordTaker, batch: BatchReader, tally: IntakeTally): Promise<void> {
  if (batch.rows.length === 0) return Promise.resolve();
  const taken = taker.take(batch.rows, (problem, row) => batch.reject(problem, batch.rows.line[row]!));
  batch.begin();
  const written = taken.durable.then(() => tally.add(taken));
  // It is awaited with the next batch, and until then its failure is nobody's.
  written.catch(() => undefined);
  return written;
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
