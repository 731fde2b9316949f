import { defineTradeElements } from '../elements/define-all.js';
import { learn } from '../locales/message.js';
import { startWall } from './wall.js';
import { wallLang } from './wall-config.js';

const query = new URLSearchParams(location.search);

defineTradeElements();
await learn(wallLang(query, navigator.language));
startWall(document, query);
