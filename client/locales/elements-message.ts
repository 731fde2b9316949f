import { elementsEn } from './elements-en.js';
import { elementsZhCn } from './elements-zh-cn.js';
import { messagesIn } from './message.js';

export const elementsMessage = messagesIn(elementsEn, elementsZhCn);
