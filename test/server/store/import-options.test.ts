import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type ImportOptions, type ImportReport, type Store } from '../../../server/store/store.js';
import { tempFiles } from './temp-files.js';
import { zipOf } from './zip-of.js';

const files = tempFiles();

describe('what a user says about a file', () => {
  let store: Store;
  let count = 0;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  const imported = (
    name: string,
    content: string | Buffer,
    options: ImportOptions = {},
  ): Promise<ImportReport> => store.import(files.write(name, content), { as: `d${count++}`, ...options });

  it('maps the columns of any table', async () => {
    const table =
      'When;Direction;Land;Waren;Gewicht;Wert\n2024-Q1;x;x;x;1;1\n202403;Einfuhr;DE;8542;1.5;2,500\n2024;Ausfuhr;GB;27;2;1\n';
    const mapping = {
      time: 'When',
      flow: 'Direction',
      partner: 'Land',
      commodity: 'Waren',
      netKg: 'Gewicht',
      value: 'Wert',
      weightUnit: 't',
      valueUnit: 1000,
      partnerScheme: 'iso2',
      importWords: ['Einfuhr'],
      exportWords: ['Ausfuhr'],
    } as const;
    const report = await imported('any.csv', table, { mapping, currency: 'EUR', as: 'mapped' });
    expect(report).toMatchObject({
      format: 'mapped',
      currency: 'EUR',
      frequency: 'mixed',
      skipped: { 'unknown-flow': 1 },
      totals: {
        import: { records: 1, netKg: '1500', value: '2500000' },
        export: { records: 1, netKg: '2000', value: '1000' },
      },
    });
    const { codes } = await store.aggregate('mapped', { by: ['partner'], where: {} });
    expect(new Set(codes[0])).toEqual(new Set(['DEU', 'GBR']));
  });

  it('sets the flow where only the name could tell, and else asks for it', async () => {
    const rows =
      'CO_ANO;CO_MES;CO_NCM;CO_PAIS;CO_VIA;CO_URF;KG_LIQUIDO;VL_FOB\n2024;01;01012100;160;01;0817800;1000;2500\n';
    await expect(imported('2024.csv', rows)).rejects.toMatchObject({ code: 'flow-unknown' });
    const guessed = await imported('EXP_2024.csv', rows);
    expect(guessed.guessed).toEqual([expect.stringContaining('from the file name')]);
    const set = await imported('2024.csv', rows, { flow: 'import' });
    expect(set.totals.import?.records).toBe(1);
    expect(set.guessed).toEqual([]);
  });

  it('keeps one reporter, by its code in the file or in ISO 3166', async () => {
    const rows =
      'DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,PERIOD,VALUE_IN_EUROS\nEL,US,25,1,2024,5\nDE,US,25,1,2024,7\n';
    for (const reporter of ['EL', 'GRC']) {
      const report = await imported('comext.csv', rows, { reporter });
      expect(report).toMatchObject({ skipped: { 'other-reporter': 1 }, totals: { import: { value: '5' } } });
    }
  });

  it('joins the members of an archive that have one header, and names those left out', async () => {
    const zip = zipOf({
      'BACI_HS22_Y2022.csv': 't,i,j,k,v,q\n2022,4,842,010121,1,1',
      'BACI_HS22_Y2023.csv': 't,i,j,k,v,q\n2023,4,842,010121,2,1\n',
      'Readme.txt': 'BACI',
    });
    const report = await imported('BACI_HS22.zip', zip);
    expect(report).toMatchObject({ rows: 2, totals: { export: { value: '3000' } }, hsRevision: 'HS22' });
    expect(report.notes).toContainEqual(
      expect.stringContaining('left out of BACI_HS22.zip, as their columns differ: Readme.txt'),
    );
  });

  it('reads Parquet with the names and amounts that it has', async () => {
    const path = join(files.folder, 'records.parquet');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(`COPY (SELECT '2024-01' AS time, 'export' AS flow, 'USA' AS partner, 12345678901234.125::DECIMAL(18,3) AS value,
      1000::BIGINT AS netKg, 'CNY' AS currency UNION ALL SELECT '2024-02', 'import', 'NAM', 0.1, NULL, 'CNY') TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    expect(await store.import(path, { as: 'parquet' })).toMatchObject({
      format: 'tradewall-records',
      totals: {
        import: { records: 1, value: '0.1' },
        export: { records: 1, netKg: '1000', value: '12345678901234.125' },
      },
    });
  });

  it('keeps totals where there is nothing that they are the total of', async () => {
    const head = 'Year,Trade Flow,Reporter Code,Partner Code,Partner,Commodity Code,Trade Value (US$)';
    const rows = [
      '2014,Import,826,0,World,1511,9',
      '2015,Import,826,0,World,1511,7',
      '2015,Import,826,36,Australia,1511,7',
      '2015,Re-Export,826,0,World,1511,4',
    ];
    const report = await imported('totals.csv', [head, ...rows, ''].join('\n'));
    expect(report).toMatchObject({
      skipped: { 'partner-total': 1 },
      totals: { import: { records: 2, value: '16' }, export: { records: 1, value: '4' } },
    });
  });

  it('reports gaps in the span', async () => {
    const report = await imported(
      'gaps.csv',
      'time,flow,netKg\n2024-01,export,1\n2024-04,export,1\n2024-03,import,1\n',
    );
    expect(report.gaps).toEqual(['2024-02-01..2024-02-29']);
  });

  it('stops an import half way, and leaves nothing of it', async () => {
    const stop = new AbortController();
    const rows = `time,flow,netKg\n${'2024-01,export,1\n'.repeat(200_000)}`;
    const stopped = imported('long.csv', rows, {
      as: 'long',
      signal: stop.signal,
      onProgress: ({ step }) => step === 'reading' && setImmediate(() => stop.abort()),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect(await store.dataset('long')).toBeUndefined();
    expect((await imported('long.csv', rows, { as: 'long' })).kept).toBe(200_000);
  });
});
