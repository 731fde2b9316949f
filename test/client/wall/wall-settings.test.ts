import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasSettingMessage, settingMessage } from '../../../client/locales/setup-message.js';
import { LANGS } from '../../../client/locales/lang.js';
import { defaultOf, wordOf } from '../../../client/setup/setting-words.js';
import { wallAddress } from '../../../client/setup/wall-address.js';
import { SETTING_KEYS, SETTINGS } from '../../../client/wall/wall-settings.js';

const README = new URL('../../../README.md', import.meta.url);

/** Rows of README.md's table of settings, without the padding and the marks of code. */
function readmeRows(): string[][] {
  const section = readFileSync(README, 'utf8').split('\n## The wall\n')[1]!.split('\n## ')[0]!;
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.replaceAll('`', '').trim()),
  );
}

function address(query: string): string {
  return wallAddress(new URLSearchParams(query));
}

describe('the settings of the wall', () => {
  it('are in README.md as the list has them: name, what it is, what it takes, and what holds without it', () => {
    const rows = SETTING_KEYS.map((key) => {
      const { expected, initialText } = SETTINGS[key];
      const id = `default.${key}`;
      const initial = hasSettingMessage(id) ? settingMessage('en', id) : initialText;
      return [key, settingMessage('en', `about.${key}`), expected('en'), initial];
    });
    expect(readmeRows()).toEqual(rows);
  });

  it('have words in every language for each word that they take, and for what holds without them', () => {
    for (const key of SETTING_KEYS) {
      const { control } = SETTINGS[key];
      for (const lang of LANGS) {
        expect(defaultOf(key, lang), `${key} ${lang}`).not.toBe('');
        const words = 'choices' in control ? control.choices : [];
        for (const word of words) expect(wordOf(key, word, lang), `${key} ${word} ${lang}`).not.toBe(word);
      }
    }
  });
});

describe('the address of a wall', () => {
  it('has nothing that holds anyway, nothing wrong, and nothing that is no setting', () => {
    expect(address('theme=dark&pages=overview&interval=30&offset=0&alerts=all&partner=&title=+')).toBe(
      '/wall',
    );
    expect(address('theme=purple&interval=1&logo=javascript:x&baseline-value=-1&tilte=x')).toBe('/wall');
  });

  it('has the rest in its plainest form, in the order of the list', () => {
    expect(address('pages=Ports,prots,overview&theme=LIGHT&lang=zh&partner=USA+,+JPN&title=Port of X')).toBe(
      '/wall?title=Port+of+X&pages=ports,overview&lang=zh-CN&theme=light&partner=USA,JPN',
    );
    expect(address('alerts=none&pages=all&feed=wss://host/feed')).toBe(
      '/wall?feed=wss://host/feed&pages=all&alerts=none',
    );
  });

  it('keeps a baseline that is given, for it is then meant for whatever is shown', () => {
    expect(address('baseline-value=42.3e12&baseline-tonnage=off')).toBe(
      '/wall?baseline-value=42300000000000&baseline-tonnage=off',
    );
  });

  it('is its own address', () => {
    const full = '?title=%E6%B5%B7%E5%85%B3+%26+x&pages=all&interval=45&baseline-name=2019&alert-change=10';
    const once = address(full);
    expect(address(new URL(once, 'http://x').search)).toBe(once);
    expect(new URL(once, 'http://x').searchParams.get('title')).toBe('海关 & x');
  });
});
