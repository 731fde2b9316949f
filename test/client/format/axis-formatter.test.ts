import { describe, expect, it } from 'vitest';
import { axisFormatter, columnFormatter } from '../../../client/format/axis-formatter.js';

describe('axisFormatter', () => {
  it('says the unit once and writes every tick in it', () => {
    const axis = axisFormatter('money', 85e9, 'en', 'CNY');
    expect(axis.unit).toBe('bn CNY');
    expect([0, 40e9, 80e9, -40e9, 2.5e9].map(axis.format)).toEqual(['0', '40', '80', '−40', '2.5']);
  });

  it('uses 万, 亿 and 万亿 in Chinese', () => {
    const axis = axisFormatter('mass', 9.4e6, 'zh-CN', null);
    expect(axis.unit).toBe('万吨');
    expect([0, 4e6, 8e6].map(axis.format)).toEqual(['0', '400', '800']);
  });

  it('shows ratios in percent and unknown ticks as a dash', () => {
    const axis = axisFormatter('ratio', 0.12, 'en', null);
    expect(axis.unit).toBe('%');
    expect([0.05, null].map(axis.format)).toEqual(['5', '–']);
  });

  it('stands an axis without height', () => {
    expect(axisFormatter('money', 0, 'en', 'CNY').format(0)).toBe('0');
  });
});

describe('columnFormatter', () => {
  it('gives every row the decimals of the largest', () => {
    const column = columnFormatter('money', 7.2e12, 'en', 'CNY');
    expect([7.2e12, 0.83e12, 0].map(column.format)).toEqual(['7.20', '0.83', '0.00']);
    expect(columnFormatter('money', 72e12, 'en', 'CNY').format(7.2e12)).toBe('7.2');
    expect(columnFormatter('mass', 272e6, 'en', null).format(7.2e6)).toBe('7');
  });
});
