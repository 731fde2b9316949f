import { settingText } from '../wall/setting-reader.js';
import { SETTING_KEYS, SETTINGS } from '../wall/wall-settings.js';

/** Characters that mean nothing in a query string and are easier to read as they are. */
const READABLE = /%(2C|2F|3A)/g;

/** Address of the wall that a draft describes, with all that is right in it and is not what holds anyway. */
export function wallAddress(draft: URLSearchParams): string {
  const settings = new URLSearchParams();
  for (const key of SETTING_KEYS) {
    const given = settingText(key, draft);
    const text = given === '' ? '' : SETTINGS[key].addressText(given);
    if (text !== '') settings.set(key, text);
  }
  const query = settings.toString().replace(READABLE, (code) => decodeURIComponent(code));
  return query === '' ? '/wall' : `/wall?${query}`;
}
