/** The database in the folder of a store. */
export const STORE_FILE = 'tradewall.duckdb';
