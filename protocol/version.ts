/** Name and major version of the feed protocol; a change that an old client can't read makes it v2. */
export const PROTOCOL = 'tradewall.v1';

/** JSON in both directions. */
export const SUBPROTOCOL_JSON = 'tradewall.v1.json';
