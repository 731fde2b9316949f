import { bucketStart, shiftBucket, type Bucket } from '../../protocol/buckets.js';
import type { ClientMessage } from '../../protocol/client-messages.js';
import { dimensionOf, type Grouping } from '../../protocol/dimensions.js';
import { measureDefinition, type Measure, type MeasureKind } from '../../protocol/measures.js';
import type { Cell, ViewUpdate } from '../../protocol/server-messages.js';
import type { View } from '../../protocol/view.js';

/** Ten partners, one of them with as long a name as a ranking is to show whole. */
export const PARTNER_NAMES: Readonly<Record<string, string>> = {
  HKG: 'Hong Kong, China',
  TWN: 'Taiwan, China',
  USA: 'United States',
  KOR: 'Korea',
  JPN: 'Japan',
  VNM: 'Viet Nam',
  MYS: 'Malaysia',
  AUS: 'Australia',
  DEU: 'Germany',
  RUS: 'Russia',
};

type Codes = Readonly<Partial<Record<Grouping, readonly string[]>>>;

const CODES: Codes = {
  flow: ['export', 'import'],
  partner: Object.keys(PARTNER_NAMES),
  port: ['port23', 'port2044'],
};

/** Of what only some pages show as many as they have room for, some of them with long names. */
export const MANY_CODES: Codes = {
  ...CODES,
  'commodity:2': ['84', '85', '27', '26', '87', '39', '90', '29', '71', '94', '72', '73', '61', '62', '98'],
  mode: ['0110', '0615', '0214', '1239', '9710', '9810', '1039', '4019', '1210', '9610'],
};

export const MANY_NAMES: Readonly<Record<string, string>> = {
  ...PARTNER_NAMES,
  '84': 'Machinery & computers',
  '85': 'Electrical & electronic goods',
  '27': 'Mineral fuels & oils',
  '71': 'Gems & precious metals',
  '98': 'Special & unclassified goods',
  '0615': 'Processing, imported materials',
  '9810': 'E-commerce, overseas warehouse',
};

/** Chinese names of goods and modes among them; other names are English in both languages. */
export const MANY_CHINESE_NAMES: Readonly<Record<string, string>> = {
  ...MANY_NAMES,
  '84': '机械设备及计算机',
  '85': '电机、电气设备',
  '27': '矿物燃料、矿物油',
  '71': '珠宝、贵金属',
  '98': '特殊交易品及未分类商品',
  '0615': '进料加工',
  '9810': '海关特殊监管区域物流货物',
};

/** 8s are the widest digits; these fill each unit to its brim: 888.8 bn CNY, 888.8 Mt, 8,888亿元. */
const SUMS: Record<'year' | 'second', Partial<Record<MeasureKind, number>>> = {
  year: { money: 888.8e9, mass: 888.8e6, count: 888.8e6 },
  second: { money: 888.8e3, mass: 888.8, count: 88.8 },
};

/** Answers any view in UTC with figures as wide as they come, so that a layout which holds them holds all. */
export function widestFigures(
  { view }: ClientMessage & { type: 'subscribe' },
  playhead: number,
  known: Codes = CODES,
): ViewUpdate {
  const { bucket } = view;
  const to = bucketStart(bucket, playhead, 0);
  const from = shiftBucket(bucket, to, 1 - view.last, 0);
  const rows: Cell[][] = [];
  for (let index = 0; index < view.last; index++) {
    const start = shiftBucket(bucket, from, index, 0);
    for (const codes of groupsOf(view, known)) {
      rows.push([start, ...codes, ...view.measures.map((measure) => widest(measure, bucket))]);
    }
  }
  const columns = ['bucket', ...view.by.map(dimensionOf), ...view.measures];
  return { kind: 'snapshot', window: { from, to }, columns, rows };
}

/** No more groups than are asked for. */
function groupsOf({ by, where, top }: View, known: Codes): string[][] {
  const codesOf = (grouping: Grouping) =>
    grouping === 'flow'
      ? (where.flow ?? known.flow ?? [])
      : (known[grouping] ?? ['85']).slice(0, top ?? undefined);
  return by.reduce<string[][]>(
    (groups, grouping) => groups.flatMap((codes) => codesOf(grouping).map((code) => [...codes, code])),
    [[]],
  );
}

function widest(measure: Measure, bucket: Bucket): number {
  const { kind } = measureDefinition(measure);
  if (kind === 'ratio') return -0.888;
  if (kind === 'percent') return 888.8;
  const amount = SUMS[bucket === '1s' ? 'second' : 'year'][kind] ?? 888.8;
  return measure === 'balance' ? -amount : amount;
}
