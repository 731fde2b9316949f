import { describe, expect, it } from 'vitest';
import { transportName, transportOf, TRANSPORTS } from '../../../server/dictionaries/transports.js';
import { hasSharedData, sharedTexts } from './shared-data.js';

describe('modes of transport', () => {
  it('have names in both languages', () => {
    expect(TRANSPORTS.map((code) => transportName(code, 'en'))).not.toContain('');
    expect(TRANSPORTS.map((code) => transportName(code, 'zh-CN'))).toEqual([
      '水路',
      '航空',
      '铁路',
      '公路',
      '管道',
      '邮政快递',
      '其他',
    ]);
    expect(transportName('camel', 'en')).toBe('camel');
  });

  it("are read from Comex Stat's, Comtrade's and Comext's codes", () => {
    expect(['01', '4', '02', '06', '14', '11'].map((code) => transportOf('comexstat', code))).toEqual([
      'sea',
      'air',
      'sea',
      'rail',
      'pipeline',
      'post',
    ]);
    expect(
      ['1000', '2100', '2200', '3100', '3200', '9110', '9200'].map((code) => transportOf('comtrade', code)),
    ).toEqual(['air', 'sea', 'sea', 'rail', 'road', 'pipeline', 'post']);
    expect(['1', '2', '3', '4', '5', '7', '8', '9'].map((code) => transportOf('comext', code))).toEqual([
      'sea',
      'rail',
      'road',
      'air',
      'post',
      'pipeline',
      'sea',
      'other',
    ]);
    expect(['Sea', 'railway', '水路运输'].map((name) => transportOf('name', name))).toEqual([
      'sea',
      'rail',
      'sea',
    ]);
  });

  it('tell a code that states no mode from a code that is unknown', () => {
    expect([
      transportOf('comtrade', '0'),
      transportOf('comexstat', '00'),
      transportOf('comext', '0'),
    ]).toEqual(['', '', '']);
    expect([transportOf('comtrade', '77'), transportOf('comext', ''), transportOf('name', '-')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe.skipIf(!hasSharedData())('modes of transport in published files', () => {
  it('are all known', () => {
    const comexstat = 'comex-stat/IMP_2025_head60.official-layout.derived.csv';
    const read = sharedTexts(comexstat, ['CO_VIA'], 'utf-8', ';').map((code) =>
      transportOf('comexstat', code),
    );
    expect(new Set(read)).toEqual(new Set(['sea', 'air', 'other']));
    const comtrade = sharedTexts('comtrade-v2/thailand_8542_imports_TradeData.csv', ['motCode'], 'latin1');
    expect(comtrade.map((code) => transportOf('comtrade', code))).toEqual(['']);
  });
});
