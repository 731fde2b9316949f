import type uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import { projectionOf } from './line-paths.js';
import { placeLabels, type PlacedLabel } from './place-labels.js';

/** Room between two labels, in parts of the font size. */
const LABEL_GAP = 0.3;

/** Room over the plot in parts of the font size: half a line for a tick label that rises above it, more for labels. */
const PLAIN_PADDING = 0.75;
const LABEL_PADDING = 1.6;

/** Room that a chart needs over its plot, in CSS pixels. */
export function topPadding({ marks, theme }: ChartModel): number {
  return theme.fontSize * (marks.some(({ label }) => label !== '') ? LABEL_PADDING : PLAIN_PADDING);
}

/** Draws what happened: a dashed line at an instant, a pale band over a span, and its label over the plot. */
export function drawMarks(plot: uPlot, model: ChartModel): void {
  if (model.marks.length === 0) return;
  const { ctx } = plot;
  const { left, top, width } = plot.bbox;
  const { x } = projectionOf(plot);
  ctx.save();
  for (const mark of model.marks) {
    const start = x(mark.time);
    const end = mark.end === undefined ? start : x(mark.end);
    if (end >= left && start <= left + width)
      drawSpan(plot, model.theme[mark.isAlert === true ? 'warn' : 'muted'], start, end);
  }
  const fontPx = useFont(plot, model);
  ctx.textBaseline = 'alphabetic';
  ctx.textAlign = 'left';
  for (const { label, from, isFirst } of labelsOf(plot, model)) {
    ctx.fillStyle = model.theme[isFirst ? 'warn' : 'muted'];
    ctx.fillText(label, left + from, top - fontPx * 0.35);
  }
  ctx.restore();
}

function labelsOf(plot: uPlot, { times, marks, theme }: ChartModel): PlacedLabel[] {
  const gap = useFont(plot, { theme }) * LABEL_GAP;
  const { width } = plot.bbox;
  const from = times[0] ?? 0;
  const span = (times.at(-1) ?? 1) - from;
  const labels = marks
    .filter(({ label }) => label !== '')
    .map(({ time, label, isAlert = false }) => ({
      label,
      isFirst: isAlert,
      at: ((time - from) / span) * width,
      width: plot.ctx.measureText(label).width,
    }));
  return placeLabels(labels, width, gap);
}

/** @returns the font size in canvas pixels */
function useFont({ ctx }: uPlot, { theme }: Pick<ChartModel, 'theme'>): number {
  const fontPx = theme.fontSize * devicePixelRatio;
  ctx.font = `${fontPx}px ${theme.fontFamily}`;
  return fontPx;
}

function drawSpan(plot: uPlot, color: string, start: number, end: number): void {
  const { ctx } = plot;
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  const { left, top, width, height } = plot.bbox;
  const from = Math.max(start, left);
  const to = Math.min(end, left + width);
  if (to > from) {
    ctx.globalAlpha = 0.1;
    ctx.fillRect(from, top, to - from, height);
    ctx.globalAlpha = 1;
  }
  if (start < left) return;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(start, top);
  ctx.lineTo(start, top + height);
  ctx.stroke();
}
