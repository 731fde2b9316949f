import { elementsEn } from './elements-en.js';
import { elementsZhCn } from './elements-zh-cn.js';
import { messagesIn } from './message.js';

export const elementsMessage = messagesIn({ en: elementsEn, 'zh-CN': elementsZhCn });
