import { describe, expect, it } from 'vitest';
import {
  formatQuantity,
  quantityText,
  type QuantityOptions,
} from '../../../client/format/format-quantity.js';
import type { MeasureKind } from '../../../protocol/measures.js';

const en: QuantityOptions = { lang: 'en', currency: 'CNY' };
const zh: QuantityOptions = { lang: 'zh-CN', currency: 'CNY' };

/** Plain spaces read better in expectations than the no-break space of the texts. */
function text(value: number | null, kind: MeasureKind, options: QuantityOptions): string {
  return quantityText(value, kind, options).replaceAll('\u00a0', ' ');
}

describe('formatQuantity in English', () => {
  it('gives number and unit apart', () => {
    expect(formatQuantity(37.862e12, 'money', en)).toEqual({ number: '37.86', unit: 'tn CNY' });
  });

  it.each([
    [0, 'money', '0.00 CNY'],
    [12.5, 'money', '12.50 CNY'],
    [1_410_000, 'money', '1.41 m CNY'],
    [42.3e12, 'money', '42.30 tn CNY'],
    [3.2e9, 'money', '3.20 bn CNY'],
    [1.234e16, 'money', '12,340 tn CNY'],
    [0.4, 'mass', '0.40 t'],
    [171.3, 'mass', '171.3 t'],
    [171_000, 'mass', '171.0 kt'],
    [14.2e6, 'mass', '14.20 Mt'],
    [4.66e9, 'mass', '4.66 bn t'],
    [7, 'count', '7'],
    [2.87, 'count', '2.87'],
    [88_380_000, 'count', '88.38 m'],
    [1_000, 'count', '1.00 K'],
    [146.24, 'percent', '146.2 %'],
    [8_123.4, 'price', '8,123 CNY/t'],
    [0.041, 'ratio', '+4.1 %'],
    [-0.118, 'ratio', '−11.8 %'],
  ] as const)('writes %d (%s) as %s', (value, kind, expected) => {
    expect(text(value, kind, en)).toBe(expected);
  });
});

describe('formatQuantity in Chinese', () => {
  it.each([
    [37.862e12, 'money', '37.86万亿元'],
    [141_000, 'money', '14.10万元'],
    [6.42e9, 'money', '64.20亿元'],
    [999, 'money', '999.0元'],
    [4.66e9, 'mass', '46.60亿吨'],
    [171, 'mass', '171.0吨'],
    [14_200_000, 'mass', '1,420万吨'],
    [88_380_000, 'count', '8,838万'],
    [146.24, 'percent', '146.2%'],
    [8_123.4, 'price', '8,123元/吨'],
    [81_234, 'price', '8.12万元/吨'],
    [-0.118, 'ratio', '−11.8%'],
  ] as const)('writes %d (%s) as %s', (value, kind, expected) => {
    expect(text(value, kind, zh)).toBe(expected);
  });

  it('names currencies in Chinese where they have a customary name, and by their code where not', () => {
    expect(text(3e8, 'money', { ...zh, currency: 'USD' })).toBe('3.00亿美元');
    expect(text(3e8, 'money', { ...zh, currency: 'ZMW' })).toBe('3.00亿 ZMW');
    expect(text(3e8, 'money', { ...zh, currency: null })).toBe('3.00亿');
  });
});

describe('rounding', () => {
  it('moves on to the next unit when rounding fills the old one', () => {
    expect(text(999_950, 'money', en)).toBe('1.00 m CNY');
    expect(text(999_940, 'money', en)).toBe('999.9 K CNY');
    expect(text(99_999_500, 'money', zh)).toBe('1.00亿元');
    expect(text(99_994_000, 'money', zh)).toBe('9,999万元');
  });

  it('drops a decimal when rounding adds a digit', () => {
    expect(text(99.996e9, 'money', en)).toBe('100.0 bn CNY');
    expect(text(9.999e9, 'money', en)).toBe('10.00 bn CNY');
  });

  it('keeps trailing zeros, so that a running figure keeps its width', () => {
    const widths = [37.8, 37.85, 37.999, 37.001].map(
      (v) => formatQuantity(v * 1e12, 'money', en).number.length,
    );
    expect(new Set(widths)).toEqual(new Set([5]));
  });

  it('never shows a negative nought', () => {
    expect(text(-0.001, 'money', en)).toBe('0.00 CNY');
    expect(text(-0.0001, 'ratio', en)).toBe('0.0 %');
    expect(text(-0, 'count', en)).toBe('0');
  });
});

describe('options', () => {
  it('shows an unknown cell as a dash without a unit, never as nought', () => {
    expect(formatQuantity(null, 'money', en)).toEqual({ number: '–', unit: '' });
    expect(formatQuantity(NaN, 'mass', zh)).toEqual({ number: '–', unit: '' });
    expect(formatQuantity(Infinity, 'percent', en)).toEqual({ number: '–', unit: '' });
  });

  it('writes negative numbers with a real minus sign and signs positive ones on demand', () => {
    expect(text(-7.1e12, 'money', en)).toBe('−7.10 tn CNY');
    expect(text(7.1e12, 'money', { ...en, signed: true })).toBe('+7.10 tn CNY');
    expect(text(0, 'money', { ...en, signed: true })).toBe('0.00 CNY');
    expect(text(0.83, 'ratio', { ...en, signed: false })).toBe('83.0 %');
  });

  it('takes the number of significant digits', () => {
    expect(text(37.862e12, 'money', { ...en, digits: 3 })).toBe('37.9 tn CNY');
    expect(text(378.62e9, 'money', { ...en, digits: 3 })).toBe('379 bn CNY');
  });

  it('keeps the decimals of a whole count that is a rate', () => {
    expect(text(3, 'count', { ...en, rate: true })).toBe('3.00');
  });

  it('writes the number out when it is not to be compact', () => {
    expect(text(1_234_567, 'mass', { ...en, compact: false })).toBe('1,234,567 t');
    expect(text(1_234_567, 'money', { ...zh, compact: false })).toBe('1,234,567元');
  });
});
