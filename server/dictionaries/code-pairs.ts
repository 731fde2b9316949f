/**
 * Reads a table written as text: one entry a line, a key, a blank, then its texts divided by `; `.
 * Yields every text with its key, in order.
 */
export function* textsByKey(table: string): Generator<readonly [key: string, text: string]> {
  for (const line of table.trim().split('\n')) {
    const blank = line.indexOf(' ');
    const key = line.slice(0, blank);
    for (const text of line.slice(blank + 1).split('; ')) yield [key, text];
  }
}

/** Reads a table of `code key` pairs divided by commas, over as many lines as it takes. */
export function* codePairs(table: string): Generator<readonly [code: string, key: string]> {
  for (const pair of table.trim().split(/,\s*/)) {
    const [code, key] = pair.split(' ');
    if (code === undefined || key === undefined) throw new Error(`code table: "${pair}" is not "code key"`);
    yield [code, key];
  }
}
