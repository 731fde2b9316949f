import { textsByKey } from './code-pairs.js';
import { type ModeGroup, TRADE_MODES, type TradeMode } from './mode-table.js';
import type { NameLanguage } from './partners.js';

/** A trade mode by its code, or the total of all modes, which must never be added to them. */
export type ModeMatch = { readonly mode: string } | { readonly aggregate: 'total' };

const MODES = new Map(TRADE_MODES.map((mode) => [mode.code, mode]));

/**
 * The names of GAC's tables by customs regime: those of the monthly bulletin, those of the preliminary release,
 * their misprints, and the Chinese ones.
 */
const REGIME_NAMES = `
0110 Ordinary Trade; General Trade; 一般贸易
0214 Processing and Assembling; Processing and Assembling Trade with Imported Materials; Processing and Assembling Trade with Foreign-Supplied Materials; Processing with Supplied Materials; 来料加工; 来料加工贸易; 来料加工装配贸易
0615 Processing with Imported Materials; Process with Imported Materials; Processing Trade with Imported Materials; 进料加工; 进料加工贸易; 进料对口
0420 Equipment for Processing Trade; Processing Trade Imported Equipment; Processing Trade Imported Equipments; 加工贸易进口设备; 加工贸易设备
1427 Outward Processing; Outward Processing Trade; 出料加工; 出料加工贸易
1233 Customs Warehousing Trade; Entry and Exit Goods in Bonded Control Areas; Entry and Exit Goods in Bonded Supervision Sites; 保税监管场所进出境货物; 保税仓库进出境货物; 保税仓库货物
5034 Logistics Goods by Customs Special Control Area; Logistic Goods by Customs Special Control Areas; Logistics Goods in Customs Special Supervision Area; 海关特殊监管区域物流货物; 保税区仓储转口货物
5335 Equipment Imported into Customs Special Control Area; Imported Equipment by Customs Special Control Areas; Imported Equipments in Customs Special Supervision Area; 海关特殊监管区域进口设备; 出口加工区进口设备
1371 Bonded Maintenance; 保税维修
4019 Border Trade; Frontier Petty Trade; 边境小额贸易; 边境小额
1039 Market Procurement; Market Purchase; 市场采购; 市场采购贸易
9610 跨境电商; 跨境贸易电子商务
1210 保税电商; 保税跨境贸易电子商务
9710 跨境电商B2B直接出口; 跨境电子商务企业对企业直接出口
9810 跨境电商出口海外仓; 跨境电子商务出口海外仓
3511 Aid or Donation Between Governments or by International Organizations; Aid or Donation Between Government or by International Organizations; Free Assistance and Donated Materials between Countries, International Organizations; 国家间、国际组织无偿援助和赠送的物资; 国家间国际组织无偿援助和赠送的物资; 援助物资
3612 Other Donation; Other Donations; Other Donated Materials; 其他捐赠物资; 捐赠物资; 其他境外捐赠物资
3422 Contracting Projects; Exports of Foreign Contracted Project; Exports for Overseas Contracted Projects; 对外承包工程出口货物; 对外承包出口
1523 Goods on Lease; Leasing Trade; 租赁贸易
2225 Equipment or Materials Imported as Investment by Foreign-Invested Enterprises; Equipment or Materia Imported as Investment by Foreign-Invested Enterprises; Equipment or Materia Imported as I by Foreign-Invested Enterprises; Imported Equipments, Articles Invested by Foreign-Funded Enterprises; Imported Equipment/Articles Invested by Foreign-Funded Enterprises; 外商投资企业作为投资进口的设备、物品; 外资设备物品
1831 Duty-free Commodities on Payment of Foreign Currency; Duty-free Commoditie on Payment of Currency; Duty-Free Foreign Exchange Commodities; 免税外汇商品; 外汇商品
1741 Duty-free Goods; 免税品
9739 Other; Others; 其他; 其他贸易
total TOTAL; Total Value; 总值; 合计; 总计
`;

const byName = new Map<string, ModeMatch>();
for (const { code, en, zh } of TRADE_MODES) {
  for (const name of [code, en, zh]) byName.set(nameKey(name), { mode: code });
}
for (const [mode, name] of textsByKey(REGIME_NAMES)) {
  byName.set(nameKey(name), mode === 'total' ? { aggregate: 'total' } : { mode });
}

/**
 * The trade mode that a text names: a code of supervision mode, or a name as GAC prints it, in whatever case,
 * spacing and punctuation. Undefined where it isn't known.
 */
export function modeOf(text: string): ModeMatch | undefined {
  const trimmed = text.trim();
  return byName.get(nameKey(/^\d{3}$/.test(trimmed) ? trimmed.padStart(4, '0') : trimmed));
}

/** Short name of a trade mode's code; the code itself where it is unknown. */
export function modeName(code: string, language: NameLanguage): string {
  const mode = MODES.get(code);
  if (mode === undefined) return code;
  return language === 'en' ? mode.en : mode.zh;
}

/** Where a trade mode falls in the four-way roll-up; undefined for other countries' regimes, which stay themselves. */
export function modeGroup(code: string): ModeGroup | undefined {
  return MODES.get(code)?.group;
}

/** All trade modes that have a name here. */
export function tradeModes(): Iterable<TradeMode> {
  return MODES.values();
}

function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
