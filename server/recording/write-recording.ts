import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Writes lines to a file, compressed where its name ends in `.gz`. The file is there when it is complete, or not at all. */
export async function writeRecording(
  file: string,
  lines: Iterable<string> | AsyncIterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const unfinished = `${file}.part`;
  const steps = file.endsWith('.gz') ? [createGzip()] : [];
  const source = Readable.from(lines, { objectMode: true });
  try {
    await pipeline([source, ...steps, createWriteStream(unfinished)], signal === undefined ? {} : { signal });
    await rename(unfinished, file);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw fault;
  }
}
