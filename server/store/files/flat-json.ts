/** The fields of an object, as text: numbers stay as written, so that no digit is lost; null for null. */
export type FlatObject = Map<string, string | null>;

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /-?[0-9.]+(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/** Reads one JSON object of plain fields; null where the text is no such object. Nested fields are kept as JSON. */
export function readFlatObject(text: string): FlatObject | null {
  const cursor = { text, at: 0 };
  const fields: FlatObject = new Map();
  if (!take(cursor, '{')) return null;
  if (take(cursor, '}')) return atEnd(cursor) ? fields : null;
  for (;;) {
    const key = readString(cursor);
    if (key === null || !take(cursor, ':')) return null;
    const value = readValue(cursor);
    if (value === undefined) return null;
    fields.set(key, value);
    if (take(cursor, '}')) return atEnd(cursor) ? fields : null;
    if (!take(cursor, ',')) return null;
  }
}

/** Reads one JSON array of plain items, in the same way; null where the text is no such array. */
export function readFlatArray(text: string): (string | null)[] | null {
  const cursor = { text, at: 0 };
  const items: (string | null)[] = [];
  if (!take(cursor, '[')) return null;
  do {
    const value = readValue(cursor);
    if (value === undefined) return null;
    items.push(value);
  } while (take(cursor, ','));
  return take(cursor, ']') && atEnd(cursor) ? items : null;
}

interface Cursor {
  readonly text: string;
  at: number;
}

function match(cursor: Cursor, pattern: RegExp): string | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0];
  if (found === undefined) return null;
  cursor.at += found.length;
  return found;
}

function take(cursor: Cursor, mark: string): boolean {
  match(cursor, SPACE);
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at++;
  return true;
}

function atEnd(cursor: Cursor): boolean {
  match(cursor, SPACE);
  return cursor.at === cursor.text.length;
}

function readString(cursor: Cursor): string | null {
  match(cursor, SPACE);
  const written = match(cursor, STRING);
  return written === null ? null : (parsed(written) as string | null);
}

/** Undefined where there is no value. */
function readValue(cursor: Cursor): string | null | undefined {
  match(cursor, SPACE);
  const first = cursor.text[cursor.at];
  if (first === '"') return readString(cursor) ?? undefined;
  if (first === '{' || first === '[') return readNested(cursor);
  const scalar = match(cursor, SCALAR);
  if (scalar === null || parsed(scalar) === undefined) return undefined;
  return scalar === 'null' ? null : scalar;
}

function readNested(cursor: Cursor): string | undefined {
  const start = cursor.at;
  let depth = 0;
  do {
    if (match(cursor, STRING) !== null) continue;
    const mark = cursor.text[cursor.at++];
    if (mark === undefined) return undefined;
    if (mark === '{' || mark === '[') depth++;
    if (mark === '}' || mark === ']') depth--;
  } while (depth > 0);
  return cursor.text.slice(start, cursor.at);
}

/** JSON itself judges escapes and the form of numbers; undefined for what it won't have. */
function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
