import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../../server/store/import/formats.js';
import { splitLine } from '../../../server/store/files/delimited-line.js';
import { openStore, type ImportReport, type Store } from '../../../server/store/store.js';
import { EXAMPLES, REFUSALS, type FormatExample } from './format-examples.js';
import { tempFiles } from './temp-files.js';
import { zipOf } from './zip-of.js';

const files = tempFiles();

/** Ways in which the same file reaches users; what it adds up to is the same in each. */
const WRITINGS: Record<string, (text: string, example: FormatExample) => string | Buffer> = {
  'as published': (text) => text,
  'with a byte order mark': (text) => `\u{feff}${text}`,
  'with the line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'without a last line end, and with blank lines': (text) => text.trimEnd().replaceAll('\n', '\n\n'),
  'in UTF-16': (text) => Buffer.from(`\u{feff}${text}`, 'utf16le'),
  'in gzip': (text) => gzipSync(text),
  'in zip, with a read-me': (text, { name }) => zipOf({ 'README.txt': 'see below', [name]: text }),
  'every field in quotes': (text, example) => mapRows(text, example, quotedLine),
  'with commas for semicolons, or the other way round': (text, example) =>
    mapRows(text, example, (fields) => quotedLine(fields, example.delimiter === ',' ? ';' : ',')),
  'with tabs': (text, example) => mapRows(text, example, (fields) => quotedLine(fields, '\t')),
  'columns in the opposite order': (text, example) =>
    mapRows(text, example, (fields) => quotedLine(fields.toReversed())),
  'rows in the opposite order': (text) => {
    const [header, ...rows] = text.trimEnd().split('\n');
    return [header, ...rows.toReversed(), ''].join('\n');
  },
  'each line quoted a second time': (text) =>
    text.replace(/^.*$/gm, (line) => (line === '' ? '' : quotedLine([line]))),
  'as NDJSON': (text, example) => objects(text, example).join('\n'),
  'as a JSON array of arrays': (text, { delimiter }) =>
    JSON.stringify(
      text
        .trimEnd()
        .split('\n')
        .map((line) => splitLine(line, delimiter).fields),
    ),
  'as JSON in an object': (text, example) =>
    `{"count": 2, "data": [\n${objects(text, example).join(',\n')}]}`,
};

function quotedLine(fields: readonly string[], delimiter = ','): string {
  return fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(delimiter);
}

function mapRows(text: string, { delimiter }: FormatExample, write: (fields: string[]) => string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${write(splitLine(line, delimiter).fields)}\n`)
    .join('');
}

function objects(text: string, { delimiter }: FormatExample): string[] {
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => splitLine(line, delimiter).fields);
  return rows.map((fields) =>
    JSON.stringify(Object.fromEntries(header!.map((name, at) => [name, fields[at]]))),
  );
}

describe('every format', () => {
  it('has a name of its own, an example here, and a line in docs/formats.md', () => {
    const names = FORMATS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const shown = new Set([...EXAMPLES.map(({ format }) => format), ...Object.keys(REFUSALS)]);
    expect(names.filter((name) => !shown.has(name))).toEqual([]);
    const docs = readFileSync(resolve(import.meta.dirname, '../../../docs/formats.md'), 'utf8');
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(Object.entries(REFUSALS))('without trade is known for what it is: %s', async (format, header) => {
    const store = await openStore('memory');
    const path = files.write('refused.csv', `${header}\n${header.replace(/[^,]+/g, '1')}\n`);
    await expect(store.import(path, {})).rejects.toMatchObject({
      code: 'no-trade',
      message: expect.stringContaining(`(${format})`) as string,
    });
    await store.close();
  });
});

describe.each(EXAMPLES.map((example) => [`${example.format}, ${example.name}`, example] as const))(
  '%s',
  (_title, example) => {
    const text = `${example.lines.join('\n')}\n`;
    let store: Store;
    beforeAll(async () => {
      store = await openStore('memory');
    });
    afterAll(() => store.close());

    const imported = (name: string, content: string | Buffer): Promise<ImportReport> =>
      store.import(files.write(name, content), { as: name, ...example.options });

    it.each(Object.entries(WRITINGS))('adds up to the same %s', async (writing, write) => {
      const report = await store.import(files.write(example.name, write(text, example)), {
        as: writing,
        ...example.options,
      });
      expect(report.format).toBe(example.format);
      expect(report.skipped).toEqual(example.skipped ?? {});
      expect(report.rows).toBe(example.lines.length - 1);
      expect(withoutShares(report)).toEqual(example.totals);
    });

    it('says the same when looked at as when imported, and changes nothing the second time', async () => {
      const path = files.write(example.name, text);
      const options = { as: 'twice', ...example.options };
      const looked = await store.inspect(path, options);
      expect(await store.import(path, options)).toEqual(looked);
      expect(await store.import(path, options)).toEqual({ ...looked, unchanged: true });
    });

    it('counts a row that breaks off, and keeps the others', async () => {
      const report = await imported(`broken ${example.name}`, `${text}${example.lines[1]!.slice(0, 3)}\n`);
      expect(report.skipped).toEqual({ ...example.skipped, 'too-few-fields': 1 });
      expect(withoutShares(report)).toEqual(example.totals);
    });
  },
);

function withoutShares({ totals }: ImportReport): object {
  return Object.fromEntries(
    Object.entries(totals).map(([flow, { valueWithoutWeight: _share, ...sums }]) => [flow, sums]),
  );
}
