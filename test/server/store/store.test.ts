import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../server/store/store.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();

const ROWS = `time,flow,partner,commodity,port,netKg,value,currency
2026-01,export,USA,850440,CNSHA,1000,5000.25,CNY
2026-01,export,JPN,850440,CNSHA,,100,CNY
2026-01,export,JPN,270900,,500,,CNY
2026-02,import,USA,270900,CNNGB,0,7,CNY
2026,import,USA,270900,CNNGB,70,7,CNY
`;

describe('a store of datasets', () => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore('memory');
    await store.import(files.write('rows.csv', ROWS), {});
  });

  afterAll(() => store.close());

  it('tells what a dataset is', async () => {
    expect(await store.dataset('rows')).toMatchObject({
      format: 'tradewall-records',
      currency: 'CNY',
      frequency: 'mixed',
      from: Date.UTC(2026, 0, 1),
      to: Date.UTC(2027, 0, 1),
      decimals: { value: 2, netKg: 0 },
      dimensions: ['flow', 'partner', 'commodity', 'port'],
      measures: ['value', 'netKg'],
      rows: 5,
    });
  });

  it('sums exactly per period and flow, and apart where value and weight are both known', async () => {
    const sums = await store.aggregate('rows', { by: [], where: {} });
    expect(sums.length).toBe(3);
    expect([...sums.flow]).toEqual([1, 0, 0]);
    expect([...sums.end]).toEqual([Date.UTC(2026, 1, 1), Date.UTC(2027, 0, 1), Date.UTC(2026, 2, 1)]);
    expect([...sums.records]).toEqual([3, 1, 1]);
    expect([...sums.valued]).toEqual([2, 1, 1]);
    expect([...sums.weighed]).toEqual([2, 1, 0]);
    expect([...sums.value]).toEqual([510025n, 700n, 700n]);
    expect([...sums.netKg]).toEqual([1500n, 70n, 0n]);
    expect([...sums.valueWithWeight]).toEqual([500025n, 700n, 0n]);
    expect([...sums.netKgWithValue]).toEqual([1000n, 70n, 0n]);
  });

  it('groups by two dimensions, "not reported" being a group of its own', async () => {
    const { length, groups, codes } = await store.aggregate('rows', {
      by: ['partner', 'port'],
      where: { flow: ['export'] },
    });
    const named = groups.map((indices, by) => [...indices].map((index) => codes[by]![index]));
    expect(length).toBe(3);
    expect(named).toEqual([
      ['JPN', 'JPN', 'USA'],
      ['CNSHA', null, 'CNSHA'],
    ]);
  });

  it('filters by codes, and by commodity prefix', async () => {
    const sums = await store.aggregate('rows', { by: [], where: { commodity: ['27'], partner: ['USA'] } });
    expect([...sums.value]).toEqual([700n, 700n]);
    expect((await store.aggregate('rows', { by: [], where: { partner: [] } })).length).toBe(0);
  });

  it('names the datasets there are when asked for another', async () => {
    await expect(store.aggregate('cols', { by: [], where: {} })).rejects.toMatchObject({
      code: 'unknown-dataset',
      message: 'dataset cols: there is no such dataset; there are rows',
    });
  });
});

describe('a store in a folder', () => {
  it('keeps what was imported, and changes nothing when the same file comes again', async () => {
    const path = files.write('again.csv', ROWS);
    const folder = join(files.folder, 'kept');
    const first = await openStore(folder);
    const report = await first.import(path, {});
    await first.close();
    const second = await openStore(folder);
    expect(await second.import(path, {})).toEqual({ ...report, unchanged: true });
    expect((await second.dataset('again'))?.rows).toBe(5);
    await second.close();
  });

  it('holds only the new file of a dataset that is replaced, and the old one where that fails', async () => {
    const folder = join(files.folder, 'replaced');
    const store = await openStore(folder);
    await store.import(files.write('old.csv', ROWS), { as: 'rows', title: 'As they were' });
    const bad = files.write('bad.csv', 'this,is\nno,trade\n');
    await expect(store.import(bad, { as: 'rows', replace: true })).rejects.toThrow();
    expect(await store.dataset('rows')).toMatchObject({ rows: 5, currency: 'CNY' });
    const anew = files.write('new.csv', 'time,flow,value,currency\n2020-03,import,12,EUR\n');
    await store.import(anew, { as: 'rows', replace: true });
    expect(await store.dataset('rows')).toMatchObject({
      title: 'As they were',
      rows: 1,
      currency: 'EUR',
      from: Date.UTC(2020, 2),
      to: Date.UTC(2020, 3),
    });
    expect([...(await store.aggregate('rows', { by: [], where: {} })).value]).toEqual([12n]);
    await store.close();
  });

  it('is left as it was by an import that fails or is stopped', async () => {
    const store = await openStore(join(files.folder, 'untouched'));
    await store.import(files.write('good.csv', ROWS), { as: 'good' });
    const bad = files.write('bad.csv', 'time,flow,value,currency\n2026-13,import,5,USD\n');
    await expect(store.import(bad, { as: 'bad' })).rejects.toMatchObject({ code: 'no-rows' });
    const stopped = store.import(files.write('more.csv', ROWS.replace('5000', '6000')), {
      as: 'more',
      signal: AbortSignal.abort(),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'aborted' });
    expect((await store.datasets()).map(({ name }) => name)).toEqual(['good']);
    await store.close();
  });

  it('is not made, nor changed, by looking at a file', async () => {
    const folder = join(files.folder, 'looked');
    const store = await openStore(folder);
    const report = await store.inspect(files.write('look.csv', ROWS), {});
    expect(report).toMatchObject({ dataset: 'look', rows: 5, kept: 5 });
    expect(await store.datasets()).toEqual([]);
    await store.close();
    expect(readdirSync(folder)).toEqual(['tradewall.duckdb']);
  });

  it('takes days and months as those of the zone that all times are written in', async () => {
    const store = await openStore('memory');
    const rows =
      'time,flow,value,currency\n2026-01-05T07:00:00+08:00,export,1,CNY\n2026-02,export,2,CNY\n2026-03-01,export,3,CNY\n';
    await store.import(files.write('zone.csv', rows), {});
    expect(await store.dataset('zone')).toMatchObject({ utcOffset: '+08:00' });
    const { start, end } = await store.aggregate('zone', { by: [], where: {} });
    const instants = ['2026-01-05T07:00', '2026-02-01T00:00', '2026-03-01T00:00', '2026-03-02T00:00'];
    const [instant, february, march, second] = instants.map((local) => Date.parse(`${local}+08:00`));
    expect([...start]).toEqual([instant, february, march]);
    expect([...end]).toEqual([instant, march, second]);
    const utc = files.write('utc.csv', 'time,flow,value,currency\n2026-04-05T07:00:00Z,export,1,CNY\n');
    await expect(store.import(utc, { as: 'zone' })).rejects.toThrow(
      "dataset zone: its times are +08:00, this file's +00:00",
    );
    await store.close();
  });

  it('counts a revised figure once, and keeps the one first published', async () => {
    const store = await openStore('memory');
    const header = 'time,flow,partner,value,currency\n';
    await store.import(
      files.write('v1.csv', `${header}2026-01,export,USA,100,USD\n2026-02,export,USA,50,USD\n`),
      { as: 'x' },
    );
    const report = await store.import(
      files.write('v2.csv', `${header}2026-02,export,USA,55,USD\n2026-03,export,USA,60,USD\n`),
      { as: 'x' },
    );
    expect(report.revised).toBe(1);
    const sums = await store.aggregate('x', { by: [], where: {} });
    expect([...sums.value]).toEqual([100n, 55n, 60n]);
    await store.close();
  });

  it('takes finer amounts, and ids that come again, into a dataset that has coarser ones', async () => {
    const store = await openStore('memory');
    const header = 'id,time,flow,value,currency\n';
    const first = files.write(
      'coarse.csv',
      `${header}a,2026-01-01T00:00:00Z,export,1.5,USD\nb,2026-01-01T00:00:00Z,export,2,USD\n`,
    );
    const later = files.write('fine.csv', `${header}a,2026-01-01T00:00:00Z,export,0.123456,USD\n`);
    await store.import(first, { as: 'x' });
    expect((await store.import(later, { as: 'x' })).revised).toBe(1);
    expect(await store.dataset('x')).toMatchObject({ rows: 2, decimals: { value: 6 }, frequency: 'instant' });
    expect([...(await store.aggregate('x', { by: [], where: {} })).value]).toEqual([2_123_456n]);
    await store.close();
  });
});
