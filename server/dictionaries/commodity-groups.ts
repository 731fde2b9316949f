/** A set of commodities that users ask for by name, as HS prefixes. */
export interface CommodityGroup {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  readonly prefixes: readonly string[];
  /** Set where the prefixes only stand in for what is meant, and why; shown with every figure of the group. */
  readonly proxy?: string;
}

const CHAPTERS_1_TO_24 = Array.from({ length: 24 }, (_, i) => String(i + 1).padStart(2, '0'));

function prefixList(text: string): string[] {
  return text.trim().split(/\s+/);
}

/** The groups that ship. A user's settings may replace any of them. */
export const COMMODITY_GROUPS: readonly CommodityGroup[] = [
  {
    // Annex 1 of the WTO Agreement on Agriculture, and fish (chapter 03), which China's count includes.
    id: 'agriculture',
    en: 'Agricultural & food products',
    zh: '农产品及食品',
    prefixes: [
      ...CHAPTERS_1_TO_24,
      ...prefixList(`
      290543 290544 3301 3501 3502 3503 3504 3505 380910 382460 4101 4102 4103 4301 5001 5002
      5003 5101 5102 5103 5201 5202 5203 5301 5302`),
    ],
  },
  {
    id: 'consumer-goods',
    en: 'Consumer goods',
    zh: '消费品',
    prefixes: prefixList(`
      0201 0202 0203 0302 0303 0306 0402 0406 08 0901 0902 16 1704 1806 19 20 2106 22 24 3004
      3303 3304 3305 3306 3307 3401 3402 4202 4203 57 61 62 6301 6302 64 65 66 6911 7013 7113
      7117 8415 8418 8450 8509 8510 8516 851713 851714 8518 8519 8521 8527 8528 8703 8711 8712
      9003 9004 91 92 9401 9403 9404 9405 95 9603 9608 9619`),
    proxy:
      'Whole chapters and headings stand in for the BEC classes of consumer goods, which go by 6 digits.',
  },
  {
    id: 'germplasm',
    en: 'Germplasm',
    zh: '种质资源',
    prefixes: prefixList(`
      010121 010221 010231 010310 051110 0601 0602 070110 100111 100191 100210 100310 100410
      100510 100710 100821 120110 120230 120721 1209`),
    proxy:
      'Breeding animals, semen, live plants and seed as far as HS tells them from other goods of a kind.',
  },
  {
    id: 'new-energy-vehicles',
    en: 'New energy vehicles',
    zh: '新能源汽车',
    prefixes: ['870124', '870240', '870360', '870370', '870380', '870460'],
  },
  { id: 'lithium-batteries', en: 'Lithium batteries', zh: '锂电池', prefixes: ['850760'] },
  {
    id: 'low-altitude',
    en: 'Low-altitude economy',
    zh: '低空经济',
    prefixes: ['8806'],
    proxy: 'Unmanned aircraft (8806, since HS 2022) stand in for the low-altitude economy.',
  },
];
