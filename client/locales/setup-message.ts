import { messagesIn } from './message.js';
import { settingsEn } from './settings-en.js';
import { settingsZhCn } from './settings-zh-cn.js';
import { setupEn } from './setup-en.js';
import { setupZhCn } from './setup-zh-cn.js';

export const setupMessage = messagesIn({ en: setupEn, 'zh-CN': setupZhCn });

/** The words of the wall's settings. */
export const settingMessage = messagesIn({ en: settingsEn, 'zh-CN': settingsZhCn });

/** Whether there are words for a key that is only known when the page runs, such as one of a choice. */
export function hasSettingMessage(key: string): key is keyof typeof settingsEn {
  return key in settingsEn;
}
