import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../support/command-line.js';
import { tempFiles } from '../store/temp-files.js';

const files = tempFiles();

const TABLE = 'Tag;Richtung;Land;Gewicht;Wert\n2024-03-01;Einfuhr;DE;1.5;2,500\n2024-03-02;Ausfuhr;GB;2;1\n';
const MAPPING = {
  time: 'Tag',
  flow: 'Richtung',
  partner: 'Land',
  netKg: 'Gewicht',
  value: 'Wert',
  weightUnit: 't',
  valueUnit: 1000,
  partnerScheme: 'iso2',
  importWords: ['Einfuhr'],
  exportWords: ['Ausfuhr'],
};

async function inspected(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await runCommand('inspect', ...args, '--json');
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('what the command line can be told about a file', () => {
  it('reads any table by a mapping file', async () => {
    const map = files.write('map.json', JSON.stringify(MAPPING));
    const report = await inspected(files.write('a.csv', TABLE), '--map', map, '--currency', 'EUR');
    expect(report).toMatchObject({
      format: 'mapped',
      currency: 'EUR',
      frequency: 'day',
      totals: { import: { netKg: '1500', value: '2500000' }, export: { netKg: '2000', value: '1000' } },
    });
  });

  it('reads any table by its columns, which go before those of a mapping file', async () => {
    const map = files.write('other.json', JSON.stringify({ ...MAPPING, value: 'Preis', valueUnit: 1 }));
    const overridden = await inspected(
      files.write('b.csv', TABLE),
      '--map',
      map,
      '--column',
      'value=Wert',
      '--currency',
      'EUR',
    );
    expect(overridden).toMatchObject({ totals: { import: { value: '2500' } } });
    const columns = ['--column', 'time=Tag', '--column', 'netKg=Gewicht', '--flow', 'import'];
    expect(await inspected(files.write('b.csv', TABLE), ...columns)).toMatchObject({
      totals: { import: { records: 2, netKg: '3.5' } },
    });
  });

  it('tells the dataset by the title, source and terms given, and keeps them for later files', async () => {
    const rows = 'time,flow,value,currency\n2024-01,import,1,EUR\n';
    const [file, store] = [files.write('c.csv', rows), join(files.folder, 'store')];
    const said = {
      title: 'Port of Anywhere',
      source: 'Anywhere',
      valuation: { import: 'CIF', export: 'FAS' },
    };
    const about = [
      '--title',
      said.title,
      '--source-name',
      said.source,
      '--valuation',
      'import=CIF,export=FAS',
    ];
    const imported = async (path: string, ...args: string[]): Promise<unknown> => {
      const { stdout } = await runCommand('import', path, '--as', 'c', '--store', store, '--json', ...args);
      return JSON.parse(stdout);
    };
    expect(await imported(file)).toMatchObject({ title: 'Trade records', valuation: { import: null } });
    expect(await imported(file, ...about)).toMatchObject({
      ...said,
      unchanged: false,
      notes: expect.arrayContaining([expect.stringContaining('from --valuation')]) as unknown,
    });
    expect(await imported(file, ...about)).toMatchObject({ ...said, unchanged: true });
    const later = files.write('d.csv', rows.replace('2024-01', '2024-02'));
    expect(await imported(later)).toMatchObject({ ...said, unchanged: false });
  });

  it.each([
    ['not JSON', 'no JSON', 'JSON'],
    ['a list', '[]', 'expected an object'],
    ['without a time', '{"flow": "F"}', 'time: missing'],
    ['with an unknown field', '{"time": "T", "weight": "W"}', 'weight: unknown field; allowed are time'],
    [
      'with a unit of weight that there is not',
      '{"time": "T", "weightUnit": "lb"}',
      'weightUnit: expected one of kg, t',
    ],
    ['with a unit of value that is no power of ten', '{"time": "T", "valueUnit": 7}', 'valueUnit: expected'],
  ])('refuses a mapping that is %s, naming the field', async (_what, text, words) => {
    const map = files.write('bad.json', text);
    const { code, stdout, stderr } = await runCommand('inspect', files.write('e.csv', TABLE), '--map', map);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`--map ${map}: `);
    expect(stderr).toContain(words);
  });

  it.each([
    [['--column', 'weight=W'], 'it can be time, flow, partner'],
    [['--column', 'time='], 'expected what it is and its name'],
    [['--column', 'flow=F'], '--column: time: missing'],
    [['--column', 'time=T', '--format', 'baci'], '--format baci: goes without --map and --column'],
    [['--map', 'nowhere.json'], 'nowhere.json: ENOENT'],
    [['--valuation', 'import=FAS'], 'expected import=CIF|FOB|customs,export=FOB|FAS'],
    [['--title', ' '], 'expected 1 to 200 characters'],
  ])('refuses %j with exit code 2', async (args, words) => {
    const { code, stderr } = await runCommand('inspect', files.write('f.csv', TABLE), ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });

  it('names the columns that the file lacks', async () => {
    const { code, stderr } = await runCommand(
      'inspect',
      files.write('g.csv', TABLE),
      '--column',
      'time=Datum',
    );
    expect(code).toBe(1);
    expect(stderr).toContain('format mapped needs the columns Datum; the header is "Tag;Richtung');
  });
});
