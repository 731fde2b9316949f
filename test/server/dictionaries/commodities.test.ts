import { describe, expect, it } from 'vitest';
import { CHAPTERS } from '../../../server/dictionaries/commodity-chapters.js';
import { COMMODITY_GROUPS } from '../../../server/dictionaries/commodity-groups.js';
import { HEADINGS } from '../../../server/dictionaries/commodity-headings.js';
import { SECTIONS } from '../../../server/dictionaries/commodity-sections.js';
import { commodityCodes, commodityName, sectionOf } from '../../../server/dictionaries/commodities.js';
import { hasSharedData, sharedTexts } from './shared-data.js';

/** What fits one line of a wall's list. */
const LABEL_LENGTHS = { en: 32, zh: 16 };

const CHAPTER_CODES = Array.from({ length: 99 }, (_, i) => String(i + 1).padStart(2, '0')).filter(
  (c) => c !== '77',
);

describe('the table of commodities', () => {
  it('names every chapter but the reserved 77, in order', () => {
    expect(CHAPTERS.map(([code]) => code)).toEqual(CHAPTER_CODES);
    expect(commodityName('77', 'en')).toBe('77');
  });

  it('divides all chapters among the sections without gap or overlap', () => {
    expect(SECTIONS.map(({ number }) => number)).toEqual(Array.from({ length: 22 }, (_, i) => i + 1));
    expect(SECTIONS.map(({ chapters }) => chapters[0])).toEqual([
      1,
      ...SECTIONS.slice(0, -1).map(({ chapters }) => chapters[1] + 1),
    ]);
    expect(SECTIONS.at(-1)?.chapters[1]).toBe(99);
  });

  it('has at least 120 headings, each once, in order and in a chapter that exists', () => {
    const codes = HEADINGS.map(([code]) => code);
    expect(codes.length).toBeGreaterThanOrEqual(120);
    expect(codes.filter((code, i) => code <= (codes[i - 1] ?? ''))).toEqual([]);
    expect(
      codes.filter((code) => !/^\d{4}$/.test(code) || !CHAPTER_CODES.includes(code.slice(0, 2))),
    ).toEqual([]);
  });

  it('keeps every name short enough for a label, and Chinese names Chinese', () => {
    const named = [
      ...[...CHAPTERS, ...HEADINGS].map(([, en, zh]) => ({ en, zh })),
      ...SECTIONS,
      ...COMMODITY_GROUPS,
    ];
    expect(named.filter(({ en }) => en.length === 0 || en.length > LABEL_LENGTHS.en)).toEqual([]);
    expect(named.filter(({ zh }) => !/\p{Script=Han}/u.test(zh) || zh.length > LABEL_LENGTHS.zh)).toEqual([]);
  });
});

describe('naming a commodity', () => {
  it('falls back from heading to chapter to the code', () => {
    expect([commodityName('85423190', 'en'), commodityName('8542', 'zh-CN')]).toEqual([
      'Integrated circuits',
      '集成电路',
    ]);
    expect(commodityName('270900', 'zh-CN')).toBe('原油');
    expect(commodityName('8599', 'en')).toBe('Electrical & electronic goods');
    expect(commodityName('73--', 'en')).toBe('Iron & steel articles');
    expect(commodityName('TOTAL', 'en')).toBe('TOTAL');
  });

  it('finds the section of a code of any length', () => {
    expect(['01', '2709', '854231', '9706', '98010010'].map(sectionOf)).toEqual([1, 5, 16, 21, 22]);
    expect(['77', '7701', 'TOTAL', '', '1'].map(sectionOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('groups of commodities', () => {
  it('consist of HS prefixes of two, four or six digits in chapters that exist', () => {
    for (const { id, prefixes } of COMMODITY_GROUPS) {
      const wrong = prefixes.filter(
        (prefix) => !/^(\d\d){1,3}$/.test(prefix) || sectionOf(prefix) === undefined,
      );
      expect([id, wrong]).toEqual([id, []]);
    }
  });

  it('hold no prefix beside a longer one that it covers', () => {
    for (const { id, prefixes } of COMMODITY_GROUPS) {
      const covered = prefixes.filter((one) =>
        prefixes.some((other) => other !== one && one.startsWith(other)),
      );
      expect([id, covered, new Set(prefixes).size]).toEqual([id, [], prefixes.length]);
    }
  });

  it('say of a proxy that it is one', () => {
    const proxies = COMMODITY_GROUPS.filter(({ proxy }) => proxy !== undefined).map(({ id }) => id);
    expect(proxies).toEqual(['consumer-goods', 'germplasm', 'low-altitude']);
    expect(COMMODITY_GROUPS.find(({ id }) => id === 'low-altitude')?.prefixes).toEqual(['8806']);
  });

  it('are among the names that the dictionary lists', () => {
    expect([...commodityCodes()]).toContain('8806');
  });
});

describe.skipIf(!hasSharedData())('commodities in published files', () => {
  it('all fall in a section, but for labels that are no code', () => {
    const files: [string, string[], string, string][] = [
      ['baci/baci_korea_85_only.csv', ['k'], 'utf-8', ','],
      ['comtrade-legacy/uk_palm-oil_monthly_2014.csv', ['Commodity Code'], 'utf-8', ','],
      ['comtrade-v2/thailand_8542_imports_TradeData.csv', ['cmdCode'], 'latin1', ','],
      ['comext/eu_comext_critical_inputs_cn8_2022_2024.csv', ['PRODUCT_NC'], 'utf-8', ','],
      ['comex-stat/IMP_2025_head60.official-layout.derived.csv', ['CO_NCM'], 'utf-8', ';'],
      ['uk-hs4-mass/flows.csv', ['HS4'], 'utf-8', ','],
    ];
    const unknown = files.flatMap(([file, columns, encoding, delimiter]) =>
      sharedTexts(file, columns, encoding, delimiter).filter((code) => sectionOf(code) === undefined),
    );
    expect(unknown).toEqual(['Estimates not applicable at this level', 'None']);
  });
});
