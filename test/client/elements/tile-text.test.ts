import { describe, expect, it } from 'vitest';
import { lineCount, textWidth } from '../../../client/elements/tile-text.js';

describe('text of a tile', () => {
  it('is as wide as its characters, Han ones wider', () => {
    expect(textWidth('Ores')).toBeCloseTo(2.4);
    expect(textWidth('机电')).toBe(2);
  });

  it('is set word by word, into as few lines as the width takes', () => {
    expect(lineCount('Iron & steel', 7.2)).toBe(1);
    expect(lineCount('Iron & steel', 7.1)).toBe(2);
    expect(lineCount('Gems & precious metals', 5)).toBe(3);
  });

  it('breaks between any two Han characters, and never within a word of letters', () => {
    expect(lineCount('电机电气设备', 3)).toBe(2);
    expect(lineCount('Pharmaceuticals', 8)).toBe(Infinity);
  });

  it('begins no line with a mark that closes, and ends none with one that opens', () => {
    expect(lineCount('珠宝、贵金属', 2.5)).toBe(4);
    expect(lineCount('铁（钢）', 2.5)).toBe(Infinity);
    expect(lineCount('铁（钢）', 3.5)).toBe(2);
  });
});
