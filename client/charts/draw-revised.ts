import type uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import { projectionOf } from './line-paths.js';

/** Half the width of a diamond, in parts of the font size. */
const REACH = 0.32;

/** Draws a hollow diamond around each revised figure: a shape of its own, so that colour is not the only sign. */
export function drawRevised(plot: uPlot, { times, series, theme }: ChartModel): void {
  const { ctx } = plot;
  const { x, y } = projectionOf(plot);
  const reach = theme.fontSize * REACH * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash([]);
  for (const { values, color, revised } of series) {
    ctx.strokeStyle = color;
    ctx.beginPath();
    for (const index of revised) {
      const [left, top] = [x(times[index]!), y(values[index]!)];
      ctx.moveTo(left, top - reach);
      for (const [dx, dy] of [
        [reach, 0],
        [0, reach],
        [-reach, 0],
      ] as const)
        ctx.lineTo(left + dx, top + dy);
      ctx.closePath();
    }
    ctx.stroke();
  }
  ctx.restore();
}
