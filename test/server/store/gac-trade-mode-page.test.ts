import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../server/store/store.js';
import { hasRealFiles, realFile } from './real-files.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();

function page(months: string, unit = 'USD1 Million'): string {
  return `
(3) China's Total Export & Import Values by Trade Mode, ${months} (in USD)
Unit: ${unit}
Trade Mode  1-to-5 Year-on-Year (±%)
Export & Import Export Import Export & Import Export Import
Total Value 2,464.8 1,400.0 1,064.8 2.8 2.7 2.9
Ordinary Trade 1,605.5 924.3 681.2 2.2 4.4 -0.6
Duty-Free Goods 383.6 - 383.6 -31.7 - -31.7
Leasing Trade 475.7 475.7 202.4 265.6 49.2
Note: 1. From 2014, the customs statistics include "Duty-Free Goods".
`;
}

const BARS = page('January-May 2024').replace(
  /^(\D+?) ((?:-|[\d.,]+)(?: (?:-|-?[\d.,]+))+)$/gm,
  (_line, name: string, cells: string) => `| ${[name, ...cells.split(' ')].join(' | ')} |`,
);

describe("the text of China Customs' preliminary tables by trade mode", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  it.each([
    ['as plain text', page('January-May 2024')],
    ['with bars', BARS],
  ])('is read %s: the year to date as one period, and no row that lacks a cell', async (as, text) => {
    const report = await store.import(files.write('page.txt', text), { as });
    expect(report).toMatchObject({
      format: 'gac-trade-mode',
      currency: 'USD',
      frequency: 'mixed',
      span: { from: '2024-01-01', to: '2024-05-31' },
      skippedDetail: {
        'mode-total': { rows: 1, firstLine: 6 },
        'too-few-fields': { rows: 1, firstLine: 9 },
      },
      totals: { import: { records: 2, value: '1064800000' }, export: { records: 2, value: '924300000' } },
    });
    const { start, end, codes } = await store.aggregate(as, { by: ['mode'], where: { flow: ['import'] } });
    expect([start[0], end[0]]).toEqual([Date.UTC(2024, 0, 1), Date.UTC(2024, 5, 1)]);
    expect(codes[0]).toEqual(expect.arrayContaining(['0110', '1741']));
  });

  it('is a month, where the title names one, in whatever unit is printed', async () => {
    const text = page('May 2024', 'CNY 100 Million');
    expect(await store.import(files.write('month.txt', text), { as: 'month' })).toMatchObject({
      currency: 'CNY',
      frequency: 'month',
      span: { from: '2024-05-01', to: '2024-05-31' },
      totals: { import: { value: '106480000000' } },
    });
  });

  it('never counts a month twice: two years to date are two datasets', async () => {
    await store.import(files.write('may.txt', page('January-May 2024')), { as: 'ytd' });
    const june = store.import(files.write('june.txt', page('January-June 2024')), { as: 'ytd' });
    await expect(june).rejects.toMatchObject({
      code: 'different-dataset',
      message: expect.stringContaining('holds 2024-01-01 to 2024-05-31 as one period') as string,
    });
  });

  it.skipIf(!hasRealFiles)('adds up to the printed Total Value within rounding', async () => {
    const path = realFile('gac-tables/as-published/prelim3-trade-mode-2024-01-05-usd.txt');
    const printed = /^Total Value ([\d,.]+) ([\d,.]+) ([\d,.]+) /m.exec(readFileSync(path, 'utf8'))!;
    const { totals, skipped } = await store.import(path, { as: 'real' });
    expect(skipped).toEqual({ 'mode-total': 1 });
    // A tenth of a million is printed: each of 17 rows may be rounded by half of that.
    const tenths = (text: string): bigint => BigInt(text.replace(/[,.]/g, ''));
    const off = (sum: string | undefined, total: string): number =>
      Math.abs(Number(BigInt(sum!) / 100_000n - tenths(total)));
    expect(off(totals.export?.value, printed[2]!)).toBeLessThanOrEqual(9);
    expect(off(totals.import?.value, printed[3]!)).toBeLessThanOrEqual(9);
    expect(totals.import?.records).toBe(17);
  });
});

describe('other tables of China Customs', () => {
  it.each([
    [
      '(18)Import of Selected Commodities by Major Customs Regimes,4.2026',
      'table (18) by commodity and regime',
    ],
    ['7Imports by Type Enterprise and by Customs Regime,1-12.2024', 'by type of enterprise and regime'],
    ["(5) China's Major Export Commodities in Quantity and Value, May 2026", 'selected commodities'],
  ])('are refused by what they are: %s', async (title, words) => {
    const store = await openStore('memory');
    const text = `Home\n${title}\nUnit:US$1,000\nTOTAL 2,585,066,668  651,550,688\n`;
    await expect(store.inspect(files.write('other.txt', text), {})).rejects.toMatchObject({
      code: 'no-trade',
      message: expect.stringContaining(words) as string,
    });
    await store.close();
  });

  it('are told by the title of their web page', async () => {
    const store = await openStore('memory');
    const html = "<!DOCTYPE html><title>(4) China's Total Export & Import Values by Country/Region</title>";
    await expect(store.inspect(files.write('page.html', html), {})).rejects.toMatchObject({
      code: 'html',
      message: expect.stringContaining('preliminary table (4) by country and region; its groups') as string,
    });
    await store.close();
  });
});

describe('a table that no format fits', () => {
  it.each([
    [
      'Datum;Flow direction;Country;Weight kg\n1;2;3;4\n',
      '--column "time=Datum" --column "flow=Flow direction"',
    ],
    ['CO_ANO,CO_MES,CO_PAIS,VL_FOB\n2024,1,2,3\n', 'nearest is comex-stat, which also has KG_LIQUIDO'],
  ])('is refused with guesses of what its columns are: %j', async (text, words) => {
    const store = await openStore('memory');
    await expect(store.inspect(files.write('table.csv', text), {})).rejects.toMatchObject({
      code: 'unknown-format',
      message: expect.stringContaining(words) as string,
    });
    await store.close();
  });
});
