import type { ChartTheme } from '../charts/chart-model.js';
import type { ColorName } from '../styles/palette.js';
import { readColors } from '../styles/read-colors.js';

export interface ElementTheme extends ChartTheme {
  readonly colors: Readonly<Record<ColorName, string>>;
}

/** Colours and font as they are resolved at the plot. */
export function readTheme(root: ShadowRoot, plotArea: HTMLElement): ElementTheme {
  const colors = readColors(root);
  const { fontFamily, fontSize } = getComputedStyle(plotArea);
  const { muted, grid, line } = colors;
  return { muted, grid, line, colors, fontFamily, fontSize: Number.parseFloat(fontSize) };
}
