import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Encoding } from './encoding.js';

/** Copies a text of two-byte characters into UTF-8. */
export async function recode(from: string, to: string, encoding: Encoding): Promise<void> {
  await pipeline(decoded(from, encoding), createWriteStream(to));
}

async function* decoded(from: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(from)) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}
