/** Fields of one line, and whether its quotes are right: closed, and followed by a delimiter. */
export interface DelimitedLine {
  readonly fields: string[];
  readonly sound: boolean;
}

/** Splits a line as RFC 4180 says: a quote counts where it opens a field, and is written twice inside one. */
export function splitLine(line: string, delimiter: string): DelimitedLine {
  const fields: string[] = [];
  let sound = true;
  let at = 0;
  for (;;) {
    const field = line[at] === '"' ? quotedField(line, at, delimiter) : plainField(line, at, delimiter);
    fields.push(field.text);
    sound &&= field.sound;
    if (field.end >= line.length) return { fields, sound };
    at = field.end + 1;
  }
}

/** A line that reads as these fields to every reader of RFC 4180. */
export function joinLine(fields: readonly string[], delimiter: string): string {
  return fields
    .map((field) =>
      field.includes('"') || field.includes(delimiter) ? `"${field.replaceAll('"', '""')}"` : field,
    )
    .join(delimiter);
}

interface Field {
  readonly text: string;
  /** Where the delimiter after the field stands, or the line's end. */
  readonly end: number;
  readonly sound: boolean;
}

function plainField(line: string, at: number, delimiter: string): Field {
  const found = line.indexOf(delimiter, at);
  const end = found < 0 ? line.length : found;
  return { text: line.slice(at, end), end, sound: true };
}

function quotedField(line: string, at: number, delimiter: string): Field {
  let text = '';
  let from = at + 1;
  for (;;) {
    const quote = line.indexOf('"', from);
    if (quote < 0) return { text: text + line.slice(from), end: line.length, sound: false };
    text += line.slice(from, quote);
    if (line[quote + 1] !== '"') {
      const rest = plainField(line, quote + 1, delimiter);
      return { text: text + rest.text, end: rest.end, sound: rest.text.trim() === '' };
    }
    text += '"';
    from = quote + 2;
  }
}
