/** Those that the simulated timeline fills, whose clock nobody can move. */
const ALL_PAGES: readonly string[] = [
  'overview',
  'partners',
  'commodities',
  'ports',
  'modes',
  'plan',
  'diagnostics',
];

/** Pages of the wall by their names with commas between; all where they were not given. */
export function pagesOption(text: string | undefined): readonly string[] {
  const pages = text?.split(',') ?? ALL_PAGES;
  const unknown = pages.find((page) => !ALL_PAGES.includes(page));
  if (unknown !== undefined)
    throw new Error(`--pages ${String(text)}: there is no page ${unknown}; give some of ${ALL_PAGES.join()}`);
  return pages;
}

/** The whole number above 0 that an option was given; undefined where it was not given. */
export function positiveOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value <= 0)
    throw new Error(`--${name} ${text}: give a whole number above 0, such as 5`);
  return value;
}
