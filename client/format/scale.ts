import type { MeasureKind } from '../../protocol/measures.js';
import type { Lang } from '../locales/lang.js';

/** A step of a scale: 1 of it is `size` of the base unit, and `prefix` goes before the base unit's name. */
export interface Scale {
  readonly size: number;
  readonly prefix: string;
}

const ONE: Scale = { size: 1, prefix: '' };

const ENGLISH: readonly Scale[] = [
  ONE,
  { size: 1e3, prefix: 'K' },
  { size: 1e6, prefix: 'm' },
  { size: 1e9, prefix: 'bn' },
  { size: 1e12, prefix: 'tn' },
];

/** A unit value in thousands would be read as a total, so K is left out. */
const ENGLISH_PRICE = ENGLISH.filter((scale) => scale.size !== 1e3);

const ENGLISH_MASS: readonly Scale[] = [
  ONE,
  { size: 1e3, prefix: 'k' },
  { size: 1e6, prefix: 'M' },
  { size: 1e9, prefix: 'bn ' },
];

/** 万 is ten thousand, 亿 a hundred million: Chinese counts by four digits. */
export const CHINESE: readonly Scale[] = [
  ONE,
  { size: 1e4, prefix: '万' },
  { size: 1e8, prefix: '亿' },
  { size: 1e12, prefix: '万亿' },
];

/** Whether it is shown in hundredths. */
export function isPercentage(kind: MeasureKind): boolean {
  return kind === 'percent' || kind === 'ratio' || kind === 'share';
}

/** What a cell is multiplied by to be shown: `percent` is in hundredths already, a ratio or a share is not. */
export function shownPer(kind: MeasureKind): number {
  return kind === 'ratio' || kind === 'share' ? 100 : 1;
}

/** Scales that a page's readers want in place of those of its language; undefined where they want none other. */
export type ScaleChoice = (kind: MeasureKind, lang: Lang) => readonly Scale[] | undefined;

let chosen: ScaleChoice | undefined;

/** Scales all figures of the page by what its readers choose. Figures that are shown already stay as they are. */
export function scaleBy(choice: ScaleChoice): void {
  chosen = choice;
}

/** Steps of the scale of a kind of quantity, smallest first; a percentage has only one. */
export function scalesOf(kind: MeasureKind, lang: Lang): readonly Scale[] {
  if (isPercentage(kind) || kind === 'points' || kind === 'index') return [ONE];
  const own = chosen?.(kind, lang);
  if (own !== undefined) return own;
  if (lang === 'zh-CN') return CHINESE;
  if (kind === 'mass' || kind === 'massRate') return ENGLISH_MASS;
  return kind === 'price' ? ENGLISH_PRICE : ENGLISH;
}

/** The largest step that a magnitude fills at least once. */
export function scaleFor(magnitude: number, scales: readonly Scale[]): Scale {
  return scales.filter((scale) => magnitude >= scale.size).at(-1) ?? ONE;
}

const CHINESE_CURRENCIES: Record<string, string> = {
  CNY: '元',
  USD: '美元',
  EUR: '欧元',
  JPY: '日元',
  GBP: '英镑',
  HKD: '港元',
  BRL: '雷亚尔',
};

/** `CNY` is 元 in Chinese and stays its code in English; a currency without a Chinese name here keeps its code. */
function currencyName(currency: string, lang: Lang): string {
  return lang === 'zh-CN' ? (CHINESE_CURRENCIES[currency] ?? currency) : currency;
}

/** A step's unit in words: `tn CNY`, `Mt`, `万亿元`, `亿吨`, `CNY/t`, `%`; empty for a plain count. */
export function unitName(kind: MeasureKind, scale: Scale, lang: Lang, currency: string | null): string {
  const money = currency === null ? '' : currencyName(currency, lang);
  const tonne = lang === 'zh-CN' ? '吨' : 't';
  if (isPercentage(kind)) return '%';
  if (kind === 'points') return lang === 'zh-CN' ? '个百分点' : 'pp';
  if (kind === 'index') return '';
  if (kind === 'count') return scale.prefix;
  if (kind === 'mass') return scale.prefix + tonne;
  if (kind === 'massRate') return `${scale.prefix}${tonne}/${lang === 'zh-CN' ? '小时' : 'h'}`;
  const space = lang === 'en' || /^[A-Z]/.test(money) ? ' ' : '';
  const amount = [scale.prefix, money].filter((part) => part !== '').join(space);
  return kind === 'price' ? `${amount}/${tonne}` : amount;
}
