import { learn } from '../../client/locales/message.js';

/** What a page loads where it is Chinese; formatters asked without a page have to be given it. */
await learn('zh-CN');
