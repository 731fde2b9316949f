import type uPlot from 'uplot';
import type { ChartModel } from './chart-model.js';
import { barPaths } from './bar-paths.js';
import { drawMarks, topPadding } from './draw-marks.js';
import { drawOpenBuckets } from './draw-open-buckets.js';
import { drawRevised } from './draw-revised.js';
import { DenseLines, isDense } from './dense-lines.js';
import { linePaths } from './line-paths.js';
import { dashOf, fillOf } from './line-style.js';
import { textWidth } from './text-width.js';
import { timeAxis, type TimeAxis } from './time-axis.js';
import type { TrimmedAxis, TrimmedOptions } from './trimmed-options.js';
import { ticksOf } from './y-range.js';

/** Least distances of tick labels, in parts of the font size: a label's own length and as much again of air. */
const X_TICK_FONTS = 4.5;
const Y_TICK_FONTS = 2;

/**
 * How uPlot is to draw a model: scales and ticks are the model's, and are read afresh from `current` at every paint, so
 * that a plot is made once and lives on new data.
 */
export function plotOptions(
  current: () => ChartModel,
  size: { width: number; height: number },
  onCursor: (index: number | null) => void,
): TrimmedOptions {
  const { series, theme } = current();
  const denseLines = new DenseLines();
  return {
    ...size,
    ms: 1,
    padding: [() => topPadding(current()), theme.fontSize * 0.5, 0, 0],
    legend: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      // An unknown value has no place for a point.
      dataIdx: (plot, index, closest) => (Number.isNaN(plot.data[index]?.[closest] ?? NaN) ? null! : closest),
    },
    scales: {
      x: { time: false, range: () => timeRange(current()) },
      y: { range: () => [current().yRange.min, current().yRange.max] },
    },
    axes: [xAxis(current), yAxis(current)],
    series: [{}, ...series.map((_, index) => plotSeries(current, index))],
    hooks: {
      drawClear: [(plot) => drawMarks(plot, current())],
      drawAxes: [(plot) => isDense(plot) && denseLines.draw(plot, current())],
      draw: [
        (plot) => drawBaseline(plot, current()),
        (plot) => drawOpenBuckets(plot, current()),
        (plot) => drawRevised(plot, current()),
      ],
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
    },
  };
}

/** A single bucket gets a width of its own, for a scale of no width has no place for it. */
function timeRange({ times, edgeMs = 0 }: ChartModel): [number, number] {
  const from = (times[0] ?? 0) - edgeMs;
  const to = (times.at(-1) ?? 1) + edgeMs;
  return to > from ? [from, to] : [from - 1, from + 1];
}

function yTicks(plot: uPlot, { yRange, theme }: ChartModel): number[] {
  const heightPx = plot.bbox.height > 0 ? plot.bbox.height / devicePixelRatio : plot.height;
  return ticksOf(yRange, Math.max(2, Math.floor(heightPx / (theme.fontSize * Y_TICK_FONTS))));
}

function plotSeries(current: () => ChartModel, index: number): uPlot.Series {
  const series = current().series[index]!;
  const { key, color, width, fill } = series;
  return {
    label: key,
    auto: false,
    stroke: series.outline ?? color,
    width,
    cap: 'round',
    dash: dashOf(series),
    ...(fill > 0 ? { fill: fillOf(series) } : {}),
    points: { show: false },
    pxAlign: 0,
    paths: pathsOf(current, index),
  };
}

function pathsOf(current: () => ChartModel, index: number): uPlot.Series.PathBuilder {
  const end = (): number => current().closedBuckets;
  const { series } = current();
  if (series[index]!.shape !== 'bars') return linePaths(end);
  const bars = series.filter(({ shape }) => shape === 'bars');
  return barPaths(end, bars.indexOf(series[index]!), bars.length);
}

function xAxis(current: () => ChartModel): TrimmedAxis {
  const { theme } = current();
  const ticksOfPlot = ticksInView(current);
  return {
    stroke: theme.muted,
    font: `${theme.fontSize}px ${theme.fontFamily}`,
    grid: { show: false },
    ticks: { show: false },
    size: theme.fontSize * 1.9,
    gap: theme.fontSize * 0.4,
    splits: (plot) => [...ticksOfPlot(plot).ticks],
    values: (plot, splits) => {
      const { label } = ticksOfPlot(plot);
      return splits.map((tick) => {
        const text = label(tick);
        return fitsIn(plot, theme, tick, text) ? text : '';
      });
    },
  };
}

/** uPlot asks for ticks and for their labels apart, and again for each size that it tries: they are made once. */
function ticksInView(current: () => ChartModel): (plot: uPlot) => TimeAxis {
  let last: { readonly of: readonly unknown[]; readonly axis: TimeAxis } | null = null;
  return ({ scales, bbox }) => {
    const { calendar, theme } = current();
    const { bucket, offsetMs, lang } = calendar;
    const [from, to] = [scales['x']!.min!, scales['x']!.max!];
    const width = Math.max(1, bbox.width / devicePixelRatio);
    const of = [bucket, offsetMs, lang, from, to, width];
    if (last === null || of.some((value, at) => value !== last!.of[at]))
      last = {
        of,
        axis: timeAxis(from, to, ((to - from) * theme.fontSize * X_TICK_FONTS) / width, calendar),
      };
    return last.axis;
  };
}

/** A label is centred on its tick, so the ones near the edges could be cut. */
function fitsIn(plot: uPlot, theme: ChartModel['theme'], tick: number, text: string): boolean {
  const font = `${theme.fontSize * devicePixelRatio}px ${theme.fontFamily}`;
  const half = textWidth(plot.ctx, font, text) / 2;
  const x = plot.valToPos(tick, 'x', true);
  return x - half >= 0 && x + half <= plot.width * devicePixelRatio;
}

function yAxis(current: () => ChartModel): TrimmedAxis {
  const { theme } = current();
  const font = `${theme.fontSize}px ${theme.fontFamily}`;
  return {
    stroke: theme.muted,
    font,
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    gap: theme.fontSize * 0.7,
    splits: (plot) => yTicks(plot, current()),
    values: (_, splits) => splits.map((value) => current().yLabel(value)),
    size: (plot, values: string[] | null) => {
      // Room for three digits at least, so that charts above one another have their times above one another.
      const widest = Math.max(...['000', ...(values ?? [])].map((text) => textWidth(plot.ctx, font, text)));
      return Math.ceil(widest + theme.fontSize * 0.8);
    },
  };
}

function drawBaseline(plot: uPlot, model: ChartModel): void {
  const { min, max } = plot.scales['y']!;
  if (min! > 0 || max! < 0) return;
  const { ctx } = plot;
  const y = Math.round(plot.valToPos(0, 'y', true));
  ctx.save();
  ctx.strokeStyle = model.theme.line;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(plot.bbox.left, y);
  ctx.lineTo(plot.bbox.left + plot.bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
