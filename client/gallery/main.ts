import { defineTradeElements } from '../elements/define-all.js';
import { langOf } from '../locales/lang.js';
import { startGallery } from './gallery.js';

defineTradeElements();
startGallery(document, langOf(new URLSearchParams(location.search).get('lang') ?? navigator.language));
