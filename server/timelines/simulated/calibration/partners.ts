import { ESTIMATED } from './published.js';

/** What a partner mainly sells to China; decides which headings its imports may be in. */
export type Supplies = 'industry' | 'mixed' | 'resources';

/** One partner (ISO 3166-1 alpha-3) and its share of the value of each flow, percent. */
export interface Partner {
  readonly iso3: string;
  readonly exportPct: number;
  readonly importPct: number;
  readonly supplies: Supplies;
  readonly source: string;
}

const SOURCES = {
  Y: '2023, USD: https://profilbaru.com/en/List_of_the_largest_trading_partners_of_China (secondary); share of 3,379.0 and 2,556.9 bn',
  Q: 'Jan-Mar 2026, CNY: http://english.customs.gov.cn/Statics/2e61c8a1-17b2-4074-b909-c039ccf8c8fb.html; share of 68,466.7 and 49,913.3',
  A: `${ESTIMATED}; ASEAN adds up to 15.50 and 15.17 (2023, source Y)`,
  U: `${ESTIMATED}; the European Union adds up to 14.83 and 11.02 (2023, source Y)`,
  L: `${ESTIMATED}; Latin America adds up to 7.35 and 9.67 (Jan-Mar 2026, source Q)`,
  F: `${ESTIMATED}; Africa adds up to 6.21 and 4.43 (Jan-Mar 2026, source Q)`,
  R: `${ESTIMATED}; what the listed partners and groups leave`,
} as const;

const SUPPLIES = { i: 'industry', m: 'mixed', r: 'resources' } as const;

type Row = readonly [string, number, number, keyof typeof SUPPLIES, keyof typeof SOURCES];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['USA', 14.81, 6.42, 'm', 'Y'], ['JPN', 4.66, 6.28, 'i', 'Y'], ['KOR', 4.41, 6.32, 'i', 'Y'], ['HKG', 8.12, 0.54, 'i', 'Y'],
  ['TWN', 2.03, 7.79, 'i', 'Y'], ['RUS', 3.28, 5.05, 'r', 'Y'], ['AUS', 2.18, 6.08, 'r', 'Y'], ['IND', 3.48, 0.72, 'm', 'Y'],
  ['GBR', 2.31, 0.79, 'i', 'Y'], ['CAN', 1.33, 1.72, 'm', 'Y'], ['NZL', 0.20, 0.46, 'm', 'Q'],
  // ASEAN
  ['VNM', 4.07, 3.61, 'i', 'Y'], ['MYS', 2.59, 4.02, 'i', 'Y'], ['IDN', 1.93, 2.90, 'r', 'Y'], ['THA', 2.24, 1.98, 'i', 'Y'],
  ['SGP', 2.28, 1.23, 'i', 'Y'], ['PHL', 1.50, 0.61, 'i', 'Q'], ['KHM', 0.42, 0.10, 'm', 'A'], ['MMR', 0.34, 0.42, 'r', 'A'],
  ['LAO', 0.10, 0.20, 'r', 'A'], ['BRN', 0.03, 0.10, 'r', 'A'],
  // European Union
  ['DEU', 2.98, 4.15, 'i', 'Y'], ['NLD', 2.97, 0.66, 'i', 'Y'], ['FRA', 1.26, 1.30, 'i', 'Q'], ['ITA', 1.44, 0.88, 'i', 'Q'],
  ['ESP', 1.18, 0.40, 'i', 'U'], ['POL', 1.16, 0.18, 'i', 'U'], ['BEL', 0.95, 0.42, 'i', 'U'], ['CZE', 0.55, 0.20, 'i', 'U'],
  ['GRC', 0.38, 0.02, 'm', 'U'], ['SWE', 0.32, 0.38, 'i', 'U'], ['HUN', 0.33, 0.22, 'i', 'U'], ['DNK', 0.22, 0.28, 'i', 'U'],
  ['ROU', 0.18, 0.10, 'i', 'U'], ['IRL', 0.25, 0.66, 'i', 'U'], ['PRT', 0.18, 0.12, 'i', 'U'], ['AUT', 0.15, 0.42, 'i', 'U'],
  ['FIN', 0.12, 0.23, 'i', 'U'], ['SVN', 0.12, 0.03, 'i', 'U'], ['SVK', 0.09, 0.37, 'i', 'U'],
  // Latin America
  ['BRA', 1.75, 4.79, 'r', 'Y'], ['MEX', 2.42, 0.72, 'i', 'L'], ['CHL', 0.56, 1.85, 'r', 'L'], ['PER', 0.38, 1.20, 'r', 'L'],
  ['COL', 0.37, 0.18, 'r', 'L'], ['ARG', 0.33, 0.30, 'r', 'L'], ['PAN', 0.35, 0.05, 'r', 'L'], ['ECU', 0.18, 0.22, 'r', 'L'],
  ['GTM', 0.12, 0.02, 'm', 'L'], ['DOM', 0.14, 0.02, 'm', 'L'], ['URY', 0.08, 0.12, 'r', 'L'], ['CRI', 0.09, 0.06, 'm', 'L'],
  ['VEN', 0.12, 0.04, 'r', 'L'], ['PRY', 0.08, 0, 'r', 'L'], ['BOL', 0.06, 0.06, 'r', 'L'], ['HND', 0.07, 0.01, 'm', 'L'],
  ['SLV', 0.06, 0, 'm', 'L'], ['NIC', 0.05, 0, 'm', 'L'], ['CUB', 0.03, 0.02, 'r', 'L'], ['TTO', 0.04, 0.01, 'r', 'L'],
  ['JAM', 0.07, 0, 'r', 'L'],
  // Africa
  ['ZAF', 0.64, 1.12, 'r', 'Q'], ['NGA', 0.85, 0.08, 'r', 'F'], ['EGY', 0.75, 0.03, 'm', 'F'], ['LBR', 0.70, 0.02, 'r', 'F'],
  ['KEN', 0.34, 0.01, 'm', 'F'], ['GHA', 0.40, 0.08, 'r', 'F'], ['DZA', 0.42, 0.03, 'r', 'F'], ['MAR', 0.34, 0.04, 'm', 'F'],
  ['TZA', 0.35, 0.03, 'r', 'F'], ['AGO', 0.14, 0.78, 'r', 'F'], ['CIV', 0.14, 0.04, 'r', 'F'], ['COD', 0.17, 0.86, 'r', 'F'],
  ['ETH', 0.10, 0.02, 'm', 'F'], ['LBY', 0.14, 0.10, 'r', 'F'], ['SEN', 0.12, 0.02, 'r', 'F'], ['CMR', 0.10, 0.04, 'r', 'F'],
  ['GIN', 0.10, 0.30, 'r', 'F'], ['MOZ', 0.11, 0.08, 'r', 'F'], ['ZMB', 0.05, 0.20, 'r', 'F'], ['TUN', 0.08, 0, 'm', 'F'],
  ['SDN', 0.05, 0, 'r', 'F'], ['UGA', 0.06, 0, 'm', 'F'], ['MDG', 0.06, 0.02, 'r', 'F'], ['COG', 0, 0.18, 'r', 'F'],
  ['GAB', 0, 0.16, 'r', 'F'], ['MRT', 0, 0.06, 'r', 'F'], ['ZWE', 0, 0.10, 'r', 'F'], ['NAM', 0, 0.03, 'r', 'F'],
  // The rest; imports from CHN are goods of Chinese origin coming back
  ['CHN', 0, 4.21, 'i', 'R'], ['ARE', 1.65, 1.55, 'r', 'R'], ['SAU', 1.27, 2.45, 'r', 'R'], ['TUR', 1.15, 0.17, 'm', 'R'],
  ['IRN', 0.30, 0.25, 'r', 'R'], ['ISR', 0.33, 0.30, 'i', 'R'], ['IRQ', 0.42, 1.45, 'r', 'R'], ['KWT', 0.15, 0.72, 'r', 'R'],
  ['QAT', 0.11, 0.80, 'r', 'R'], ['OMN', 0.12, 1.25, 'r', 'R'], ['JOR', 0.15, 0.03, 'r', 'R'], ['YEM', 0.07, 0.02, 'r', 'R'],
  ['KAZ', 0.73, 0.62, 'r', 'R'], ['KGZ', 0.58, 0.01, 'r', 'R'], ['UZB', 0.37, 0.10, 'r', 'R'], ['TJK', 0.11, 0.02, 'r', 'R'],
  ['TKM', 0.03, 0.38, 'r', 'R'], ['BGD', 0.68, 0.04, 'm', 'R'], ['PAK', 0.50, 0.12, 'm', 'R'], ['LKA', 0.10, 0.02, 'm', 'R'],
  ['NPL', 0.05, 0.01, 'm', 'R'], ['MNG', 0.10, 0.58, 'r', 'R'], ['MAC', 0.08, 0.01, 'i', 'R'], ['PRK', 0.05, 0.02, 'm', 'R'],
  ['BLR', 0.07, 0.10, 'm', 'R'], ['CHE', 0.07, 1.55, 'i', 'R'], ['UKR', 0.06, 0.18, 'm', 'R'], ['NOR', 0, 0.30, 'm', 'R'],
  ['PNG', 0, 0.18, 'r', 'R'], ['NCL', 0, 0.10, 'r', 'R'],
];

export const PARTNERS: readonly Partner[] = ROWS.map(([iso3, exportPct, importPct, supplies, source]) => ({
  iso3,
  exportPct,
  importPct,
  supplies: SUPPLIES[supplies],
  source: SOURCES[source],
}));
