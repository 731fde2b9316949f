import { describe, expect, it } from 'vitest';
import { DIMENSIONS } from '../../../protocol/dimensions.js';
import { dictionaryNames } from '../../../server/dictionaries/dictionary-names.js';

describe('names of a dimension', () => {
  it('are there for the same codes in both languages', () => {
    for (const dimension of DIMENSIONS) {
      const english = dictionaryNames(dimension, 'en');
      const chinese = dictionaryNames(dimension, 'zh-CN');
      expect(Object.keys(chinese)).toEqual(Object.keys(english));
      expect(Object.values(chinese).filter((name) => !/\p{Script=Han}/u.test(name))).toEqual([]);
      expect(Object.values(english).filter((name) => name === '' || name.length > 34)).toEqual([]);
    }
  });

  it('say what the codes say', () => {
    expect(dictionaryNames('flow', 'zh-CN')).toEqual({ import: '进口', export: '出口' });
    expect(dictionaryNames('partner', 'en')['NAM']).toBe('Namibia');
    expect(dictionaryNames('commodity', 'zh-CN')['8542']).toBe('集成电路');
    expect(dictionaryNames('port', 'en')['CNSHA']).toBe('Shanghai');
    expect(dictionaryNames('mode', 'en')['0110']).toBe('Ordinary trade');
    expect(dictionaryNames('transport', 'zh-CN')['rail']).toBe('铁路');
  });
});
