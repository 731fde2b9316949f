/** The wall's pages, in the order in which `pages=all` shows them. */
export const PAGE_NAMES = [
  'overview',
  'partners',
  'commodities',
  'ports',
  'modes',
  'plan',
  'replay',
  'diagnostics',
] as const;

export type PageName = (typeof PAGE_NAMES)[number];
