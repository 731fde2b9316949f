import { defineTradeElements } from '../elements/define-all.js';
import { langOf } from '../locales/lang.js';
import { learn } from '../locales/message.js';
import { startWall } from './wall.js';

const query = new URLSearchParams(location.search);

defineTradeElements();
await learn(langOf(query.get('lang') ?? navigator.language));
startWall(document, query);
