import { describe, expect, it } from 'vitest';
import { modeGroup, modeName, modeOf, tradeModes } from '../../../server/dictionaries/modes.js';
import { hasSharedData, sharedRows } from './shared-data.js';

/** The keys under which the collected tables unite the names of one regime, as our codes. */
const REGIME_CODES: Record<string, string> = {
  ordinary: '0110',
  aid: '3511',
  other_donation: '3612',
  processing_assembling: '0214',
  processing_imported: '0615',
  border: '4019',
  equipment_processing: '0420',
  contracting: '3422',
  lease: '1523',
  fie_investment: '2225',
  outward_processing: '1427',
  dutyfree_forex: '1831',
  duty_free: '1741',
  bonded_warehouse: '1233',
  special_area_logistics: '5034',
  special_area_equipment: '5335',
  other: '9739',
};

describe('trade modes', () => {
  it('have codes of four digits, each once, and names in both languages', () => {
    const modes = [...tradeModes()];
    expect(new Set(modes.map(({ code }) => code)).size).toBe(modes.length);
    expect(modes.filter(({ code }) => !/^\d{4}$/.test(code))).toEqual([]);
    expect(modes.filter(({ en }) => en === '' || en.length > 32)).toEqual([]);
    expect(modes.filter(({ zh }) => !/^\p{Script=Han}/u.test(zh))).toEqual([]);
  });

  it('roll up four ways', () => {
    expect(['0110', '0214', '0615', '1233', '5034', '1210', '1039', '9610', '9739'].map(modeGroup)).toEqual([
      'ordinary',
      'processing',
      'processing',
      'bonded',
      'bonded',
      'bonded',
      'other',
      'other',
      'other',
    ]);
    expect(modeGroup('4000')).toBeUndefined();
  });

  it('are found by code, by name in either language and by misprinted name', () => {
    const codes: Record<string, string[]> = {
      '0110': ['0110', '110', 'ORDINARY TRADE', '一般贸易'],
      '5034': ['Logistics Goods by C ustoms Special Control Area', '海关特殊监管区域物流货物'],
      '2225': ['Equipment or Materia Imported as I by Foreign-Invested Enterprises'],
      '4019': ['Border Trade', 'Frontier Petty Trade', '边境小额贸易'],
      '1210': ['1210', '跨境电商保税'],
    };
    for (const [code, texts] of Object.entries(codes)) {
      expect(texts.map((text) => modeOf(text))).toEqual(texts.map(() => ({ mode: code })));
    }
    expect([modeOf('TOTAL'), modeOf('总值')]).toEqual([{ aggregate: 'total' }, { aggregate: 'total' }]);
    expect([modeOf(''), modeOf('Barter of goods')]).toEqual([undefined, undefined]);
    expect([modeName('1039', 'zh-CN'), modeName('4000', 'en')]).toEqual(['市场采购', '4000']);
  });
});

describe.skipIf(!hasSharedData())('trade modes in published tables', () => {
  it('are all known, under every name that they were printed with', () => {
    const rows = ['gac-tables/by-regime.csv', 'gac-tables/by-regime-and-enterprise.csv'].flatMap((file) =>
      sharedRows(file),
    );
    expect(rows.length).toBeGreaterThan(400);
    for (const { regime_en: name = '', regime_key: key = '' } of rows) {
      const expected = key === 'total' ? { aggregate: 'total' } : { mode: REGIME_CODES[key] };
      expect([name, modeOf(name)]).toEqual([name, expected]);
    }
    const regimes = sharedRows('gac-monthly/gac_trade_mode_usd_2023-01_2023-03.transcribed.csv');
    expect(regimes.filter((row) => modeOf(row['Customs Regime'] ?? '') === undefined)).toEqual([]);
  });
});
