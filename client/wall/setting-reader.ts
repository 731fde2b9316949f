import type { Lang } from '../locales/lang.js';
import { wallMessage } from '../locales/wall-message.js';
import type { ReadSetting } from './setting-kinds.js';
import { shortened, type SettingProblem } from './setting-problem.js';
import { SETTING_KEYS, SETTINGS, type SettingKey, type SettingValues } from './wall-settings.js';

/** What a query string says of a setting; empty where it says nothing. */
export function settingText(key: SettingKey, query: URLSearchParams): string {
  return query.get(key)?.trim() ?? '';
}

/** What that comes to; undefined where it says nothing. */
export function readSetting<Key extends SettingKey>(
  key: Key,
  query: URLSearchParams,
): ReadSetting<SettingValues[Key]> | undefined {
  const text = settingText(key, query);
  return text === '' ? undefined : SETTINGS[key].read(text);
}

/** Reads settings from a query string; what can't be used is kept as a problem, and its default holds. */
export class SettingReader {
  readonly problems: SettingProblem[] = [];
  readonly #query: URLSearchParams;
  readonly #lang: Lang;

  constructor(query: URLSearchParams, lang: Lang) {
    this.#query = query;
    this.#lang = lang;
    for (const key of new Set(query.keys())) {
      if (!SETTING_KEYS.some((known) => known === key)) this.refuse(key, SETTING_KEYS.join(', '));
      else if (query.getAll(key).length > 1) this.refuse(key, wallMessage(lang, 'wall.expectedOnce'));
    }
  }

  /** What a setting says, or its default. */
  get<Key extends SettingKey>(key: Key): SettingValues[Key] {
    const given = this.given(key);
    return given === undefined ? SETTINGS[key].initial : given;
  }

  /** What a setting says; undefined where it is missing, blank or wrong. */
  given<Key extends SettingKey>(key: Key): SettingValues[Key] | undefined {
    const read = readSetting(key, this.#query);
    if (read?.isRight === false) this.refuse(key, SETTINGS[key].expected(this.#lang));
    return read?.value;
  }

  /** Names a setting that can't be used. */
  refuse(key: string, expected: string): void {
    const value = shortened(this.#query.get(key) ?? '');
    this.problems.push({ key, text: wallMessage(this.#lang, 'wall.badSetting', { key, value, expected }) });
  }
}
