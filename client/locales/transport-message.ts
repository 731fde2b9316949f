import { messagesIn } from './message.js';
import { transportEn } from './transport-en.js';
import { transportZhCn } from './transport-zh-cn.js';

export const transportMessage = messagesIn({ en: transportEn, 'zh-CN': transportZhCn });
