import { SETTING_KEYS, SETTINGS, type SettingKey, type SettingValues } from '../wall/wall-settings.js';

/** Characters that mean nothing in a query string and are easier to read as they are. */
const READABLE = /%(2C|2F|3A)/g;

/** Address of the wall that a draft describes, with all that is right in it and is not what holds anyway. */
export function wallAddress(draft: URLSearchParams): string {
  const settings = new URLSearchParams();
  for (const key of SETTING_KEYS) {
    const given = draft.get(key)?.trim() ?? '';
    const text = given === '' ? '' : SETTINGS[key].addressText(given);
    if (text !== '') settings.set(key, text);
  }
  const query = settings.toString().replace(READABLE, (code) => decodeURIComponent(code));
  return query === '' ? '/wall' : `/wall?${query}`;
}

/** What a draft says of a setting; undefined where it says nothing that can be used. */
export function settingValue<Key extends SettingKey>(
  key: Key,
  draft: URLSearchParams,
): SettingValues[Key] | undefined {
  const text = draft.get(key)?.trim() ?? '';
  return text === '' ? undefined : SETTINGS[key].read(text).value;
}
