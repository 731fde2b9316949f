import { wallMessage } from '../locales/wall-message.js';
import type { Lang } from '../locales/lang.js';
import { hasSettingMessage, settingMessage } from '../locales/setup-message.js';
import { PAGE_NAMES } from '../wall/page-names.js';
import { SETTINGS, type SettingKey } from '../wall/wall-settings.js';

/** One of the words that a setting takes as it is said: `dark`, `Overview`. */
export function wordOf(key: SettingKey, word: string, lang: Lang): string {
  const id = `choice.${key}.${word}`;
  if (hasSettingMessage(id)) return settingMessage(lang, id);
  const page = PAGE_NAMES.find((name) => key === 'pages' && name === word);
  return page === undefined ? word : wallMessage(lang, `page.${page}`);
}

/** What holds without a setting, in words. */
export function defaultOf(key: SettingKey, lang: Lang): string {
  const id = `default.${key}`;
  return hasSettingMessage(id) ? settingMessage(lang, id) : wordOf(key, SETTINGS[key].initialText, lang);
}
