import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type ImportOptions, type Store } from '../../../server/store/store.js';
import { hasRealFiles, realFile } from './real-files.js';

interface Expected {
  readonly format: string;
  readonly options?: ImportOptions;
  readonly skipped?: Record<string, number>;
  readonly import?: Sums;
  readonly export?: Sums;
}

/** Where the control totals have a figure: path in the JSON, and power of ten to kilograms or the major unit. */
interface Sums {
  readonly records: number;
  readonly netKg?: Figure;
  readonly value?: Figure;
}
type Figure = readonly [path: readonly string[], power: number];

const kg = (...path: string[]): Figure => [path, 0];
const major = kg;
const thousand = (...path: string[]): Figure => [path, 3];
const billion = (...path: string[]): Figure => [path, 9];

const FILES: Record<string, Expected> = {
  'portwatch-daily/alexandria_portwatch.csv': {
    format: 'portwatch-daily',
    import: { records: 930, netKg: thousand('control', 'import', 'weight_sum') },
    export: { records: 930, netKg: thousand('control', 'export', 'weight_sum') },
  },
  'ais-seaborne/seaborne.csv': {
    format: 'ais-seaborne',
    import: { records: 6612, netKg: thousand('control', 'Imports', 'weight_sum') },
    export: { records: 6597, netKg: thousand('control', 'Exports', 'weight_sum') },
  },
  'comtrade-v2/thailand_8542_imports_TradeData.csv': {
    format: 'comtrade',
    skipped: { 'partner-total': 11 },
    import: {
      records: 1167,
      netKg: kg('control_partner_rows', 'THA M', 'weight_sum'),
      value: major('control_partner_rows', 'THA M', 'value_sum'),
    },
  },
  'comtrade-v2-formatted/dados_comtrade_2019,2020,2021_TOTAL.csv': {
    format: 'comtrade',
    import: { records: 27, value: major('control', 'M', 'value_sum') },
    export: { records: 27, value: major('control', 'X', 'value_sum') },
  },
  'comtrade-legacy/uk_palm-oil_monthly_2014.csv': {
    format: 'comtrade-legacy',
    skipped: { 'partner-total': 25, 'part-of-flow': 1 },
    import: {
      records: 155,
      netKg: kg('control_partner_rows', 'Imports', 'weight_sum'),
      value: major('control_partner_rows', 'Imports', 'value_sum'),
    },
    export: {
      records: 275,
      netKg: kg('control_partner_rows', 'Exports', 'weight_sum'),
      value: major('control_partner_rows', 'Exports', 'value_sum'),
    },
  },
  'comtrade-legacy/usa_china_hs2_2017.csv': {
    format: 'comtrade-legacy',
    skipped: { 'part-of-flow': 96 },
    import: { records: 97, value: major('control', 'Import', 'value_sum') },
    export: { records: 97, value: major('control', 'Export', 'value_sum') },
  },
  'wits/brazil_usa_TradeData.csv': {
    format: 'wits',
    skipped: { 'other-commodity-level': 15158 },
    import: {
      records: 249,
      netKg: kg('control_level1', 'Import', 'weight_sum'),
      value: thousand('control_level1', 'Import', 'value_sum'),
    },
    export: {
      records: 221,
      netKg: kg('control_level1', 'Export', 'weight_sum'),
      value: thousand('control_level1', 'Export', 'value_sum'),
    },
  },
  'baci/baci_korea_85_only.csv': {
    format: 'baci',
    options: { reporter: 'KOR' },
    export: {
      records: 81,
      netKg: kg('control', '(i=410 exporter, seen as export of KOR)', 'weight_sum_kg'),
      value: major('control', '(i=410 exporter, seen as export of KOR)', 'value_sum_usd'),
    },
  },
  'comext/eu_comext_critical_inputs_cn8_2022_2024.csv': {
    format: 'comext',
    import: { records: 26538, value: major('control', 'FLOW 1 (import)', 'value_sum') },
  },
  'cargo-events/planned_cargoes.csv': {
    format: 'cargo-events',
    import: { records: 1092, netKg: thousand('control', '(no flow)', 'weight_sum') },
  },
  'uk-hs4-mass/flows.csv': {
    format: 'uk-hmrc-hs4',
    skipped: { 'estimates-without-heading': 18, 'unlabelled-sum': 44 },
    import: { records: 5767, netKg: kg('control', 'import', 'weight_sum') },
    export: { records: 5776, netKg: kg('control', 'export', 'weight_sum') },
  },
  'japan-cif/coal_cif_monthly.csv': {
    format: 'japan-coal',
    import: { records: 138, netKg: [['quantity_sum'], 7], value: major('value_sum_jpy_recomputed') },
  },
  'gac-monthly/customs_export_2024.transcribed.utf8.csv': {
    format: 'gac-download',
    export: {
      records: 24,
      netKg: kg('control', 'total', 'weight_sum'),
      value: major('control', 'total', 'value_sum'),
    },
  },
  'gac-monthly/customs_export_2024.transcribed.gb18030.csv': {
    format: 'gac-download',
    export: {
      records: 24,
      netKg: kg('control', 'total', 'weight_sum'),
      value: major('control', 'total', 'value_sum'),
    },
  },
  'gac-monthly/crude_oil_imports_2021_2025.transcribed.utf8.csv': {
    format: 'gac-download',
    import: {
      records: 60,
      netKg: kg('control', 'import', 'weight_sum'),
      value: major('control', 'import', 'value_cny'),
    },
  },
  'gac-monthly/usd_bn_exports.csv': {
    format: 'gac-headline',
    export: { records: 223, value: billion('control', 'all rows') },
  },
  'gac-monthly/usd_bn_imports.csv': {
    format: 'gac-headline',
    import: { records: 223, value: billion('control', 'all rows') },
  },
  'gac-monthly/china_monthly_totals_2021_2025.csv': {
    format: 'gac-months',
    import: { records: 60, value: billion('sums', 'imports_usd_bn') },
    export: { records: 60, value: billion('sums', 'exports_usd_bn') },
  },
  'comex-stat/IMP_2025_head60.doubly-quoted.transcribed.csv': {
    format: 'comex-stat',
    import: {
      records: 60,
      netKg: kg('control', 'import', 'weight_sum'),
      value: major('control', 'import', 'value_sum'),
    },
  },
  'comex-stat/IMP_2025_head60.official-layout.derived.csv': {
    format: 'comex-stat',
    import: {
      records: 60,
      netKg: kg('control', 'import', 'weight_sum'),
      value: major('control', 'import', 'value_sum'),
    },
  },
};

/** Files without trade, and a word of the reason that they must be refused with. */
const REFUSED: Record<string, string> = {
  'baci/country_codes_V202501.csv': 'a list of codes',
  'portwatch-daily/PortWatch_ports_database.csv': 'a list of ports',
  'portwatch-daily/portwatch_tanker_daily_by_country.csv': 'counts port calls',
  'portwatch-chokepoint/portwatch_daily.csv': 'counts ships',
  'gac-monthly/china_totals_other_periods.csv': 'same months several times',
};

const control = hasRealFiles
  ? (JSON.parse(readFileSync(realFile('control-totals.json'), 'utf8')) as Record<string, unknown>)
  : {};

describe.skipIf(!hasRealFiles)('control totals of real files', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
  });
  afterAll(() => store.close());

  it.each(Object.entries(FILES))('equal to the last digit: %s', async (path, expected) => {
    const report = await store.import(realFile(path), { as: path, ...expected.options });
    expect(report.format).toBe(expected.format);
    expect(report.rows).toBe(figureAt(path, ['rows']));
    expect(report.skipped).toEqual(expected.skipped ?? {});
    expect(sumsOf(report.totals.import)).toEqual(figures(path, expected.import));
    expect(sumsOf(report.totals.export)).toEqual(figures(path, expected.export));
    await expectAggregates(store, path, report.totals);
  });

  it.each(Object.entries(REFUSED))('are not made up for a file without trade: %s', async (path, reason) => {
    await expect(store.import(realFile(path), {})).rejects.toMatchObject({
      code: 'no-trade',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('cover every file that has them', () => {
    const regime = 'gac-monthly/gac_trade_mode_usd_2023-01_2023-03.transcribed.csv';
    const tested = [...Object.keys(FILES), ...Object.keys(REFUSED), regime];
    expect(Object.keys(control).filter((path) => !tested.includes(path))).toEqual([]);
  });

  it('equal the regimes, not their TOTAL, month by month', async () => {
    const path = 'gac-monthly/gac_trade_mode_usd_2023-01_2023-03.transcribed.csv';
    const report = await store.import(realFile(path), { as: 'regimes' });
    expect(report.skipped).toEqual({ 'mode-total': 2 });
    const { value, flow, length } = await store.aggregate('regimes', { by: [], where: {} });
    expect(length).toBe(4);
    expect([...flow]).toEqual([0, 1, 0, 1]);
    const printed = ['2023-01', '2023-03'].flatMap((month) =>
      ['Imports', 'Exports'].map((column) => scaled(figureAt(path, ['control_detail', month, column]), 3)),
    );
    expect([...value].map(String)).toEqual(printed);
  });

  it('are kept of the other currency, when it is asked for', async () => {
    const path = 'gac-monthly/crude_oil_imports_2021_2025.transcribed.utf8.csv';
    const report = await store.import(realFile(path), { as: 'usd', currency: 'USD' });
    expect(report.totals.import?.value).toBe(figureAt(path, ['control', 'import', 'value_usd']));
  });
});

/** What the store hands over must be what the report says. */
async function expectAggregates(store: Store, name: string, totals: object): Promise<void> {
  const { decimals } = (await store.dataset(name))!;
  const sums = await store.aggregate(name, { by: [], where: {} });
  for (const [at, flow] of (['import', 'export'] as const).entries()) {
    const total = (amounts: BigInt64Array, places: number): string =>
      unscaled(
        amounts.reduce((sum, amount, row) => (sums.flow[row] === at ? sum + amount : sum), 0n),
        places,
      );
    const told = (totals as Record<string, Record<string, string> | undefined>)[flow];
    expect(total(sums.value, decimals.value)).toBe(told?.['value'] ?? '0');
    expect(total(sums.netKg, decimals.netKg)).toBe(told?.['netKg'] ?? '0');
  }
}

function sumsOf(totals: { records: number; netKg?: string; value?: string } | undefined): object | undefined {
  if (totals === undefined) return undefined;
  const { records, netKg, value } = totals;
  return { records, netKg, value };
}

function figures(path: string, sums: Sums | undefined): object | undefined {
  if (sums === undefined) return undefined;
  const figure = (at: Figure | undefined): string | undefined =>
    at === undefined ? undefined : scaled(figureAt(path, at[0]), at[1]);
  return { records: sums.records, netKg: figure(sums.netKg), value: figure(sums.value) };
}

function figureAt(path: string, keys: readonly string[]): string | number {
  return keys.reduce<unknown>(
    (inner, key) => (inner as Record<string, unknown>)[key],
    control[path],
  ) as string;
}

/** Moves the decimal point of a written number to the right. */
function scaled(figure: string | number, power: number): string {
  const [whole = '', decimals = ''] = String(figure).split('.');
  const moved = `${whole}${decimals.padEnd(power, '0').slice(0, power)}`.replace(/^0+(?=\d)/, '');
  const rest = decimals.slice(power).replace(/0+$/, '');
  return rest === '' ? moved : `${moved}.${rest}`;
}

function unscaled(amount: bigint, places: number): string {
  if (places === 0) return String(amount);
  const digits = String(amount).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}
