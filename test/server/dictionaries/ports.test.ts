import { describe, expect, it } from 'vitest';
import { PARTNERS } from '../../../server/dictionaries/partner-table.js';
import { portName, portOf, ports } from '../../../server/dictionaries/ports.js';
import { hasSharedData, sharedRows } from './shared-data.js';

const ALPHA_2 = new Set(PARTNERS.map(([, iso2]) => iso2));

describe('the table of ports', () => {
  it('has some forty places in China and eighty elsewhere, each once', () => {
    const codes = [...ports()].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => code.startsWith('CN')).length).toBeGreaterThanOrEqual(40);
    expect(codes.filter((code) => !code.startsWith('CN')).length).toBeGreaterThanOrEqual(80);
  });

  it('writes codes as UN/LOCODE in a country that exists, or as CN- and a name', () => {
    const odd = [...ports()].filter(({ code }) => !/^[A-Z]{2}([A-Z2-9]{3}|-[A-Z]+)$/.test(code));
    expect(odd).toEqual([]);
    expect([...ports()].filter(({ code }) => !ALPHA_2.has(code.slice(0, 2)))).toEqual([]);
  });

  it('names every port in both languages, no two alike', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const names = [...ports()].map(({ code }) => portName(code, language));
      expect(names.filter((name) => name === '' || name.length > 32)).toEqual([]);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
    expect([...ports()].filter(({ zh }) => !/^\p{Script=Han}/u.test(zh))).toEqual([]);
  });

  it('places ports of China in China', () => {
    const abroad = [...ports()]
      .filter(({ code }) => code.startsWith('CN'))
      .filter(({ latitude: n, longitude: e }) => n < 18 || n > 54 || e < 73 || e > 135);
    expect(abroad).toEqual([]);
  });

  it('finds a port by any of its codes, with or without the blank', () => {
    expect([portOf('CN SHA')?.code, portOf('cnnbo')?.code, portOf('SGSIN')?.zh]).toEqual([
      'CNSHA',
      'CNNGB',
      '新加坡',
    ]);
    expect([portOf('XXXXX'), portName('XXXXX', 'en')]).toEqual([undefined, 'XXXXX']);
  });
});

describe.skipIf(!hasSharedData())('ports in published files', () => {
  it('lie where the reference of PortWatch has them, to half a degree', () => {
    const rows = sharedRows('portwatch-daily/PortWatch_ports_database.csv').filter(
      (row) => row['LOCODE'] !== '',
    );
    const known = rows.flatMap((row) => {
      const port = portOf(row['LOCODE'] ?? '');
      return port === undefined
        ? []
        : [{ port, latitude: Number(row['lat']), longitude: Number(row['lon']) }];
    });
    expect(known.length).toBeGreaterThan(60);
    const far = known.filter(
      ({ port, latitude, longitude }) =>
        Math.abs(port.latitude - latitude) > 0.5 || Math.abs(port.longitude - longitude) > 0.5,
    );
    expect(far).toEqual([]);
  });
});
