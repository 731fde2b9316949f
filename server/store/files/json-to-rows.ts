import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { readFlatArray, readFlatObject, type FlatObject } from './flat-json.js';
import type { JsonItem } from './json-items.js';

/** Objects whose fields become the columns; a field seen later only is left out, and said so. */
const OBJECTS_SAMPLED = 200;

/** What writing JSON records as delimited rows came to. */
export interface JsonRows {
  readonly header: readonly string[];
  /** Line in the JSON file of each row written, for reports; the n-th row is of the n-th line here. */
  readonly badLines: readonly number[];
  readonly unknownFields: readonly string[];
}

/** Writes JSON objects as rows of a CSV file with a header; what is no object becomes no row and is listed. */
export async function writeJsonRows(items: AsyncIterable<JsonItem>, to: string): Promise<JsonRows> {
  const rows = new RowWriter();
  await pipeline(rows.write(items), createWriteStream(to));
  return rows;
}

class RowWriter implements JsonRows {
  header: string[] = [];
  readonly badLines: number[] = [];
  #names: (string | null)[] | null = null;
  readonly #unknown = new Set<string>();

  get unknownFields(): string[] {
    return [...this.#unknown];
  }

  async *write(items: AsyncIterable<JsonItem>): AsyncGenerator<string> {
    let sample: FlatObject[] | null = [];
    for await (const { text, line } of items) {
      const fields = this.#fieldsOf(text);
      if (fields === 'names') continue;
      if (fields === null) this.badLines.push(line);
      else if (sample === null) yield this.#row(fields);
      else if (sample.push(fields) === OBJECTS_SAMPLED) {
        yield this.#start(sample);
        sample = null;
      }
    }
    if (sample !== null) yield this.#start(sample);
  }

  /** An object has its names with it; of arrays (US Census) the first holds the names for all. */
  #fieldsOf(text: string): FlatObject | null | 'names' {
    if (!text.startsWith('[')) return readFlatObject(text);
    const items = readFlatArray(text);
    if (items === null) return null;
    if (this.#names !== null) return new Map(this.#names.map((name, at) => [name ?? '', items[at] ?? null]));
    this.#names = items;
    return 'names';
  }

  #start(sample: readonly FlatObject[]): string {
    this.header = [...new Set(sample.flatMap((fields) => [...fields.keys()]))];
    return `${this.header.map(csvField).join(',')}\n${sample.map((fields) => this.#row(fields)).join('')}`;
  }

  #row(fields: FlatObject): string {
    for (const name of fields.keys()) if (!this.header.includes(name)) this.#unknown.add(name);
    return `${this.header.map((name) => csvField(fields.get(name) ?? '')).join(',')}\n`;
  }
}

/** Line breaks become blanks, as a row is a line; and so do zero bytes, which SQL takes in no text. */
function csvField(text: string): string {
  const line = text.replaceAll(/[\r\n\0]+/g, ' ');
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}
