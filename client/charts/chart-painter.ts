import uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import { topPadding } from './draw-marks.js';
import { plotOptions } from './plot-options.js';
import { uplotStyles } from './uplot-styles.js';

/** Where a chart is drawn, and who is told of its cursor. */
interface PlotPlace {
  readonly area: HTMLElement;
  readonly size: { readonly width: number; readonly height: number };
  readonly onCursor: (index: number | null) => void;
}

/** Makes a plot that reads what `current` says at every paint. */
function createPlot(current: () => ChartModel, { area, size, onCursor }: PlotPlace): uPlot {
  adoptStyles(area);
  return new uPlot(plotOptions(current, size, onCursor), dataOf(current()), (plot, init) => {
    area.append(plot.root);
    drawNow(plot, () => init());
  });
}

/** They come with what needs them, so that a page without charts has none of them. */
function adoptStyles(area: HTMLElement): void {
  const root = area.getRootNode() as ShadowRoot;
  const styles = uplotStyles.styleSheet!;
  if (!root.adoptedStyleSheets.includes(styles)) root.adoptedStyleSheets.push(styles);
}

/** By itself, uPlot draws in a microtask of its own, after the frame that has to know how long it took. */
function drawNow(plot: uPlot, change: (plot: uPlot) => void): void {
  plot.batch(change);
}

function dataOf(model: ChartModel): uPlot.AlignedData {
  return [model.times, ...model.series.map((series) => series.values)];
}

/** What a plot is made with and can't change later, the room above it for the names of marks included. */
function shapeOf(model: ChartModel): string {
  const { series, theme } = model;
  const styles = series.map(({ key, color, width, dash, fill, shape }) => [
    key,
    color,
    width,
    dash,
    fill,
    shape,
  ]);
  return JSON.stringify([styles, theme, topPadding(model), devicePixelRatio]);
}

/** All that draws, in one piece, for it is loaded only where there is a chart. */
export const chartPainter = { createPlot, drawNow, dataOf, shapeOf };

export type ChartPainter = typeof chartPainter;
