import { defineTradeElements } from '../elements/define-all.js';
import { startWall } from './wall.js';

defineTradeElements();
startWall(document, new URLSearchParams(location.search));
