/** The single-file bundle: registers every element, and takes figures from the host that it was loaded from. */
import { defineTradeElements } from './elements/define-all.js';
import { setDefaultFeed } from './feed/feed-url.js';

setDefaultFeed(import.meta.url);
defineTradeElements();
