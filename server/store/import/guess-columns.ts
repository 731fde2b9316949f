import type { MAPPED_COLUMNS } from '../import-options.js';

type What = (typeof MAPPED_COLUMNS)[number];

/** Words that names of columns are made of, the more telling first. */
const WORDS: readonly (readonly [what: What, words: RegExp])[] = [
  ['time', /^(time|date|period|year_?month|month|year|datum|tag|fecha|data|日期|年月|月份|年份?)$/i],
  ['time', /date|period|month|year|日期|年月/i],
  ['flow', /flow|direction|imp(ort)?_?(\/|or)?_?exp(ort)?|进出口/i],
  ['netKg', /net_?(weight|wgt|mass)|weight|mass|tonn|\bkg\b|_kg|重量|净重/i],
  ['value', /value|amount|usd|eur|cny|价值|金额/i],
  ['partner', /partner|country|origin|destination|国家|国别|伙伴/i],
  ['commodity', /commodity|product|\bhs\d*\b|hs_?code|goods|商品/i],
  ['port', /port|harbou?r|口岸|港/i],
];

/** Which columns of a header may be what, judged by their names alone. */
export function guessColumns(header: readonly string[]): Partial<Record<What, string>> {
  const guesses: Partial<Record<What, string>> = {};
  const taken = new Set<string>();
  for (const [what, words] of WORDS) {
    const name = header.find((column) => column !== '' && !taken.has(column) && words.test(column));
    if (name === undefined || guesses[what] !== undefined) continue;
    guesses[what] = name;
    taken.add(name);
  }
  return guesses;
}
