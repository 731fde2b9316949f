/**
 * Colours of everything drawn, `[dark, light]`; dark is the wall's own. Exports are blue and imports orange everywhere:
 * the pair that the common colour deficiencies tell apart best (Okabe and Ito, 2008). Texts have a contrast of at
 * least 4.5 with their surface. `series1` to `series6` are for groups, none of which is a flow: found by a search for
 * colours that stay at least 0.09 apart (OKLab) in each of the common deficiencies, twice that without one, with a contrast of 3.
 */
export const PALETTE = {
  export: ['#4ea8ff', '#0b62c4'],
  import: ['#ff9f43', '#b8540a'],
  balance: ['#e9f0ff', '#3a4660'],
  good: ['#5ad1a0', '#0b7450'],
  warn: ['#ffd95e', '#8a5d00'],
  bad: ['#ff7a72', '#c2262e'],
  text: ['#f1f5fc', '#0c1524'],
  muted: ['#a3b3cc', '#46546c'],
  faint: ['#7888a4', '#66738a'],
  grid: ['#18243a', '#e4e9f1'],
  line: ['#22304a', '#cbd4e1'],
  surface: ['#080d18', '#ffffff'],
  series1: ['#8ed643', '#07420d'],
  series2: ['#c979f6', '#6e2f74'],
  series3: ['#7ee2fb', '#3a95b9'],
  series4: ['#f5746f', '#ee5473'],
  series5: ['#3061d8', '#021e7c'],
  series6: ['#986a28', '#77650e'],
} as const satisfies Record<string, readonly [dark: string, light: string]>;

export type ColorName = keyof typeof PALETTE;

export const COLOR_NAMES = Object.keys(PALETTE) as ColorName[];
