/** Registers every element, by being imported; those that only some pages have are loaded where they are used. */
import { defineTradeElements } from './elements/define-all.js';

defineTradeElements();
