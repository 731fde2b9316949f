import { defineTradeElements } from '../elements/define-all.js';
import { learn } from '../locales/message.js';
import { browserRenewal } from './browser-renewal.js';
import { SelfRenewal } from './self-renewal.js';
import { startWall } from './wall.js';
import { wallLang } from './wall-config.js';

const query = new URLSearchParams(location.search);
const renewal = new SelfRenewal(browserRenewal);

// As vite calls it: a network that is cut when a page is turned would leave that page empty for months.
addEventListener('vite:preloadError', () => renewal.partFailed());
defineTradeElements();
try {
  await learn(wallLang(query, navigator.language));
} catch (error) {
  console.error('The texts of the wall could not be loaded; it begins in English', error);
}
startWall(document, query, renewal);
