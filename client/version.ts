/** Version of the package, for who finds two of them on one page. */
export const VERSION = '0.1.0';
