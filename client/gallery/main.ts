import { defineTradeElements } from '../elements/define-all.js';
import { langOf } from '../locales/lang.js';
import { startGallery } from './gallery.js';
import { themeOf } from './theme.js';

defineTradeElements();
const query = new URLSearchParams(location.search);
startGallery(document, langOf(query.get('lang') ?? navigator.language), themeOf(query.get('theme')));
