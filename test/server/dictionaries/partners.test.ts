import { describe, expect, it } from 'vitest';
import { textsByKey } from '../../../server/dictionaries/code-pairs.js';
import { partnerNameKey } from '../../../server/dictionaries/partner-name-key.js';
import { NAME_VARIANTS, PORTUGUESE_NAMES } from '../../../server/dictionaries/partner-name-table.js';
import {
  partnerCodes,
  partnerEntries,
  partnerKey,
  partnerName,
  partnerOf,
  type PartnerScheme,
} from '../../../server/dictionaries/partners.js';
import { PARTNERS } from '../../../server/dictionaries/partner-table.js';
import { hasSharedData, sharedRows, sharedTexts } from './shared-data.js';

const SCHEMES: PartnerScheme[] = ['iso3', 'iso2', 'm49', 'name', 'comext', 'comexstat', 'census', 'gac'];

function iso3(scheme: PartnerScheme, text: string): string | undefined {
  const match = partnerOf(scheme, text);
  return match !== undefined && 'iso3' in match ? match.iso3 : undefined;
}

function aggregate(scheme: PartnerScheme, text: string): string | undefined {
  const match = partnerOf(scheme, text);
  return match !== undefined && 'aggregate' in match ? match.aggregate : undefined;
}

describe('the table of partners', () => {
  it('holds the 249 entities of ISO 3166-1 and Kosovo, with unique codes of the right form', () => {
    expect(PARTNERS).toHaveLength(250);
    for (const [column, form] of [/^[A-Z]{3}$/, /^[A-Z]{2}$/, /^\d{3}$/].entries()) {
      const codes = PARTNERS.map((row) => row[column] ?? '');
      expect(new Set(codes).size).toBe(250);
      expect(codes.filter((code) => !form.test(code))).toEqual([]);
    }
  });

  it('gives every partner a name in both languages that no other partner has', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const names = [...partnerCodes()].map((code) => partnerName(code, language));
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => name.length === 0 || name.length > 34)).toEqual([]);
    }
    const chinese = [...partnerCodes()].map((code) => partnerName(code, 'zh-CN'));
    expect(chinese.filter((name) => !/^\p{Script=Han}/u.test(name))).toEqual([]);
  });

  it('names partners as customs statistics do', () => {
    const both = (code: string): string[] => [partnerName(code, 'en'), partnerName(code, 'zh-CN')];
    expect(both('VNM')).toEqual(['Viet Nam', '越南']);
    expect(both('KOR')).toEqual(['Korea', '韩国']);
    expect(both('USA')).toEqual(['United States', '美国']);
    expect(both('HKG')).toEqual(['Hong Kong, China', '中国香港']);
    expect(both('TWN')).toEqual(['Taiwan, China', '中国台湾']);
    expect(both('MAC')).toEqual(['Macao, China', '中国澳门']);
    expect(partnerName('QQQ', 'en')).toBe('QQQ');
  });

  it('leads from every code and display name back to its partner', () => {
    for (const [code, iso2, m49, en, zh] of PARTNERS) {
      expect([iso3('iso3', code), iso3('iso2', iso2)]).toEqual([code, code]);
      expect([iso3('name', en), iso3('name', zh), iso3('gac', zh)]).toEqual([code, code, code]);
      expect(iso3('m49', String(Number(m49)))).toBe(code);
    }
  });

  it('gives no name to two partners', () => {
    const owner = new Map<string, string>();
    for (const [code, name] of [...textsByKey(NAME_VARIANTS), ...textsByKey(PORTUGUESE_NAMES)]) {
      const key = partnerNameKey(name);
      expect(`${name}: ${owner.get(key) ?? code}`).toBe(`${name}: ${code}`);
      owner.set(key, code);
    }
  });

  it('leads nowhere but to partners it can name', () => {
    const codes = new Set(partnerCodes());
    for (const scheme of SCHEMES) {
      for (const [key, match] of partnerEntries(scheme)) {
        if ('iso3' in match)
          expect(`${scheme} ${key}: ${codes.has(match.iso3)}`).toBe(`${scheme} ${key}: true`);
      }
    }
  });
});

describe('reading partners as sources write them', () => {
  it('reads NA as Namibia wherever it is a code', () => {
    expect([iso3('iso2', 'NA'), iso3('comext', 'NA'), iso3('iso3', 'NAM')]).toEqual(['NAM', 'NAM', 'NAM']);
    expect(partnerOf('name', 'NA')).toBeUndefined();
  });

  it('reads EL and GR as Greece, and the other codes that Eurostat made up', () => {
    expect(
      ['EL', 'GR', 'XS', 'XK', 'XC', 'XL', 'XI', 'QR', 'QV', 'QP'].map((c) => iso3('comext', c)),
    ).toEqual(['GRC', 'GRC', 'SRB', 'XKX', 'ESP', 'ESP', 'GBR', 'XBK', 'XNS', 'XHS']);
    expect(aggregate('comext', 'EXT_EU27_2020')).toBe('EU_EXTRA');
    expect(aggregate('comext', '1000')).toBe('World');
  });

  it("reads Comtrade's and BACI's numeric codes where they differ from M49", () => {
    expect(
      ['490', '251', '579', '699', '757', '842', '381', '58', '899', '568', '837'].map((c) => iso3('m49', c)),
    ).toEqual(['TWN', 'FRA', 'NOR', 'IND', 'CHE', 'USA', 'ITA', 'BEL', 'XNS', 'E19', 'XBK']);
    expect([aggregate('m49', '0'), aggregate('m49', '97')]).toEqual(['World', 'EU']);
  });

  it('reads three-letter codes of WITS and Comtrade, blanks and all', () => {
    expect(
      ['ROM', 'ZAR', 'SER', 'OAS', 'S19', '_X ', 'SUN', 'YUG', 'XKX'].map((c) => iso3('iso3', c)),
    ).toEqual(['ROU', 'COD', 'SRB', 'TWN', 'TWN', 'XNS', 'SUN', 'YUG', 'XKX']);
    expect([aggregate('iso3', 'WLD'), aggregate('iso3', 'W00'), aggregate('iso3', 'EUN')]).toEqual([
      'World',
      'World',
      'EU',
    ]);
  });

  it("reads the codes of Brazil's, America's and China's customs, leading zeros or not", () => {
    expect(['160', '249', '063', '63', '23', '573'].map((c) => iso3('comexstat', c))).toEqual([
      'CHN',
      'USA',
      'ARG',
      'ARG',
      'DEU',
      'NLD',
    ]);
    expect(['5700', '1220', '2010', '4280', '5520'].map((c) => iso3('census', c))).toEqual([
      'CHN',
      'CAN',
      'MEX',
      'DEU',
      'VNM',
    ]);
    expect([aggregate('census', '-'), aggregate('census', '4XXX'), aggregate('census', '0003')]).toEqual([
      'World',
      'EUROPE',
      'EU',
    ]);
    expect(['502', '116', '133', '110', '143', '344'].map((c) => iso3('gac', c))).toEqual([
      'USA',
      'JPN',
      'KOR',
      'HKG',
      'TWN',
      'RUS',
    ]);
  });

  it('reads the many names of one partner', () => {
    const names: Record<string, string[]> = {
      KOR: ['Rep. of Korea', 'Korea, Rep.', 'R. O. Korea', 'KOREA, SOUTH', 'South Korea', '大韩民国'],
      PRK: ["Dem. People's Rep. of Korea", 'North Korea', 'Korea, North', '朝鲜'],
      TUR: ['Türkiye', 'Turkiye', 'TURKEY', 'TÃ¼rkiye', 'Turquia'],
      CIV: ["Côte d'Ivoire", 'Cote d`Ivoire', "CÃ´te d'Ivoire", 'Ivory Coast', 'Costa do Marfim'],
      COD: ['Dem. Rep. of the Congo', 'Congo, Dem. Rep.', 'Congo (Kinshasa)', '刚果（金）', '刚果(金)'],
      COG: ['Congo', 'Republic of Congo', 'Congo (Brazzaville)', '刚果（布）'],
      GBR: ['United Kingdom (UK)', 'Great Britain', 'Reino Unido', '英国'],
      USA: ['USA', 'United States (US)', 'United States of America', 'Estados Unidos'],
      BES: ['Bonaire,  Saint Eustatius and Saba'],
      KNA: ['St.  Kitts and Nevis', 'Saint Kitts & Nevis'],
      SDN: ['Sudan (...2011)'],
      GLP: ['Guadeloupe (Overseas France)'],
      VIR: ['Virgin Islands (USA)', 'US Virgin Isds'],
      VGB: ['Virgin Islands (UK)', 'Br. Virgin Isds'],
      DEU: ["Germany (incl. German Democratic Republic 'DD' from 1991)", 'of which: Germany', '其中：德国'],
      STP: ['São Tomé e Príncipe', 'Sao Tome and Principe'],
      TWN: ['Other Asia, nes', 'Taiwan Province of China', '台湾省'],
    };
    for (const [code, texts] of Object.entries(names)) {
      for (const text of texts) expect(`${text}: ${iso3('gac', text)}`).toBe(`${text}: ${code}`);
    }
  });

  it('knows totals and groups, which overlap, from partners', () => {
    expect(
      ['Total', 'ASEAN ', 'European Union', '欧盟', 'Africa', '东盟'].map((name) => aggregate('gac', name)),
    ).toEqual(['World', 'ASEAN', 'EU', 'EU', 'AFRICA', 'ASEAN']);
    expect(aggregate('gac', 'Jointly build the countries along Belt and Road Routes')).toBe('BELT_AND_ROAD');
    expect(aggregate('gac', 'Regional Comprehensive Economic Partnership')).toBe('RCEP');
    expect(aggregate('name', 'South Africa')).toBeUndefined();
  });

  it('says that it does not know a text, the empty one included', () => {
    for (const scheme of SCHEMES) {
      expect([partnerOf(scheme, ''), partnerOf(scheme, '  '), partnerOf(scheme, 'no such')]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('gives for a join the same keys that it looks texts up by', () => {
    const entries = new Map(partnerEntries('name'));
    expect(entries.get(partnerKey('name', 'TÃ¼rkiye '))).toEqual({ iso3: 'TUR' });
    expect(new Map(partnerEntries('m49')).get(partnerKey('m49', '4'))).toEqual({ iso3: 'AFG' });
  });
});

describe.skipIf(!hasSharedData())('partners in published files', () => {
  const comtradeOld = 'comtrade-legacy/uk_palm-oil_monthly_2014.csv';
  const comtrade = 'comtrade-v2/thailand_8542_imports_TradeData.csv';
  const formatted = 'comtrade-v2-formatted/dados_comtrade_2019,2020,2021_TOTAL.csv';
  const comext = 'comext/eu_comext_critical_inputs_cn8_2022_2024.csv';
  const baciCodes = 'baci/country_codes_V202501.csv';
  const comexstat = 'comex-stat/IMP_2025_head60.official-layout.derived.csv';
  const cases: [PartnerScheme, string[]][] = hasSharedData()
    ? [
        ['name', sharedTexts('ais-seaborne/seaborne.csv', ['country_name'])],
        ['m49', sharedTexts('baci/baci_korea_85_only.csv', ['i', 'j'])],
        ['m49', sharedTexts(baciCodes, ['country_code'])],
        ['iso3', sharedTexts(baciCodes, ['country_iso3'])],
        ['name', sharedTexts(baciCodes, ['country_name'])],
        ['comexstat', sharedTexts(comexstat, ['CO_PAIS'], 'utf-8', ';')],
        ['comext', sharedTexts(comext, ['DECLARANT_ISO', 'PARTNER_ISO'])],
        ['m49', sharedTexts(comtradeOld, ['Reporter Code', 'Partner Code'])],
        ['name', sharedTexts(comtradeOld, ['Reporter', 'Partner'])],
        ['name', sharedTexts('comtrade-legacy/usa_china_hs2_2017.csv', ['Reporter', 'Partner'])],
        ['name', sharedTexts(formatted, ['reporterDesc', 'partnerDesc'], 'utf-8', ';')],
        ['m49', sharedTexts(comtrade, ['reporterCode', 'partnerCode'], 'latin1')],
        ['iso3', sharedTexts(comtrade, ['reporterISO', 'partnerISO'], 'latin1')],
        ['name', sharedTexts(comtrade, ['reporterDesc', 'partnerDesc'], 'latin1')],
        ['iso3', sharedTexts('wits/brazil_usa_TradeData.csv', ['ReporterISO3', 'PartnerISO3'])],
        ['name', sharedTexts('portwatch-daily/portwatch_tanker_daily_by_country.csv', ['country'])],
        ['name', sharedTexts('portwatch-daily/PortWatch_ports_database.csv', ['country'])],
        ['iso3', sharedTexts('portwatch-daily/PortWatch_ports_database.csv', ['ISO3'])],
        ['gac', sharedTexts('gac-tables/by-partner.csv', ['partner_en'])],
      ]
    : [];

  it('are all partners or totals', () => {
    for (const [scheme, texts] of cases) {
      expect(texts.length).toBeGreaterThan(1);
      expect(texts.filter((text) => partnerOf(scheme, text) === undefined)).toEqual([]);
    }
  });

  it('are the same by number, three letters and name in every row', () => {
    const sources: [string, string, string[]][] = [
      [baciCodes, 'utf-8', ['country_code', 'country_iso3', 'country_name']],
      [comtrade, 'latin1', ['partnerCode', 'partnerISO', 'partnerDesc']],
    ];
    for (const [file, encoding, [code = '', letters = '', name = '']] of sources) {
      for (const row of sharedRows(file, encoding)) {
        const byCode = partnerOf('m49', row[code] ?? '');
        expect([row[name], partnerOf('iso3', row[letters] ?? '')]).toEqual([row[name], byCode]);
        expect([row[name], partnerOf('name', row[name] ?? '')]).toEqual([row[name], byCode]);
      }
    }
  });
});
