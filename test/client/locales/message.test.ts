import { describe, expect, it } from 'vitest';
import { en } from '../../../client/locales/en.js';
import { elementsEn } from '../../../client/locales/elements-en.js';
import { elementsZhCn } from '../../../client/locales/elements-zh-cn.js';
import { langOf } from '../../../client/locales/lang.js';
import { hasMessage, message } from '../../../client/locales/message.js';
import { transportEn } from '../../../client/locales/transport-en.js';
import { transportZhCn } from '../../../client/locales/transport-zh-cn.js';
import { wallEn } from '../../../client/locales/wall-en.js';
import { wallZhCn } from '../../../client/locales/wall-zh-cn.js';
import { zhCn } from '../../../client/locales/zh-cn.js';

describe.each([
  ['texts', en, zhCn],
  ['texts of the transport', transportEn, transportZhCn],
  ['texts of tables and exports', elementsEn, elementsZhCn],
  ['texts of the wall', wallEn, wallZhCn],
] as [string, Record<string, string>, Record<string, string>][])('%s', (_name, english, chinese) => {
  it('have the same placeholders in every language', () => {
    const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const key of Object.keys(english))
      expect([key, placeholders(chinese[key]!)]).toEqual([key, placeholders(english[key]!)]);
  });

  it('exist for exactly the same keys in every language', () => {
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(english).sort());
  });
});

describe('texts', () => {
  it('are filled with the values given, a text in braces included', () => {
    expect(message('en', 'term.onYear', { year: 2025 })).toBe('on 2025');
    expect(message('zh-CN', 'kpi.blank', { measure: '{x}', reason: '$1' })).toBe('{x}空缺：$1');
  });

  it('can be asked for', () => {
    expect([hasMessage('state.live'), hasMessage('state.of-mind')]).toEqual([true, false]);
  });
});

describe('langOf', () => {
  it('reads any Chinese as zh-CN and everything else as English', () => {
    expect(['zh', 'zh-CN', 'ZH-Hant', 'en-GB', 'de', 'zhx', '', null].map(langOf)).toEqual([
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      'en',
      'en',
      'en',
      'en',
    ]);
  });
});
