import { ESTIMATED } from './published.js';

/** One customs regime (监管方式代码) and its share of the value of each flow. */
export interface TradeMode {
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  readonly exportShare: number;
  readonly importShare: number;
  /** Mean value of a declaration relative to ordinary trade in the same goods. */
  readonly declarationFactor: number;
  readonly source: string;
}

const REGIMES =
  'exports Jan-May 2024 http://english.customs.gov.cn/Statics/6c8645bc-5f37-4ad2-8790-5257a382b6cb.html, imports 2024 http://english.customs.gov.cn/Statics/d912a188-4ac2-4f5d-abe2-7a6ac180c201.html';
const ECOMMERCE = `${ESTIMATED}; the four codes add up to about 2 tn CNY of the 2.38 tn published for 2023 (http://panexwd.com), the rest being declared as ordinary trade; taken out of`;

// The GAC table knows regimes, not codes: e-commerce, market procurement and maintenance are carved out of the
// regimes that they are counted in, so that those still add up to the published shares.
// prettier-ignore
export const TRADE_MODES: readonly TradeMode[] = [
  { code: '0110', en: 'Ordinary trade', zh: '一般贸易', exportShare: 0.60386, importShare: 0.62439, declarationFactor: 1, source: `${REGIMES}; exports less 9710 and 9810` },
  { code: '0214', en: 'Processing with supplied materials', zh: '来料加工', exportShare: 0.02012, importShare: 0.03311, declarationFactor: 1.1, source: REGIMES },
  { code: '0615', en: 'Processing with imported materials', zh: '进料加工', exportShare: 0.17161, importShare: 0.12408, declarationFactor: 1.2, source: REGIMES },
  { code: '4019', en: 'Border trade', zh: '边境小额贸易', exportShare: 0.0152, importShare: 0.00248, declarationFactor: 0.6, source: REGIMES },
  { code: '1233', en: 'Bonded warehousing', zh: '保税监管场所进出境货物', exportShare: 0.02026, importShare: 0.08401, declarationFactor: 1.1, source: REGIMES },
  { code: '5034', en: 'Logistics in special customs areas', zh: '海关特殊监管区域物流货物', exportShare: 0.06183, importShare: 0.10913, declarationFactor: 0.9, source: `${REGIMES}; less 1210 and 1371` },
  { code: '5335', en: 'Equipment for special customs areas', zh: '海关特殊监管区域进口设备', exportShare: 0, importShare: 0.00184, declarationFactor: 1.4, source: REGIMES },
  { code: '1371', en: 'Bonded maintenance', zh: '保税维修', exportShare: 0.003, importShare: 0.004, declarationFactor: 0.5, source: `${ESTIMATED}; taken out of 5034` },
  { code: '9610', en: 'Cross-border e-commerce, retail direct', zh: '跨境电商直购', exportShare: 0.01, importShare: 0.0015, declarationFactor: 0.2, source: `${ECOMMERCE} "other"` },
  { code: '1210', en: 'Cross-border e-commerce, bonded', zh: '跨境电商网购保税', exportShare: 0.007, importShare: 0.009, declarationFactor: 0.25, source: `${ECOMMERCE} 5034` },
  { code: '9710', en: 'Cross-border e-commerce, B2B direct', zh: '跨境电商企业对企业直接出口', exportShare: 0.032, importShare: 0, declarationFactor: 0.25, source: `${ECOMMERCE} 0110` },
  { code: '9810', en: 'Cross-border e-commerce, overseas warehouse', zh: '跨境电商出口海外仓', exportShare: 0.024, importShare: 0, declarationFactor: 0.5, source: `${ECOMMERCE} 0110` },
  { code: '1039', en: 'Market procurement', zh: '市场采购', exportShare: 0.022, importShare: 0, declarationFactor: 0.5, source: `${ESTIMATED}; taken out of "other"` },
  { code: '3422', en: 'Contracted projects abroad', zh: '对外承包工程出口', exportShare: 0.00361, importShare: 0, declarationFactor: 1.6, source: REGIMES },
  { code: '1523', en: 'Leasing', zh: '租赁贸易', exportShare: 0.00125, importShare: 0.00042, declarationFactor: 1, source: REGIMES },
  { code: '1427', en: 'Outward processing', zh: '出料加工', exportShare: 0.00028, importShare: 0.00065, declarationFactor: 0.8, source: REGIMES },
  { code: '2225', en: 'Equipment as foreign investment', zh: '外资设备物品', exportShare: 0, importShare: 0.00039, declarationFactor: 1.3, source: REGIMES },
  { code: '9739', en: 'Other trade', zh: '其他贸易', exportShare: 0.00398, importShare: 0.005, declarationFactor: 0.4, source: `${REGIMES}; "other" less 9610 and 1039, with donations and duty-free goods` },
];
