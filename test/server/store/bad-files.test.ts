import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type ImportOptions, type Store } from '../../../server/store/store.js';
import { tempFiles } from './temp-files.js';
import { zipOf } from './zip-of.js';

const files = tempFiles();
const HEADER = 'time,flow,partner,netKg,value,currency\n';
const ROW = '2026-01,export,USA,1000,50,USD\n';
const noise = Buffer.from(Uint32Array.from({ length: 5000 }, (_, at) => Math.imul(at, 2654435761)).buffer);
const gzipped = gzipSync(HEADER + ROW.repeat(1000));

/** Content, the code of the failure, and a part of its message. */
const FAILURES: readonly [
  what: string,
  name: string,
  content: string | Buffer,
  code: string,
  part: string,
][] = [
  ['an empty file', 'a.csv', '', 'empty', 'is empty'],
  ['nothing but blank lines', 'a.csv', '\n\n\r\n', 'empty', 'blank lines'],
  ['a header without rows', 'a.csv', HEADER, 'empty', 'no row'],
  ['rows without a header', 'a.csv', ROW, 'unknown-format', '"2026-01,export,USA,1000,50,USD"'],
  ['a PDF called .csv', 'a.csv', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'binary', 'a PDF'],
  ['a web page', 'a.csv', '<!DOCTYPE html><html><body>503</body></html>', 'html', 'web page'],
  ['binary noise', 'a.csv', noise, 'binary', 'control characters'],
  [
    'a gzip file cut off',
    'a.csv.gz',
    gzipped.subarray(0, gzipped.length - 20),
    'damaged-archive',
    'unexpected end',
  ],
  [
    'a gzip file with changed bytes',
    'a.csv.gz',
    Buffer.concat([gzipped.subarray(0, 40), noise, gzipped.subarray(60)]),
    'damaged-archive',
    "can't be unpacked",
  ],
  ['a gzip bomb', 'a.csv.gz', gzipSync(Buffer.alloc(90 << 20, 44)), 'unsafe-archive', '300 times'],
  ['a gzip file in a gzip file', 'a.gz', gzipSync(gzipped), 'binary', 'another archive'],
  [
    'a zip member that climbs out',
    'a.zip',
    zipOf({ '../../etc/passwd': HEADER + ROW }),
    'unsafe-archive',
    'climbs out',
  ],
  ['an Excel workbook', 'a.xlsx', zipOf({ '[Content_Types].xml': '<Types/>' }), 'binary', 'Excel'],
  ['an empty zip file', 'a.zip', zipOf({}), 'empty', 'without files'],
  [
    'a zip file cut off',
    'a.zip',
    zipOf({ 'a.csv': HEADER + ROW }).subarray(0, 60),
    'damaged-archive',
    "can't be unpacked",
  ],
  ['a line too long for a record', 'a.csv', HEADER + ROW + 'x'.repeat(2_000_000), 'line-too-long', 'line 3'],
  [
    'dates that do not exist only',
    'a.csv',
    HEADER + ROW.replace('2026-01', '2026-02-30'),
    'no-rows',
    'bad-time: 1, first on line 2',
  ],
  ['JSON that is no list of records', 'a.json', '{"a": 1}', 'unknown-format', ''],
  [
    'a JSON array cut off',
    'a.json',
    '[{"time":"2026","flow":"export","value":1,"currency":"USD"},',
    'binary',
    'cut off',
  ],
  [
    'values without a currency',
    'a.csv',
    'time,flow,value\n2026,export,1\n',
    'currency-unknown',
    '--currency',
  ],
];

describe('a file that is no use', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
    await store.import(files.write('good.csv', HEADER + ROW), { as: 'good' });
  });
  afterAll(() => store.close());

  const attempt = (path: string, options: ImportOptions = {}): Promise<unknown> =>
    store.import(path, { as: 'bad', ...options });

  it.each(FAILURES)('is refused with the reason: %s', async (_what, name, content, code, part) => {
    await expect(attempt(files.write(name, content))).rejects.toMatchObject({
      name: 'ImportError',
      code,
      message: expect.stringContaining(part) as string,
    });
  });

  it('is refused with the reason: a path without a file, a folder, and a file of a million blanks', async () => {
    await expect(attempt(join(files.folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
    mkdirSync(join(files.folder, 'folder.csv'), { recursive: true });
    await expect(attempt(join(files.folder, 'folder.csv'))).rejects.toMatchObject({ code: 'not-a-file' });
    const sparse = join(files.folder, 'sparse.csv');
    writeFileSync(sparse, HEADER);
    truncateSync(sparse, 1 << 30);
    await expect(attempt(sparse)).rejects.toMatchObject({ code: 'binary' });
  });

  it('is refused with the options that there are, when an option is wrong', async () => {
    const path = files.write('good2.csv', HEADER + ROW);
    await expect(attempt(path, { format: 'cvs' })).rejects.toMatchObject({
      code: 'bad-option',
      message: expect.stringContaining('tradewall-records') as string,
    });
    await expect(attempt(path, { format: 'wits' })).rejects.toMatchObject({
      code: 'unknown-format',
      message: expect.stringContaining('ReporterISO3') as string,
    });
    await expect(attempt(path, { mapping: { time: 'when' } })).rejects.toMatchObject({
      code: 'unknown-format',
      message: expect.stringContaining('when') as string,
    });
  });

  it('leaves the store as it was', async () => {
    expect((await store.datasets()).map(({ name }) => name)).toEqual(['good']);
    await store.import(files.write('fine.csv', HEADER + ROW + ROW), { as: 'fine' });
    expect((await store.dataset('fine'))?.rows).toBe(2);
  });
});

describe('a row that is no use', () => {
  const rows: readonly [row: string, reason: string][] = [
    ['2026-02-30,export,USA,1,1,USD', 'bad-time'],
    ['1026-02,export,USA,1,1,USD', 'bad-time'],
    ['2026-01,both,USA,1,1,USD', 'unknown-flow'],
    ['2026-01,export,USA,NaN,1,USD', 'bad-weight'],
    ['2026-01,export,USA,1e400,1,USD', 'bad-weight'],
    ['2026-01,export,USA,1_000,1,USD', 'bad-weight'],
    ['2026-01,export,USA,-5,1,USD', 'negative-weight'],
    ['2026-01,export,USA,5,1.000.000,USD', 'bad-value'],
    ['2026-01,export,USA,5,-1,USD', 'negative-value'],
    ['2026-01,export,USA,,,USD', 'no-weight-or-value'],
    ['2026-01,export,USA,1,1,EUR', 'other-currency'],
    ['2026-01,export,USA', 'too-few-fields'],
    ['2026-01,export,USA,1,1,USD,1', 'too-many-fields'],
    ['2026-01,export,USA,1,1,USD,1,2', 'too-many-fields'],
    ['2026-01;export;USA;1;1;USD', 'too-few-fields'],
    ['"2026-01,export,USA,1,1,USD', 'bad-quotes'],
    ['"2026-01"x,export,USA,1,1,USD', 'bad-quotes'],
  ];

  it.each(rows)('is skipped and counted, with its line: %s', async (row, reason) => {
    const store = await openStore('memory');
    const content = `${HEADER}${ROW}\n${ROW}${row}\r\n${ROW}${row}\n${ROW}`;
    const report = await store.import(files.write('rows.csv', content), {});
    expect(report.skippedDetail).toEqual({ [reason]: { rows: 2, firstLine: 5 } });
    expect(report).toMatchObject({
      rows: 6,
      kept: 4,
      totals: { export: { records: 4, netKg: '4000', value: '200' } },
    });
    await store.close();
  });
});
