/** The four-way roll-up of trade modes in China Customs' own tables; `bonded` is bonded logistics alone. */
export type ModeGroup = 'ordinary' | 'processing' | 'bonded' | 'other';

export interface TradeMode {
  /** China Customs' code of the supervision mode 监管方式. */
  readonly code: string;
  readonly en: string;
  readonly zh: string;
  readonly group: ModeGroup;
}

function mode(code: string, group: ModeGroup, en: string, zh: string): TradeMode {
  return { code, en, zh, group };
}

/**
 * Trade modes 监管方式. Those that GAC's tables print as one line though several supervision modes fall in it
 * (warehousing, logistics in special areas) have the code of the main one.
 */
export const TRADE_MODES: readonly TradeMode[] = [
  mode('0110', 'ordinary', 'Ordinary trade', '一般贸易'),
  mode('0214', 'processing', 'Processing, supplied materials', '来料加工'),
  mode('0615', 'processing', 'Processing, imported materials', '进料加工'),
  mode('0420', 'other', 'Equipment for processing', '加工贸易进口设备'),
  mode('1427', 'other', 'Outward processing', '出料加工'),
  mode('1233', 'bonded', 'Bonded warehousing', '保税监管场所进出境货物'),
  mode('5034', 'bonded', 'Special customs area logistics', '海关特殊监管区域物流货物'),
  mode('5335', 'other', 'Special customs area equipment', '海关特殊监管区域进口设备'),
  mode('1371', 'other', 'Bonded maintenance', '保税维修'),
  mode('4019', 'other', 'Border trade', '边境小额贸易'),
  mode('1039', 'other', 'Market procurement', '市场采购'),
  mode('9610', 'other', 'E-commerce, direct retail', '跨境电商零售直邮'),
  mode('1210', 'bonded', 'E-commerce, bonded', '跨境电商保税'),
  mode('9710', 'other', 'E-commerce, B2B direct', '跨境电商B2B直接出口'),
  mode('9810', 'other', 'E-commerce, overseas warehouse', '跨境电商海外仓'),
  mode('3511', 'other', 'International aid', '国家间、国际组织援助物资'),
  mode('3612', 'other', 'Other donations', '其他捐赠物资'),
  mode('3422', 'other', 'Contracted projects', '对外承包工程出口货物'),
  mode('1523', 'other', 'Goods on lease', '租赁贸易'),
  mode('2225', 'other', 'Foreign investment equipment', '外商投资企业作为投资进口的设备'),
  mode('1831', 'other', 'Duty-free, foreign currency', '免税外汇商品'),
  mode('1741', 'other', 'Duty-free goods', '免税品'),
  mode('9739', 'other', 'Other modes', '其他贸易'),
];
