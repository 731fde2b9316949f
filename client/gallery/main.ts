import { defineTradeElements } from '../elements/define-all.js';
import { langOf } from '../locales/lang.js';
import { learn } from '../locales/message.js';
import { startGallery } from './gallery.js';
import { themeOf } from './theme.js';

const query = new URLSearchParams(location.search);
const lang = langOf(query.get('lang') ?? navigator.language);

defineTradeElements();
await learn(lang);
startGallery(document, lang, themeOf(query.get('theme')));
