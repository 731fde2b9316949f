import { textsByKey } from './code-pairs.js';

/**
 * Totals and groups of partners, as the sources print them: codes and names. A row of one of these repeats what
 * its members' rows hold (and groups overlap one another), so it is never added to them.
 */
const AGGREGATES = `
World World; W00; WLD; WORLD; WORLD_TOTAL; All countries; All countries of the world; Total; TOTAL; Total Value; TOTAL FOR ALL COUNTRIES; Mundo; 总值; 总计; 合计; 全球; 世界; 进出口总值
EU EU; EUN; EU27; EU27_2020; EU28; European Union; European Union (EU); EU-27; EU-28; União Europeia; 欧盟; 欧洲联盟; 欧盟（27国）; 欧盟(27国)
EU_INTRA INT_EU; INT_EU27_2020; INT_EU28; EU27_2020_INTRA; EU_INTRA; Intra-EU; Intra-EU27 (from 2020)
EU_EXTRA EXT_EU; EXT_EU27_2020; EXT_EU28; EU27_2020_EXTRA; EU_EXTRA; Extra-EU; Extra-EU27 (from 2020)
EURO_AREA EA; EA19; EA20; EA21; Euro Area; Euro area
EURO_AREA_INTRA INT_EA; INT_EA19; INT_EA20; INT_EA21; Intra-euro area
EURO_AREA_EXTRA EXT_EA; EXT_EA19; EXT_EA20; EXT_EA21; Extra-euro area
ASEAN ASEAN; Association of Southeast Asian Nations; Ass. of Southeast Asian Nations; 东盟; 东南亚国家联盟
RCEP RCEP; Regional Comprehensive Economic Partnership; 区域全面经济伙伴关系协定; 区域全面经济伙伴关系协定(RCEP)成员国; RCEP成员国; RCEP其他成员国
BELT_AND_ROAD Belt and Road; Belt and Road partner countries; Belt and Road countries; Jointly build the countries along Belt and Road Routes; Countries along the Belt and Road; 共建“一带一路”国家; 共建一带一路国家; “一带一路”沿线国家; 一带一路
APEC APEC; Asia-Pacific Economic Cooperation; 亚太经合组织; 亚太经济合作组织
OECD OECD; 经合组织
OPEC OPEC; 欧佩克
NATO NATO
USMCA USMCA; NAFTA; USMCA (NAFTA); 北美自贸区
CENTRAL_AMERICAN_COMMON_MARKET CACM
LAFTA LAFTA
PACIFIC_RIM Pacific Rim; Pacific Rim Countries
GULF_COOPERATION_COUNCIL GCC; Gulf Cooperation Council; 海合会; 海湾合作委员会
AFRICA Africa; AFR; África; 非洲
ASIA Asia; ASI; Ásia; 亚洲
EUROPE Europe; EUR; Europa; 欧洲
LATIN_AMERICA Latin America; Latin America and Caribbean; Latin America & Caribbean; LCN; América Latina; 拉丁美洲; 拉美
NORTH_AMERICA North America; NAC; América do Norte; 北美洲; 北美
CENTRAL_AMERICA Central America; América Central; 中美洲
SOUTH_AMERICA South America; South/Central America; América do Sul; 南美洲
OCEANIA Oceania; Oceanic and Pacific Islands; Australia and Oceania; 大洋洲; 大洋洲及太平洋岛屿
EAST_ASIA_PACIFIC EAS; East Asia & Pacific
EUROPE_CENTRAL_ASIA ECS; Europe & Central Asia
MIDDLE_EAST_NORTH_AFRICA MEA; Middle East & North Africa; Middle East; 中东
SOUTH_ASIA SAS; South Asia; 南亚
SUB_SAHARAN_AFRICA SSF; Sub-Saharan Africa
`;

/** Codes of totals that are numbers or signs, told apart by who uses them. */
const COMEXT_AGGREGATES = '1000 World, 1010 EU_INTRA, 1011 EU_EXTRA';
const CENSUS_AGGREGATES = `
- World, 0003 EU, 0014 PACIFIC_RIM, 0020 USMCA, 0022 OECD, 0023 NATO, 0024 LAFTA, 0025 EURO_AREA, 0026 APEC,
0027 ASEAN, 0028 CENTRAL_AMERICAN_COMMON_MARKET, 1XXX NORTH_AMERICA, 2XXX CENTRAL_AMERICA, 3XXX SOUTH_AMERICA,
4XXX EUROPE, 5XXX ASIA, 6XXX OCEANIA, 7XXX AFRICA`;
const M49_AGGREGATES = '000 World, 097 EU, 975 ASEAN, 001 World';

/** Codes and names of totals that read the same in every source, each with the total's identity. */
export function aggregateTexts(): Iterable<readonly [aggregate: string, text: string]> {
  return textsByKey(AGGREGATES);
}

export const AGGREGATE_CODES = { comext: COMEXT_AGGREGATES, census: CENSUS_AGGREGATES, m49: M49_AGGREGATES };
