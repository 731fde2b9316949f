import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../server/store/store.js';
import { serveCommand } from '../../support/command-line.js';
import { tempFiles } from './temp-files.js';

const files = tempFiles();

const PORTS = `date,portid,portname,ISO3,import,export
2025-01-01,port23,Alexandria,EGY,5,6
2025-01-02,port23,Alexandria,EGY,7,8
2025-01-03,port23,Alexandria (old),EGY,7,8
2025-01-01,port2044,"El Dekheila, ""new""",EGY,1,2
`;

const COMTRADE = `typeCode,refYear,flowCode,reporterISO,partnerISO,cmdCode,cmdDesc,primaryValue
C,2023,M,THA,CHN,854231,Processors and controllers,10
C,2023,X,THA,CHN,27,Mineral fuels,10
`;

describe('the names that a file gives its codes', () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore('memory');
    await store.import(files.write('ports.csv', PORTS), {});
  });
  afterAll(() => store.close());

  it('are kept for the dataset; of several, the most frequent', async () => {
    expect(await store.names('ports', 'port')).toEqual({
      port23: 'Alexandria',
      port2044: 'El Dekheila, "new"',
    });
    expect(await store.names('ports', 'partner')).toEqual({});
    await expect(store.names('nothing', 'port')).rejects.toMatchObject({ code: 'unknown-dataset' });
  });

  it('are those of the last file that has them', async () => {
    const first = files.write('more.csv', PORTS);
    await store.import(first, { as: 'more' });
    const second = PORTS.split('\n').slice(0, 2).join('\n').replace('Alexandria', 'El Iskandariya');
    await store.import(files.write('more.csv', second), { as: 'more' });
    expect(await store.names('more', 'port')).toMatchObject({
      port23: 'El Iskandariya',
      port2044: 'El Dekheila, "new"',
    });
  });

  it('are left to ours for chapters and headings of commodities', async () => {
    await store.import(files.write('comtrade.csv', COMTRADE), { as: 'comtrade' });
    expect(await store.names('comtrade', 'commodity')).toEqual({ 854231: 'Processors and controllers' });
  });

  it('come from the columns that a mapping names, under the codes that records are shown by', async () => {
    const table = files.write('own.csv', 'T,P,N,L,M,W\n2024,DE,Deutschland,cn sha,Shanghai East,5\n');
    const mapping = { time: 'T', partner: 'P', partnerName: 'N', port: 'L', portName: 'M', netKg: 'W' };
    await store.import(table, { as: 'own', flow: 'import', mapping: { ...mapping, partnerScheme: 'iso2' } });
    expect(await store.names('own', 'partner')).toEqual({ DEU: 'Deutschland' });
    expect(await store.names('own', 'port')).toEqual({ CNSHA: 'Shanghai East' });
  });

  it('go before ours in the dictionary of their timeline, and of the demo, and of no other', async () => {
    const server = await serveCommand(
      '--port',
      '0',
      '--demo',
      '--sample',
      'china',
      files.write('p.csv', PORTS),
    );
    try {
      const names = async (query: string): Promise<unknown> =>
        (await fetch(`${server.url}api/dictionaries/port${query}`)).json();
      for (const timeline of ['p', 'demo'])
        expect(await names(`?timeline=${timeline}`)).toMatchObject({
          port23: 'Alexandria',
          CNSHA: 'Shanghai',
        });
      for (const query of ['', '?timeline=china']) expect(await names(query)).not.toHaveProperty('port23');
      expect(await names('?timeline=atlantis')).toMatchObject({
        code: 'unknown-timeline',
        field: 'timeline',
      });
    } finally {
      await server.stop();
    }
  });
});
