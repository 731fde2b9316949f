import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { csvRecords, hasSharedData, sharedRows } from '../dictionaries/shared-data.js';

const FILE = resolve(import.meta.dirname, '../../../server/samples/china.csv');
const ROWS = csvRecords(readFileSync(FILE, 'utf8'));

/** Tenths of a billion, as the totals are published, in whole dollars. */
function billionsToDollars(text: string): bigint {
  const [whole = '', tenths = '0'] = text.split('.');
  return BigInt(whole + tenths.padEnd(9, '0'));
}

function dollars(rows: typeof ROWS): bigint {
  return rows.reduce((sum, row) => sum + BigInt(row['value'] ?? ''), 0n);
}

describe('the sample of China', () => {
  it('covers every month from 2021 to 2025, both ways, in one currency', () => {
    const months = new Set(ROWS.map((row) => row['time'] ?? ''));
    expect([...months]).toEqual(
      Array.from(
        { length: 60 },
        (_, i) => `${2021 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
      ),
    );
    for (const month of months) {
      const flows = new Set(ROWS.filter((row) => row['time'] === month).map((row) => row['flow']));
      expect([month, flows]).toEqual([month, new Set(['export', 'import'])]);
    }
    expect(new Set(ROWS.map((row) => row['currency']))).toEqual(new Set(['USD']));
  });

  it('names a source for every row, and says of a derived one that it is', () => {
    expect(
      ROWS.filter((row) => !(row['source'] ?? '').includes('General Administration of Customs')),
    ).toEqual([]);
    const residual = ROWS.filter((row) => row['flow'] === 'import' && row['commodity'] === '');
    expect(residual.filter((row) => !(row['source'] ?? '').startsWith('Derived: '))).toEqual([]);
    expect(residual).toHaveLength(60);
  });

  it('holds every month, flow and commodity once, with whole positive values and weights', () => {
    const keys = ROWS.map((row) => [row['time'], row['flow'], row['commodity']].join());
    expect(new Set(keys).size).toBe(ROWS.length);
    expect(ROWS.filter((row) => !/^[1-9]\d*$/.test(row['value'] ?? ''))).toEqual([]);
    expect(ROWS.filter((row) => !/^([1-9]\d*)?$/.test(row['netKg'] ?? ''))).toEqual([]);
    expect(ROWS.filter((row) => row['netKg'] !== '').map((row) => row['commodity'])).toEqual(
      Array(60).fill('2709'),
    );
  });
});

describe.skipIf(!hasSharedData())('the sample of China beside the published figures', () => {
  it('adds up to the published total in every month and flow, to the dollar', () => {
    for (const row of sharedRows('gac-monthly/china_monthly_totals_2021_2025.csv')) {
      const month = ROWS.filter(({ time }) => time === row['month']);
      const sums = ['export', 'import'].map((flow) => dollars(month.filter((one) => one['flow'] === flow)));
      const published = [row['exports_usd_bn'], row['imports_usd_bn']].map((text) =>
        billionsToDollars(text ?? ''),
      );
      expect([row['month'], sums]).toEqual([row['month'], published]);
    }
  });

  it('has the weight and value of crude oil as published', () => {
    const published = sharedRows('gac-monthly/crude_oil_imports_2021_2025.transcribed.utf8.csv');
    const crude = ROWS.filter((row) => row['commodity'] === '2709');
    expect(crude.map((row) => [row['time']?.replace('-', ''), row['netKg'], row['value']])).toEqual(
      published.map((row) => [row['数据年月'], row['第一数量'], row['金额_美元']]),
    );
  });
});
