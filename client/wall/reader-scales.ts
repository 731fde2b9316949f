import { CHINESE, type Scale, type ScaleChoice } from '../format/scale.js';

/** By what large figures are scaled: by the language, by thousands whatever the language, or by 万 and 亿. */
export const UNITS = ['auto', 'international', 'chinese'] as const;

export type Units = (typeof UNITS)[number];

/** As Chinese texts count where they follow tables of others: 百万 is a million, 十亿 a thousand of them. */
const THOUSANDS_IN_CHINESE: readonly Scale[] = [
  { size: 1, prefix: '' },
  { size: 1e3, prefix: '千' },
  { size: 1e6, prefix: '百万' },
  { size: 1e9, prefix: '十亿' },
  { size: 1e12, prefix: '万亿' },
];

/** A unit value in thousands would be read as a total. */
const PRICE_IN_CHINESE = THOUSANDS_IN_CHINESE.filter(({ size }) => size !== 1e3);

/** In English the sign of a tonne stands apart from what is no prefix of it. */
const CHINESE_MASS = CHINESE.map(({ size, prefix }) => ({ size, prefix: prefix && `${prefix} ` }));

/** Scales for the reader of a wall. */
export function readerScales(units: Units): ScaleChoice {
  return (kind, lang) => {
    if (units === 'international' && lang === 'zh-CN')
      return kind === 'price' ? PRICE_IN_CHINESE : THOUSANDS_IN_CHINESE;
    if (units === 'chinese' && lang === 'en')
      return kind === 'mass' || kind === 'massRate' ? CHINESE_MASS : CHINESE;
    return undefined;
  };
}
