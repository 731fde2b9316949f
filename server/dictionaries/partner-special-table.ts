/** A partner outside ISO 3166-1: code, short names. */
export type SpecialPartnerRow = readonly [code: string, en: string, zh: string];

/**
 * States that are no more. They stay themselves: which successor a record belongs to can't be told.
 * Codes are those of ISO 3166-3 (alpha-3), or the statistics' own where it has none.
 */
export const HISTORIC_PARTNERS: readonly SpecialPartnerRow[] = [
  ['ANT', 'Netherlands Antilles', '荷属安的列斯'],
  ['ATB', 'British Antarctic Territory', '英属南极领地'],
  ['CSK', 'Czechoslovakia', '捷克斯洛伐克'],
  ['DDR', 'German Democratic Republic', '民主德国'],
  ['NTZ', 'Neutral Zone', '中立区'],
  ['PCI', 'Pacific Islands (Trust Territory)', '太平洋岛屿托管地'],
  ['PCZ', 'Panama Canal Zone', '巴拿马运河区'],
  ['PUS', 'US Misc. Pacific Islands', '美属太平洋杂岛'],
  ['SCG', 'Serbia and Montenegro', '塞尔维亚和黑山'],
  ['SUN', 'USSR', '苏联'],
  ['VDR', 'DR Viet-Nam', '越南民主共和国'],
  ['YMD', 'Democratic Yemen', '民主也门'],
  ['YUG', 'Yugoslavia', '南斯拉夫'],
  ['ZA1', 'Southern African Customs Union', '南部非洲关税同盟'],
];

/**
 * Trade whose partner is not one country. These are parts of the whole, not totals of other partners, so they
 * count in sums. Codes with a digit are UNSD's; those from XA to XZ are in ISO 3166's user-assigned range.
 */
export const RESIDUAL_PARTNERS: readonly SpecialPartnerRow[] = [
  ['A49', 'Caribbean, nes', '加勒比其他'],
  ['A59', 'North & Central America, nes', '北美和中美其他'],
  ['A79', 'Rest of America, nes', '美洲其他'],
  ['E19', 'Other Europe, nes', '欧洲其他'],
  ['E29', 'Eastern Europe, nes', '东欧其他'],
  ['F19', 'Other Africa, nes', '非洲其他'],
  ['F49', 'Northern Africa, nes', '北非其他'],
  ['F97', 'Western Asia, nes', '西亚其他'],
  ['O19', 'Oceania, nes', '大洋洲其他'],
  ['R20', 'EFTA, nes', '欧洲自由贸易联盟其他'],
  ['R91', 'CACM, nes', '中美洲共同市场其他'],
  ['XAS', 'Asia, other areas', '亚洲其他'],
  ['XBK', 'Bunkers, ship and air stores', '船用和机用供给品'],
  ['XCB', 'Central banks', '中央银行'],
  ['XFZ', 'Free zones', '自由区'],
  ['XHS', 'High seas', '公海'],
  ['XIO', 'International organizations', '国际组织'],
  ['XNS', 'Areas not specified', '国别不详'],
  ['XSP', 'Special categories', '特殊类别'],
  ['XCF', 'Confidential partner', '保密国别'],
  ['XCI', 'Channel Islands', '海峡群岛'],
];
