import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../server/store/store.js';
import { hasRealFiles, realFile } from './real-files.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();

const PLAIN = `
(5) Imports and Exports by Customs Regime, 12. 2019
Unit: US$1,000
Customs Regime  Exports Imports
12 1to12 12 1to12
TOTAL 1,500  20,000  200  3,000
7.9 0.5 16.5 -2.7
Ordinary Trade  1,000  12,000  200  2,000
7.9 2.1 22.3 -1.4
Border Trade 500  8,000 - 1,000
- - - -
Other Donation  934  - 17
Note: Figures in shaded areas refer to percentage change
`;

const BARS = PLAIN.replace(
  /^(.+?) {1,2}((?:-|[\d.,]+)(?: +(?:-|[\d.,]+)){3})\s*$/gm,
  (_line, name: string, cells: string) => `| ${[name, ...cells.split(/ +/)].join(' | ')} |`,
);

describe("the text of China Customs' table (5)", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  it.each([
    ['as plain text', PLAIN],
    ['with bars', BARS],
  ])('is read %s: the month, and no row that lacks a cell', async (as, text) => {
    const report = await store.import(files.write('page.txt', text), { as });
    expect(report).toMatchObject({
      format: 'gac-regime',
      currency: 'USD',
      frequency: 'month',
      span: { from: '2019-12-01', to: '2019-12-31' },
      skipped: { 'mode-total': 1, 'too-few-fields': 1 },
      totals: { import: { records: 2, value: '200000' }, export: { records: 2, value: '1500000' } },
    });
    expect(report.skippedDetail).toMatchObject({
      'mode-total': { firstLine: 6 },
      'too-few-fields': { firstLine: 12 },
    });
    const sums = await store.aggregate(as, { by: ['mode'], where: { flow: ['export'] } });
    expect(sums.codes[0]).toContain('0110');
  });

  it.skipIf(!hasRealFiles).each([
    ['gac-tables/as-published/table5-regime-2019-12.txt', 238_267_589, 191_057_245],
    ['gac-tables/as-published/table5-regime-2026-02.txt', 299_877_987, 208_900_488],
  ])('adds up to the printed TOTAL within rounding: %s', async (path, exports, imports) => {
    const { totals } = await store.import(realFile(path), { as: path });
    const thousands = (value: string | undefined): number => Number(BigInt(value ?? 0) / 1000n);
    expect(Math.abs(thousands(totals.export?.value) - exports)).toBeLessThanOrEqual(3);
    expect(Math.abs(thousands(totals.import?.value) - imports)).toBeLessThanOrEqual(3);
  });
});
