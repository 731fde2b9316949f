/** Name and major version of the feed protocol; a change that an old client can't read makes it v2. */
export const PROTOCOL = 'tradewall.v1';

/** JSON in both directions. */
export const SUBPROTOCOL_JSON = 'tradewall.v1.json';

/** The same with updates in columns of bits. */
export const SUBPROTOCOL_BINARY = 'tradewall.v1.bin';

export const SUBPROTOCOLS: readonly string[] = [SUBPROTOCOL_JSON, SUBPROTOCOL_BINARY];
