import type uPlot from 'uplot';
import type { ChartModel, ChartSeries } from './chart-model.js';
import { projectionOf } from './line-paths.js';

/**
 * Draws buckets that are still open: a dot that rises on a pale stem from the base line, apart from the line. Joined to
 * it, each new day would look like a crash.
 */
export function drawOpenBuckets(plot: uPlot, model: ChartModel): void {
  if (!model.showsOpen) return;
  const { ctx } = plot;
  ctx.save();
  for (const series of model.series) drawSeries(plot, model, series);
  ctx.restore();
}

function drawSeries(plot: uPlot, model: ChartModel, series: ChartSeries): void {
  const { ctx } = plot;
  const { x, y } = projectionOf(plot);
  const width = series.width * devicePixelRatio;
  ctx.strokeStyle = series.color;
  ctx.fillStyle = series.color;
  ctx.lineWidth = width;
  ctx.setLineDash([]);
  for (let index = model.closedBuckets; index < model.times.length; index++) {
    const value = series.values[index]!;
    if (Number.isNaN(value)) continue;
    const left = x(model.times[index]!);
    if (series.fill > 0) {
      ctx.globalAlpha = 0.45;
      ctx.beginPath();
      ctx.moveTo(left, y(0));
      ctx.lineTo(left, y(value));
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(left, y(value), width * 1.6, 0, 2 * Math.PI);
    ctx.fill();
  }
}
