import { messagesIn } from './message.js';
import { wallEn } from './wall-en.js';
import { wallZhCn } from './wall-zh-cn.js';

export const wallMessage = messagesIn({ en: wallEn, 'zh-CN': wallZhCn });

export type WallKey = keyof typeof wallEn;
