/** The bundle for pages whose scripts are no modules: registers every element, and takes figures from where it came from. */
import { defineTradeElements } from './elements/define-all.js';
import { setDefaultFeed } from './feed/feed-url.js';

const { currentScript } = document;
if (currentScript instanceof HTMLScriptElement && currentScript.src !== '') setDefaultFeed(currentScript.src);
defineTradeElements();
