import { alertsEn } from './alerts-en.js';
import { alertsZhCn } from './alerts-zh-cn.js';
import { messagesIn } from './message.js';

export const alertsMessage = messagesIn({ en: alertsEn, 'zh-CN': alertsZhCn });
