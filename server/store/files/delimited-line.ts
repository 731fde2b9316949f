/** Fields of one line, and whether its last quote was closed. */
export interface DelimitedLine {
  readonly fields: string[];
  readonly closed: boolean;
}

/** Splits a line as RFC 4180 says: a quote counts where it opens a field, and is written twice inside one. */
export function splitLine(line: string, delimiter: string): DelimitedLine {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const field = line[at] === '"' ? quotedField(line, at, delimiter) : plainField(line, at, delimiter);
    fields.push(field.text);
    if (field.end < 0) return { fields, closed: false };
    if (field.end >= line.length) return { fields, closed: true };
    at = field.end + 1;
  }
}

/** `end` is where the delimiter after the field stands, or the line's end. */
function plainField(line: string, at: number, delimiter: string): { text: string; end: number } {
  const found = line.indexOf(delimiter, at);
  const end = found < 0 ? line.length : found;
  return { text: line.slice(at, end), end };
}

function quotedField(line: string, at: number, delimiter: string): { text: string; end: number } {
  let text = '';
  let from = at + 1;
  for (;;) {
    const quote = line.indexOf('"', from);
    if (quote < 0) return { text: text + line.slice(from), end: -1 };
    text += line.slice(from, quote);
    if (line[quote + 1] !== '"') {
      const rest = plainField(line, quote + 1, delimiter);
      return { text: text + rest.text, end: rest.end };
    }
    text += '"';
    from = quote + 2;
  }
}
