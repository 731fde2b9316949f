import type { BodyReader, RecordSink } from './body-reader.js';
import { CsvReader } from './read-csv.js';
import { JsonReader } from './read-json.js';
import { NdjsonReader } from './read-ndjson.js';

const READERS = { ndjson: NdjsonReader, json: JsonReader, csv: CsvReader };

export type BodyFormat = keyof typeof READERS;

/** What a body is that begins so. */
export function formatOf(chunk: Buffer): BodyFormat {
  const first = chunk.toString('latin1').replace(/^(\u00EF\u00BB\u00BF)?\s*/, '')[0];
  if (first === '[') return 'json';
  return first === '{' ? 'ndjson' : 'csv';
}

export function readerOf(format: BodyFormat, sink: RecordSink): BodyReader {
  return new READERS[format](sink);
}
