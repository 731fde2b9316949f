import { galleryEn } from './gallery-en.js';
import { galleryZhCn } from './gallery-zh-cn.js';
import { messagesIn } from './message.js';

export const galleryMessage = messagesIn({ en: galleryEn, 'zh-CN': galleryZhCn });
