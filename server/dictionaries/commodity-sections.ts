/** One HS section: its number, first and last chapter, short names. */
export interface CommoditySection {
  readonly number: number;
  readonly chapters: readonly [first: number, last: number];
  readonly en: string;
  readonly zh: string;
}

function section(number: number, first: number, last: number, en: string, zh: string): CommoditySection {
  return { number, chapters: [first, last], en, zh };
}

/**
 * The 21 sections of the Harmonized System, and a 22nd for chapters 98 and 99, which HS leaves to each country:
 * China's special transactions and goods not classified by kind.
 */
export const SECTIONS: readonly CommoditySection[] = [
  section(1, 1, 5, 'Animals & animal products', '活动物；动物产品'),
  section(2, 6, 14, 'Vegetable products', '植物产品'),
  section(3, 15, 15, 'Fats & oils', '动、植物油脂及蜡'),
  section(4, 16, 24, 'Food, beverages, tobacco', '食品；饮料、酒；烟草'),
  section(5, 25, 27, 'Mineral products', '矿产品'),
  section(6, 28, 38, 'Chemicals', '化学工业产品'),
  section(7, 39, 40, 'Plastics & rubber', '塑料；橡胶'),
  section(8, 41, 43, 'Hides, leather, furs', '革、毛皮及制品'),
  section(9, 44, 46, 'Wood & articles of wood', '木及木制品'),
  section(10, 47, 49, 'Pulp & paper', '木浆；纸及纸制品'),
  section(11, 50, 63, 'Textiles & clothing', '纺织原料及纺织制品'),
  section(12, 64, 67, 'Footwear, headgear', '鞋、帽、伞等'),
  section(13, 68, 70, 'Stone, ceramics, glass', '石料、陶瓷、玻璃制品'),
  section(14, 71, 71, 'Pearls, gems, precious metals', '珠宝、贵金属'),
  section(15, 72, 83, 'Base metals', '贱金属及其制品'),
  section(16, 84, 85, 'Machinery & electrical', '机电产品'),
  section(17, 86, 89, 'Transport equipment', '运输设备'),
  section(18, 90, 92, 'Instruments, clocks, music', '仪器、钟表、乐器'),
  section(19, 93, 93, 'Arms & ammunition', '武器、弹药'),
  section(20, 94, 96, 'Miscellaneous manufactures', '杂项制品'),
  section(21, 97, 97, 'Works of art, antiques', '艺术品、古物'),
  section(22, 98, 99, 'Special transactions', '特殊交易品'),
];
