import type { ChartSeries, ChartTheme } from '../charts/chart-model.js';
import type { ColorName } from '../styles/palette.js';
import { readColors } from '../styles/read-colors.js';
import type { SeriesPlan } from './chart-series.js';

/** Text size at which lines have the width planned; they grow with the text, or a wall of 4K would show hairlines. */
export const USUAL_FONT_PX = 14;

export interface ElementTheme extends ChartTheme {
  readonly colors: Readonly<Record<ColorName, string>>;
}

/** Colours and font as they are resolved at the plot. */
export function readTheme(root: ShadowRoot, plotArea: HTMLElement): ElementTheme {
  const colors = readColors(root);
  const { fontFamily, fontSize } = getComputedStyle(plotArea);
  const { muted, warn, grid, line } = colors;
  return { muted, warn, grid, line, colors, fontFamily, fontSize: Number.parseFloat(fontSize) };
}

/** A planned line as it is drawn in this theme. */
export function chartSeries(plan: SeriesPlan, { colors, fontSize }: ElementTheme): ChartSeries {
  const scale = fontSize / USUAL_FONT_PX;
  return {
    ...plan,
    color: colors[plan.color],
    ...(plan.isParted ? { outline: colors.surface } : {}),
    width: plan.width * scale,
    dash: plan.dash.map((length) => length * scale),
  };
}
