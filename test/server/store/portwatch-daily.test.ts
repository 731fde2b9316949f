import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../server/store/store.js';
import { hasRealFiles, realFile } from './real-files.js';

describe.skipIf(!hasRealFiles)('PortWatch daily port activity', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  it('reads both flows of a row, and counts no tonne twice', async () => {
    const report = await store.import(realFile('portwatch-daily/alexandria_portwatch.csv'), { as: 'ports' });
    expect(report).toMatchObject({
      rows: 930,
      skipped: {},
      frequency: 'day',
      span: { from: '2025-01-01', to: '2026-04-10' },
      totals: {
        import: { records: 930, netKg: '76160849000' },
        export: { records: 930, netKg: '35013278000' },
      },
    });
    const { codes, groups, netKg } = await store.aggregate('ports', {
      by: ['port'],
      where: { flow: ['import'] },
    });
    const sums = new Map<string | null, bigint>();
    netKg.forEach((kg, row) => {
      const port = codes[0]![groups[0]![row]!]!;
      sums.set(port, (sums.get(port) ?? 0n) + kg);
    });
    expect(sums).toEqual(
      new Map([
        ['port2044', 29473201000n],
        ['port23', 46687648000n],
      ]),
    );
  });
});
