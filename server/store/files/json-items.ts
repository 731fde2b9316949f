import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { StringDecoder } from 'node:string_decoder';
import { ImportError } from '../import-error.js';
import { LINE_BYTES } from './scan-file.js';

/** A piece of JSON and the line, from 1, that it starts on. */
export interface JsonItem {
  readonly text: string;
  readonly line: number;
}

/** The lines of an NDJSON file that hold something. */
export async function* ndjsonItems(path: string): AsyncGenerator<JsonItem> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line++;
    if (text.trim() !== '') yield { text: line === 1 ? text.replace(/^\u{feff}/u, '') : text, line };
  }
}

/**
 * The items of the first array of objects or arrays in a JSON file: of the outermost one, or of one inside an object
 * (`{"count": 2, "data": [...]}`). Never holds more than one item.
 */
export async function* jsonArrayItems(path: string, name: string): AsyncGenerator<JsonItem> {
  const splitter = new ArraySplitter(name);
  const decoder = new StringDecoder('utf8');
  for await (const chunk of createReadStream(path)) yield* splitter.add(decoder.write(chunk as Buffer));
  splitter.end();
}

class ArraySplitter {
  #line = 1;
  #item = '';
  #itemLine = 0;
  /** Brackets open around the current place, as far as they matter: the array's own depth and the item's. */
  #depth = 0;
  #arrayDepth = -1;
  #inString = false;
  #escaped = false;
  #lastBracket = '';
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  *add(text: string): Generator<JsonItem> {
    for (const character of text) {
      const item = this.#step(character);
      if (item !== null) yield item;
    }
    if (this.#item.length > LINE_BYTES)
      throw this.#failure(`an item is longer than ${LINE_BYTES} characters`);
  }

  end(): void {
    if (this.#arrayDepth < 0) throw this.#failure('there is no array of records');
    if (this.#depth >= this.#arrayDepth) throw this.#failure('the file is cut off');
  }

  #step(character: string): JsonItem | null {
    if (character === '\n') this.#line++;
    if (this.#inItem()) this.#item += character;
    if (this.#inString) {
      this.#stringStep(character);
      return null;
    }
    if (character === '"') this.#inString = true;
    if (character === '{' || character === '[') this.#open(character);
    if (character === '}' || character === ']') return this.#close();
    if (character.trim() !== '') this.#lastBracket = character;
    return null;
  }

  #inItem(): boolean {
    return this.#arrayDepth >= 0 && this.#depth > this.#arrayDepth;
  }

  #stringStep(character: string): void {
    if (this.#escaped) this.#escaped = false;
    else if (character === '\\') this.#escaped = true;
    else if (character === '"') this.#inString = false;
  }

  #open(character: string): void {
    if (this.#arrayDepth < 0 && this.#lastBracket === '[') this.#arrayDepth = this.#depth;
    if (this.#depth === this.#arrayDepth) {
      this.#item = character;
      this.#itemLine = this.#line;
    }
    this.#depth++;
  }

  #close(): JsonItem | null {
    this.#depth--;
    if (this.#arrayDepth < 0 || this.#depth !== this.#arrayDepth) return null;
    const item = { text: this.#item, line: this.#itemLine };
    this.#item = '';
    return item;
  }

  #failure(what: string): ImportError {
    return new ImportError(
      'binary',
      `${this.#name}: line ${this.#line}: ${what}; expected JSON of records, [{"time": …}, …]`,
    );
  }
}
